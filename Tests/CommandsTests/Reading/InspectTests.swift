import Foundation
import TestSupport
import Testing

@Suite struct InspectTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try #require(try BuiltProgram.run("demo", "here", in: folder).status == 0)
  }

  private func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(arguments, in: folder)
  }

  private struct Inspection: Decodable {
    struct Try: Decodable {
      var run: Int
      var shown: [String]
      var order: [String]?
      var failure: String?
      var reply: String
    }
    struct Candidate: Decodable { var id: String }
    struct Decided: Decodable { var curator, verdict: String }
    var candidates: [Candidate]
    var tries: [Try]
    var decisions: [Decided]
  }

  private func inspection(_ options: String...) throws -> Inspection {
    let outcome = try BuiltProgram.run(
      ["inspect", "here/demo.handpick", "1", "--json"] + options,
      in: folder
    )
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Inspection.self, from: Data(outcome.output.utf8))
  }

  @Test func `what runs and people made of a cluster is told`() throws {
    #expect(try run("rank", "here/demo.handpick", "--method", "length", "--aside").status == 0)
    #expect(try run("decide", "here/demo.handpick", "1", "skip", "--as", "ada").status == 0)
    let all = try inspection()
    #expect(all.tries.map(\.run) == [1, 2])
    for attempt in all.tries { #expect(attempt.order.map(Set.init) == Set(all.candidates.map(\.id))) }
    #expect(all.decisions.map { "\($0.curator) \($0.verdict)" } == ["ada skip"])
    #expect(try inspection("--run", "2").tries.map(\.run) == [2])
    let text = try run("inspect", "here/demo.handpick", "1").output
    #expect(text.contains("Run 1 *  the authors of the samples (recorded), round 1, pass 1"))
    #expect(text.contains("  order      \(all.tries[0].order?.joined(separator: " ") ?? "")\n"))
    #expect(text.contains("  ada  skip\n"))
  }

  @Test func `a reply stands there as it came, but cannot command the terminal`() async throws {
    try await FaultServer.serve({ _, _ in .text(200, completion("I say \u{1B}[31mno.\nNever.")) }) { server in
      _ = try await BuiltProgram.runAside(
        [
          "rank", "here/demo.handpick", "--endpoint", server.address, "--model", "m", "--passes", "1",
        ],
        in: folder
      )
    }
    let tries = try inspection("--run", "2").tries
    try #require(tries.count == 3)
    #expect(tries.allSatisfy { $0.order == nil && $0.failure != nil })
    #expect(tries[0].reply == "I say \u{1B}[31mno.\nNever.")
    let text = try run("inspect", "here/demo.handpick", "1", "--run", "2", "--replies").output
    #expect(
      text.contains("  no order   ") && text.contains("\n  reply\n") && text.contains("no.\n    Never.\n")
    )
    #expect(!text.contains("\u{1B}"))
    #expect(try !run("inspect", "here/demo.handpick", "1", "--run", "2").output.contains("\n  reply\n"))
  }

  @Test func `a cluster and a run that are not there are named`() throws {
    let cluster = try run("inspect", "here/demo.handpick", "99")
    #expect(cluster.status == 1 && cluster.errors.contains("There is no cluster 99."))
    let run = try run("inspect", "here/demo.handpick", "1", "--run", "7")
    #expect(run.status == 1 && run.errors.contains("There is no run 7 of these clusters"))
  }
}
