import Curation
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct LogTests {
  let fixture: ProjectFixture
  var project: Project { fixture.project }

  init() throws { fixture = try ProjectFixture.divided(clusters: 4) }

  @discardableResult
  func append(
    _ event: ReviewEvent,
    _ cluster: Int,
    by curator: String = "ada",
    expecting version: Int64
  ) throws -> LogEntry {
    try project.append(event, cluster: cluster, by: curator, at: ProjectFixture.time, expecting: version)
  }

  @Test func `entries come back as they were returned`() throws {
    let event = try fixture.decision(3, index: 1)
    let entry = try project.append(
      event,
      cluster: 3,
      by: "ada\u{0}é",
      at: Date(timeIntervalSince1970: 1_790_000_000.123456),
      expecting: 0
    )
    #expect(entry.sequence == 1 && entry.cluster == 3 && entry.curator == "ada\u{0}é" && entry.event == event)
    let second = try append(try fixture.decision(1), 1, expecting: 0)
    #expect(try fixture.reopened().log() == [entry, second])
    #expect(try project.log(after: 1) == [second])
    #expect(try project.log(after: 2).isEmpty)
    #expect(try project.review() == Review(log: [entry, second]))
    #expect(try project.verifyLog() == nil)
  }

  @Test func `undo and redo follow the curator's own decisions`() throws {
    try append(try fixture.decision(1, index: 0), 1, expecting: 0)
    try append(try fixture.decision(1, index: 1), 1, expecting: 1)
    try append(try fixture.decision(2), 2, by: "bob", expecting: 0)
    #expect(throws: ProjectError.cannotUndo(sequence: 1, curator: "ada")) {
      try append(.undo(of: 1), 1, expecting: 2)
    }
    #expect(throws: ProjectError.cannotUndo(sequence: 3, curator: "ada")) {
      try append(.undo(of: 3), 2, expecting: 3)
    }
    #expect(throws: ProjectError.cannotUndo(sequence: 2, curator: "ada")) {
      try append(.undo(of: 2), 3, expecting: 0)
    }
    #expect(throws: ProjectError.cannotRedo(sequence: 2, curator: "ada")) {
      try append(.redo(of: 2), 1, expecting: 2)
    }
    try append(.undo(of: 2), 1, expecting: 2)
    try append(.undo(of: 1), 1, expecting: 4)
    #expect(try project.review().decision(for: 1) == nil)
    try append(.redo(of: 1), 1, expecting: 5)
    #expect(try project.review().step(for: 1)?.entry.sequence == 1)
    try append(try fixture.decision(4), 4, expecting: 0)
    #expect(throws: ProjectError.cannotRedo(sequence: 2, curator: "ada")) {
      try append(.redo(of: 2), 1, expecting: 6)
    }
    #expect(try project.verifyLog() == nil)
  }

  @Test(arguments: 1...6)
  func `what undo and redo may touch is what the review says`(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var review = Review()
    for _ in 0..<150 {
      let curator = ["ada", "bob"][Int(random.next() % 2)]
      let choice = random.next() % 7
      let event: ReviewEvent
      let cluster: Int
      if choice < 2, let act = review.nextUndo(by: curator) {
        (event, cluster) = (.undo(of: act.sequence), act.cluster)
      } else if choice < 4, let act = review.nextRedo(by: curator) {
        (event, cluster) = (.redo(of: act.sequence), act.cluster)
      } else if choice == 5 {
        cluster = Int(random.next() % 4) + 1
        event = [.flag(true), .flag(false), .note("n\u{0}ote"), .note("")][Int(random.next() % 4)]
      } else {
        cluster = Int(random.next() % 4) + 1
        event = try fixture.decision(cluster, index: Int(random.next() % 3))
      }
      review.apply(try append(event, cluster, by: curator, expecting: review.version(of: cluster)))
      for name in ["ada", "bob"] {
        let stack = UndoStack(curator: name, division: 1)
        let (undo, redo) = try project.read { (try stack.nextUndo($0), try stack.nextRedo($0)) }
        #expect(undo == review.nextUndo(by: name)?.sequence)
        #expect(redo == review.nextRedo(by: name)?.sequence)
        #expect(try project.nextUndo(by: name) == review.nextUndo(by: name))
        #expect(try project.nextRedo(by: name) == review.nextRedo(by: name))
      }
      #expect(try project.standings(of: [1, 2, 3, 4]) == (1...4).map { review.standing(of: $0) })
      let verdicts = try project.verdicts()
      #expect((1...4).allSatisfy { verdicts[$0] == review.decision(for: $0)?.verdict })
      #expect(verdicts.decided == (1...4).count { !review.isOpen($0) })
    }
    #expect(try project.review() == review)
    #expect(try project.verifyLog() == nil)
  }

  @Test func `what others changed since then is told`() throws {
    try append(try fixture.decision(1), 1, expecting: 0)
    let seen = try project.lastLogSequence()
    let other = try fixture.reopened()
    _ = try other.append(.flag(true), cluster: 2, by: "bob", at: ProjectFixture.time, expecting: 0)
    let news = try project.standings(changedAfter: seen)
    #expect(news.standings == [Standing(cluster: 2, version: 2, isFlagged: true)])
    #expect(news.last == 2)
    #expect(try project.standings(changedAfter: 2).standings.isEmpty)
  }

  @Test func `the choice made before seeing the ranking is found again, by curator`() throws {
    let candidates = try project.cluster(1).candidates
    try append(.choose([candidates[2]]), 1, expecting: 0)
    #expect(try project.firstChoice(in: 1, by: "ada") == [candidates[2]])
    #expect(try project.firstChoice(in: 1, by: "bob") == nil)
    #expect(try project.standing(of: 1) == Standing(cluster: 1, version: 1))
  }

  @Test func `who was slower is told by whom and when`() throws {
    let other = try fixture.reopened()
    try append(try fixture.decision(1), 1, expecting: 0)
    let error = ProjectError.conflict(cluster: 1, curator: "ada", time: ProjectFixture.time)
    #expect(throws: error) {
      try other.append(
        try fixture.decision(1, index: 2),
        cluster: 1,
        by: "bob",
        at: ProjectFixture.time,
        expecting: 0
      )
    }
    #expect(try project.log().count == 1)
    #expect(throws: ProjectError.clustersReplaced(cluster: 2)) {
      try append(try fixture.decision(2), 2, expecting: 1)
    }
  }

  @Test func `a decision about other candidates or no cluster is refused`() throws {
    let event = try fixture.decision(1)
    #expect(throws: ProjectError.notACandidate(id("item-0"), cluster: 2)) {
      try append(event, 2, expecting: 0)
    }
    #expect(throws: ProjectError.unknownCluster(9)) { try append(event, 9, expecting: 0) }
    #expect(try project.log().isEmpty)
  }

  @Test(arguments: [
    "UPDATE log SET curator = 'eve'", "DELETE FROM log", "UPDATE log SET hash = x'00' WHERE sequence = 1",
    """
    INSERT OR REPLACE INTO log (sequence, time, curator, division, cluster, event, previous, hash)
    SELECT 1, time, 'eve', division, cluster, event, previous, hash FROM log
    """,
  ])
  func `the log cannot be changed`(sql: String) throws {
    try append(try fixture.decision(1), 1, expecting: 0)
    #expect(throws: DatabaseError.self) { try fixture.execute(sql) }
    #expect(try project.log().map(\.curator) == ["ada"])
  }

  @Test(arguments: [
    ("UPDATE log SET curator = 'eve' WHERE sequence = 2", LogFault(sequence: 2, kind: .altered)),
    ("UPDATE log SET time = time + 1 WHERE sequence = 1", LogFault(sequence: 1, kind: .altered)),
    (
      "UPDATE log SET event = replace(event, 'because', 'trust me') WHERE sequence = 3",
      .init(sequence: 3, kind: .altered)
    ),
    ("UPDATE log SET previous = zeroblob(32) WHERE sequence = 3", .init(sequence: 3, kind: .unlinked)),
    ("DELETE FROM log WHERE sequence = 2", .init(sequence: 3, kind: .missing)),
    ("DELETE FROM log WHERE sequence = 1", .init(sequence: 2, kind: .missing)),
  ])
  func `a log changed by force shows where`(sql: String, fault: LogFault) throws {
    for cluster in 1...3 { try append(try fixture.decision(cluster), cluster, expecting: 0) }
    #expect(try project.verifyLog() == nil)
    try fixture.execute("DROP TRIGGER logIsNeverChanged; DROP TRIGGER logIsNeverShortened; \(sql)")
    #expect(try project.verifyLog() == fault)
  }

  @Test func `eight writers at once lose nothing`() throws {
    let path = project.path
    let events = try (1...4).map { try fixture.decision($0) }
    let tally = Tally()
    DispatchQueue.concurrentPerform(iterations: 8) { writer in
      guard let project = try? Project.open(at: path) else { return }
      for round in 0..<25 {
        let cluster = (writer + round) % 4 + 1
        while true {
          do {
            let version = try project.review().version(of: cluster)
            _ = try project.append(
              events[cluster - 1],
              cluster: cluster,
              by: "curator \(writer)",
              at: ProjectFixture.time,
              expecting: version
            )
            tally.add("saved")
            break
          } catch ProjectError.conflict {
            tally.add("conflict")
          } catch {
            tally.add("\(error)")
            break
          }
        }
      }
    }
    #expect(tally.counts["saved"] == 200)
    #expect(Set(tally.counts.keys).subtracting(["saved", "conflict"]).isEmpty)
    let log = try project.log()
    #expect(log.map(\.sequence) == Array(1...200))
    #expect(Dictionary(grouping: log, by: \.curator).values.allSatisfy { $0.count == 25 })
    #expect(try project.verifyLog() == nil)
  }

  @Test func `on a full disk nothing is saved and nothing is lost`() throws {
    try append(try fixture.decision(1), 1, expecting: 0)
    try project.writer.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    var saved: Int64 = 1
    let error = #expect(throws: ProjectError.self) {
      while saved < 1000 {
        try append(try fixture.decision(1), 1, expecting: saved)
        saved += 1
      }
    }
    #expect(error == .diskFull(path: project.path))
    #expect(error?.summary.hasPrefix("NOT SAVED") == true)
    #expect(try project.log().count == Int(saved))

    let other = try fixture.reopened()
    #expect(try other.log().count == Int(saved))
    #expect(try other.verifyLog() == nil)
    #expect(try other.writer.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    let next = try other.append(
      try fixture.decision(1),
      cluster: 1,
      by: "ada",
      at: ProjectFixture.time,
      expecting: saved
    )
    #expect(next.sequence == saved + 1)
  }

  @Test func `a curator finds their place again`() throws {
    #expect(try project.place(of: "ada") == nil)
    try project.save(place: Data("{}".utf8), of: "ada")
    try project.save(place: Data(#"{"cluster":3}"#.utf8), of: "ada")
    try project.save(place: Data("[]".utf8), of: "bob")
    #expect(try fixture.reopened().place(of: "ada") == Data(#"{"cluster":3}"#.utf8))
  }
}
