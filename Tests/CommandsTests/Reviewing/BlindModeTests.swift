import Foundation
import TestSupport
import Testing
import TextUI

/// What the terminal is sent before somebody has chosen, with two rankings that contradict each other.
@Suite(.enabled(if: TmuxSession.isAvailable, "tmux is missing: apt-get install tmux"))
struct BlindModeTests {
  private static let clusters = 200

  @Test(arguments: ["blind", "decide-first"])
  func `before the choice nothing that the terminal is sent depends on the ranking`(mode: String) async throws
  {
    let first = try await visit(mode: mode, reversed: false)
    let second = try await visit(mode: mode, reversed: true)
    #expect(first.screens.count == Self.clusters)
    for (number, (one, other)) in zip(first.screens, second.screens).enumerated() where one != other {
      Issue.record("cluster \(number + 1) differs:\n\(one)\n\(other)")
    }
    for raw in [first.raw, second.raw] {
      #expect(raw.contains("pick 1 of 3"))
      #expect(!raw.contains("telling rationale"), "what the ranker said was sent")
    }
  }

  @Test(arguments: ["blind", "decide-first"])
  func `what another curator picks meanwhile is not told before the own choice`(mode: String) async throws {
    let first = try await look(mode: mode, reversed: false)
    let second = try await look(mode: mode, reversed: true)
    #expect(first.screens.count > 20)
    for (one, other) in zip(first.screens, second.screens) where one != other {
      Issue.record("a screen differs:\n\(one)\n\(other)")
    }
    for raw in [first.raw, second.raw] {
      #expect(raw.contains("4/4 decided"))
      for words in ["[x]", "by bob", "telling rationale"] { #expect(!raw.contains(words), "\(words)") }
    }
  }

  @Test func `after the own choice one sees what another curator picked meanwhile`() async throws {
    let folder = try project(clusters: 4, reversed: false)
    try #require(BuiltProgram.run("mode", "p.handpick", "decide-first", in: folder).status == 0)
    let terminal = try await open(folder)
    defer { terminal.kill() }
    try decide(1, in: folder)
    try await terminal.waitFor(text: "1/4 decided")
    try terminal.sendKeys("a")
    try await terminal.waitFor(text: "accepted by bob")
    let screen = try await terminal.waitFor(text: "telling rationale")
    #expect(screen.contains("Noted: o keeps your choice"))
    try terminal.sendKeys("q")
  }

  /// Looks at four clusters while another curator decides about each, and at the pages about them.
  ///
  /// In the even ones they always pick the same candidate, be it the ranker's or not; in the others the ranker's,
  /// whichever that is.
  private func look(mode: String, reversed: Bool) async throws -> (screens: [String], raw: String) {
    let folder = try project(clusters: 4, reversed: reversed)
    try #require(BuiltProgram.run("mode", "p.handpick", mode, in: folder).status == 0)
    let terminal = try await open(folder)
    defer { terminal.kill() }
    var screens: [String] = []
    for number in 1...4 {
      try await terminal.waitFor(what: "cluster \(number), loaded") {
        $0.contains("CLUSTER \(number) ") && $0.contains("INSTRUCTION 1/3") && !$0.contains("reading…")
      }
      try decide(number, overriding: reversed && number.isMultiple(of: 2), in: folder)
      let screen = try await terminal.waitFor(text: "\(number)/4 decided")
      #expect(screen.contains("0a 0o \(number)p 0x 0s"))
      for index in 1...3 {
        try terminal.sendKeys("\(index)")
        try await terminal.waitFor(text: "INSTRUCTION \(index)/3")
        screens.append(try terminal.capture(escapes: true))
      }
      for (key, title) in [("i", "INSPECT"), ("d", "NEAREST"), ("c", "COMPARE"), ("Q", "QUEUE")] {
        try terminal.sendKeys(key)
        try await terminal.waitFor(what: title) { $0.contains(title) && !$0.contains("reading…") }
        screens.append(try terminal.capture(escapes: true))
        try terminal.sendKeys("q")
        try await terminal.waitFor(text: "CLUSTERS")
      }
      try terminal.sendKeys("]")
    }
    return (screens, try raw(of: folder))
  }

  /// Lets another curator take the ranker's pick, or instead the one that it puts last.
  private func decide(_ cluster: Int, overriding: Bool = false, in folder: TemporaryFolder) throws {
    var verdict = ["accept"]
    if overriding {
      let last = try listing(of: folder).clusters[cluster - 1].ids[0]
      verdict = ["override", "--pick", last, "--reason", "coverage"]
    }
    let outcome = try BuiltProgram.run(
      ["decide", "p.handpick", "\(cluster)"] + verdict + ["--as", "bob"],
      in: folder
    )
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// Goes through all clusters of a project one by one, and keeps every screen with its colours, and all bytes.
  private func visit(mode: String, reversed: Bool) async throws -> (screens: [String], raw: String) {
    let folder = try project(clusters: Self.clusters, reversed: reversed)
    try #require(BuiltProgram.run("mode", "p.handpick", mode, in: folder).status == 0)
    let terminal = try await open(folder)
    defer { terminal.kill() }
    var screens: [String] = []
    for number in 1...Self.clusters {
      try await terminal.waitFor(what: "cluster \(number), loaded") {
        $0.contains("CLUSTER \(number) ") && $0.contains("INSTRUCTION 1/3") && !$0.contains("reading…")
      }
      // The cursor moves through the candidates, as a curator's would.
      try terminal.sendKeys("j")
      try await terminal.waitFor(text: "INSTRUCTION 2/3")
      screens.append(try terminal.capture(escapes: true))
      try terminal.sendKeys("]")
    }
    return (screens, try raw(of: folder))
  }

  /// Opens the room on a project in a terminal that keeps every byte it is sent.
  private func open(_ folder: TemporaryFolder) async throws -> TmuxSession {
    let terminal = try TmuxSession(
      command: "exec cat",
      size: Size(rows: 24, columns: 120),
      environment: ["USER": "ada"],
      directory: folder.url.path
    )
    let command = "\(BuiltProgram.path) review p.handpick --no-welcome"
    try terminal.replace(with: command, recordingTo: folder.file("raw"))
    try await terminal.waitFor(text: "CLUSTER 1 ")
    return terminal
  }

  /// Every byte that the terminal was sent, as text.
  private func raw(of folder: TemporaryFolder) throws -> String {
    String(decoding: try folder.bytes(of: "raw"), as: UTF8.self)
  }

  /// A project whose rankings are the one, or its reverse.
  private func project(clusters: Int, reversed: Bool) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let pool = (0..<clusters * 3).map { #"{"id":"i\#($0)","instruction":"Explain step \#($0) of it."}"# }
    try Data(pool.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: folder.file("pool.jsonl")))
    for arguments in [
      ["new", "p.handpick", "pool.jsonl"], ["embed", "p.handpick"],
      ["cluster", "p.handpick", "--method", "random", "--clusters", "\(clusters)"],
    ] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    let rankings = try listing(of: folder).clusters.map { cluster in
      let order = reversed ? Array(cluster.ids.reversed()) : cluster.ids
      let ids = order.map { "\"\($0)\"" }.joined(separator: ",")
      return #"{"order":[\#(ids)],"rationales":{"\#(order[0])":"telling rationale"},"ranker":"m"}"#
    }
    try Data(rankings.joined(separator: "\n").utf8)
      .write(to: URL(fileURLWithPath: folder.file("rankings.jsonl")))
    let ranked = try BuiltProgram.run("rank", "p.handpick", "--from", "rankings.jsonl", in: folder)
    try #require(ranked.status == 0, "\(ranked.errors)")
    return folder
  }

  private func listing(of folder: TemporaryFolder) throws -> Listing {
    let listed = try BuiltProgram.run("clusters", "p.handpick", "--json", in: folder).output
    return try JSONDecoder().decode(Listing.self, from: Data(listed.utf8))
  }

  private struct Listing: Decodable {
    struct Cluster: Decodable { var ids: [String] }
    var clusters: [Cluster]
  }
}
