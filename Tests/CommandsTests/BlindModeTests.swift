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

  /// Goes through all clusters of a project one by one, and keeps every screen with its colours, and all bytes.
  private func visit(mode: String, reversed: Bool) async throws -> (screens: [String], raw: String) {
    let folder = try project(reversed: reversed)
    try #require(BuiltProgram.run("mode", "p.handpick", mode, in: folder).status == 0)
    let terminal = try TmuxSession(
      command: "exec cat",
      size: Size(rows: 24, columns: 120),
      environment: ["USER": "ada"],
      directory: folder.url.path
    )
    defer { terminal.kill() }
    try terminal.replace(with: "\(BuiltProgram.path) review p.handpick", recordingTo: folder.file("raw"))
    if try await terminal.waitFor(what: "the room", { $0.contains("CLUSTER 1 ") || $0.contains("any key") })
      .contains("any key")
    {
      try terminal.sendKeys("j")
    }
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
    let raw = try String(decoding: Data(contentsOf: URL(fileURLWithPath: folder.file("raw"))), as: UTF8.self)
    return (screens, raw)
  }

  /// A project whose rankings are the one, or its reverse.
  private func project(reversed: Bool) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let pool = (0..<Self.clusters * 3).map { #"{"id":"i\#($0)","instruction":"Explain step \#($0) of it."}"# }
    try Data(pool.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: folder.file("pool.jsonl")))
    for arguments in [
      ["new", "p.handpick", "pool.jsonl"], ["embed", "p.handpick"],
      ["cluster", "p.handpick", "--method", "random", "--clusters", "\(Self.clusters)"],
    ] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    let listed = try BuiltProgram.run("clusters", "p.handpick", "--json", in: folder).output
    let listing = try JSONDecoder().decode(Listing.self, from: Data(listed.utf8))
    let rankings = listing.clusters.map { cluster in
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

  private struct Listing: Decodable {
    struct Cluster: Decodable { var ids: [String] }
    var clusters: [Cluster]
  }
}
