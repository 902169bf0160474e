import Curation
import GRDB
import Testing

@testable import ProjectStore

@Suite struct SearchTests {
  let fixture: ProjectFixture

  init() throws {
    fixture = try ProjectFixture()
    try fixture.add([
      Instruction(id: id("r0"), text: "Explain TCP congestion"),
      Instruction(id: id("r1"), text: "Schreibe über ÄPFEL", input: "100% sure"),
      Instruction(id: id("r2"), text: "under_score", input: "tcp inside the input"),
      Instruction(id: id("r3"), text: "nothing"),
      Instruction(id: id("ID-tcp"), text: "by id"),
      Instruction(id: id("r5"), text: "用一句话解释绿茶", input: "カフェ\u{0}hinter NUL: STRAẞE, cafe\u{301}"),
    ])
    try fixture.project.save(
      partition: [[3, 2], [4, 0, 1, 5]],
      labels: ["fruit", "network"],
      method: .random,
      picks: 1,
      seed: 0,
      stage: ProjectFixture.stage(.cluster)
    )
  }

  func search(_ text: String, limit: Int = 10) throws -> [String] {
    try fixture.project.search(text, limit: limit).map { "\($0.cluster) \($0.id.rawValue)" }
  }

  @Test(arguments: [
    ("tcp", ["1 r2", "2 ID-tcp", "2 r0"]), ("EXPLAIN tcp", ["2 r0"]), ("äpfel", ["2 r1"]), ("Über", ["2 r1"]),
    ("0%", ["2 r1"]), ("r_s", ["1 r2"]), ("r%s", []), ("\\", []), ("NETWORK", ["2 ID-tcp"]), ("", []),
    ("missing", []), ("绿茶", ["2 r5"]), ("茶", ["2 r5"]), ("茶x", []), ("フェ", ["2 r5"]), ("解释绿", ["2 r5"]),
    ("nul: s", ["2 r5"]), ("strasse", ["2 r5"]), ("Straße", ["2 r5"]), ("CAFÉ", ["2 r5"]), ("é", ["2 r5"]),
    ("e", ["1 r2", "2 ID-tcp", "2 r0", "2 r1", "2 r5"]), ("\"", []), ("a\" AND \"b", []),
  ])
  func `a part of any text finds its candidates in cluster order`(text: String, hits: [String]) throws {
    #expect(try search(text) == hits)
  }

  @Test func `rationales of the current run are searched, the newest alone`() throws {
    let run = try fixture.project.beginRun(.init(origin: .length), at: ProjectFixture.time)
    try fixture.project.record([try fixture.reversal(of: 2, rationale: "Old wording")], inRun: run.id)
    #expect(try search("old WORD") == ["2 r5"])
    try fixture.project.record([try fixture.reversal(of: 2, rationale: "Neue Wörter")], inRun: run.id)
    #expect(try search("old word").isEmpty)
    #expect(try search("WÖRT") == ["2 r5"])
  }

  @Test func `rationales are those of the run that is continued`() throws {
    let first = try fixture.project.beginRun(.init(origin: .length), at: ProjectFixture.time)
    try fixture.project.record([try fixture.reversal(of: 2, rationale: "First words")], inRun: first.id)
    let second = try fixture.project.beginRun(.init(origin: .model(name: "tiny")), at: ProjectFixture.time)
    #expect(try search("first words").isEmpty)
    try fixture.project.record([try fixture.reversal(of: 1, rationale: "Second words 茶")], inRun: second.id)
    #expect(try search("words") == ["1 r2"])
    #expect(try search("茶") == ["1 r2", "2 r5"])
    _ = try fixture.project.beginRun(.init(origin: .length), at: ProjectFixture.time)
    #expect(try search("words") == ["2 r5"])
  }

  @Test func `a note finds the cluster's first candidate, as it is now`() throws {
    let project = fixture.project
    let first = try project.append(
      .note("Ask Grace"),
      cluster: 2,
      by: "ada",
      at: ProjectFixture.time,
      expecting: 0
    )
    #expect(try search("grace") == ["2 ID-tcp"])
    #expect(try project.search("ask", from: SearchProgress(), limit: 5).hits.map(\.field) == [.note])
    let time = ProjectFixture.time
    _ = try project.append(.note("Done"), cluster: 2, by: "ada", at: time, expecting: first.sequence)
    #expect(try search("grace").isEmpty)
  }

  @Test(arguments: ["tcp", "e", "茶", "ex", "words", "w", "ds", "ü"])
  func `steps of one candidate each find what one long step finds`(text: String) throws {
    let run = try fixture.project.beginRun(.init(origin: .length), at: ProjectFixture.time)
    try fixture.project.record([try fixture.reversal(of: 2, rationale: "tcp words")], inRun: run.id)
    let whole = try fixture.project.search(text, from: SearchProgress(), limit: 100).hits
    var hits: [SearchHit] = []
    var next: SearchProgress? = SearchProgress()
    while let progress = next {
      let step = try fixture.project.search(text, from: progress, limit: 100, effort: 1)
      #expect(step.next?.position ?? .max > progress.position)
      hits += step.hits
      next = step.next
    }
    #expect(hits == whole)
    #expect(!whole.isEmpty)
  }

  @Test(arguments: ["tcp", "e", "茶", "ds"])
  func `a search that begins elsewhere goes round and finds the same`(text: String) throws {
    let whole = try fixture.project.search(text, from: SearchProgress(), limit: 100).hits
    for effort in [1, 500] {
      var hits: [SearchHit] = []
      var next: SearchProgress? = SearchProgress(from: 2)
      while let progress = next {
        let step = try fixture.project.search(text, from: progress, limit: 100, effort: effort)
        hits += step.hits
        next = step.next
      }
      #expect(hits == whole.filter { $0.cluster >= 2 } + whole.filter { $0.cluster < 2 })
    }
  }

  @Test func `one and two characters are found wherever they stand`() throws {
    let texts = [
      1: ["nothing\n\nr3\nfruit", "under_score\ntcp inside the input\nr2"],
      2: [
        "by id\n\nid-tcp\nnetwork", "explain tcp congestion\n\nr0", "schreibe über äpfel\n100% sure\nr1",
        "用一句话解释绿茶\nカフェ\u{FFFD}hinter nul: strasse, café\nr5",
      ],
    ]
    let letters = (0x20..<0x7F).map { String(UnicodeScalar($0)).lowercased() }
    for text in letters + letters.flatMap({ first in ["r", "t", "1", "%", " ", "_"].map { first + $0 } }) {
      let expected = [1, 2].flatMap { cluster in
        texts[cluster, default: []].filter { $0.contains(text) }.map { _ in cluster }
      }
      #expect(try fixture.project.search(text, limit: 10).map(\.cluster) == expected, "'\(text)'")
      let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let query = try ClusterQuery(parsing: "text:\"\(quoted)\"")
      #expect(
        try fixture.project.clusters(matching: query) == Set(expected).sorted().map { Int32($0) },
        "'\(text)'"
      )
    }
  }

  @Test func `a project of before they were known finds them, too`() throws {
    try fixture.project.close()
    try DatabaseQueue(path: fixture.project.path).write {
      try $0.execute(
        sql: """
          DROP TABLE shortText; DROP TABLE rankShift; DROP TABLE reply; DROP TABLE draftVector; DROP TABLE draft;
          DROP TABLE topicMember; DROP TABLE topic; DROP TABLE leftOut; DROP TABLE trigram; DROP TABLE labelTrigram;
          DROP TABLE searchPlace; DROP TABLE unfinished;
          ALTER TABLE embeddingSet DROP COLUMN element; PRAGMA user_version = 5
          """
      )
    }
    let project = try Project.open(at: fixture.project.path)
    #expect(try project.search("t", limit: 9).map(\.id.rawValue) == ["r3", "r2", "ID-tcp", "r0", "r5"])
  }

  @Test func `what is not to be searched is not`() throws {
    let run = try fixture.project.beginRun(.init(origin: .length), at: ProjectFixture.time)
    try fixture.project.record([try fixture.reversal(of: 2, rationale: "tcp")], inRun: run.id)
    let others = try fixture.project.search("tcp", from: SearchProgress(), limit: 9) { cluster, _ in
      cluster != 1
    }
    #expect(others.hits.map(\.id.rawValue) == ["ID-tcp", "r0", "r5"])
    let texts = try fixture.project.search("tcp", from: SearchProgress(), limit: 9) { _, field in
      field != .rationale
    }
    #expect(texts.hits.map(\.id.rawValue) == ["r2", "ID-tcp", "r0"])
  }

  @Test func `a new division is searched in place of the old one`() throws {
    try fixture.divide(into: 3, replacing: true)
    #expect(try search("tcp") == ["1 r0", "2 ID-tcp", "3 r2"])
  }

  @Test func `there are no more hits than asked for`() throws {
    #expect(try search("tcp", limit: 2) == ["1 r2", "2 ID-tcp"])
    #expect(try search("tcp", limit: 0).isEmpty)
    #expect(try ProjectFixture(count: 2).project.search("item", limit: 5).isEmpty)
  }
}
