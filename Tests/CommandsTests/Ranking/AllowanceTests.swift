import Foundation
import TestSupport
import Testing

/// What a run may spend, with the built program.
@Suite(.serialized) struct AllowanceTests {
  private static let judicious: @Sendable (RankingServer.Question) -> RankingServer.Answer = { question in
    .order(question.labels)
  }

  @Test func `a dry run counts and asks nothing, and changes nothing`() async throws {
    let pool = try RankingPool(clusters: 10, size: 5)
    let before = try pool.folder.bytes(of: RankingPool.name)
    try await RankingServer.serve(Self.judicious) { server in
      let outcome = try pool.rank(
        at: server,
        "--dry-run",
        "--price",
        "1,10,EUR",
        "--requests-per-minute",
        "15"
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(server.questions.isEmpty)
      #expect(outcome.output.contains("clusters    10 without a ranking"))
      #expect(outcome.output.contains("questions   30 to 270"))
      #expect(outcome.output.contains(/tokens in   about \d{4} to \d{5}\n/))
      #expect(outcome.output.contains(/price       EUR 0\.\d+ to \d/))
      #expect(outcome.output.contains("time        2 min to 18 min at 15 requests a minute"))
    }
    #expect(try pool.folder.bytes(of: RankingPool.name) == before)
  }

  @Test func `a dry run in the middle counts what is left`() async throws {
    let pool = try RankingPool(clusters: 6)
    try await RankingServer.serve(Self.judicious) { server in
      #expect(try pool.rank(at: server, "--token-cap", "3000").status == 2)
      let paid = server.questions.count
      #expect((1..<18).contains(paid))
      let outcome = try pool.rank(at: server, "--dry-run")
      #expect(outcome.output.contains("time        as long as the endpoint takes, 4 questions at once"))
      #expect(outcome.output.contains("price       unknown; --price"))
      #expect(server.questions.count == paid)
    }
  }

  @Test func `a cap stops with a status of its own, and a higher one goes on`() async throws {
    let pool = try RankingPool(clusters: 10)
    try await RankingServer.serve(Self.judicious) { server in
      // Every answer costs 340 tokens.
      let stopped = try pool.rank(at: server, "--passes", "1", "--token-cap", "2000")
      #expect(stopped.status == 2)
      #expect(stopped.errors.contains(/Stopped at the cap of 2000 tokens: \d+ tokens spent/))
      #expect(stopped.errors.contains("Run the same command with a higher cap"))
      let paid = server.questions.count
      #expect(paid * 340 <= 2_000 && paid >= 3)
      #expect(stopped.errors.contains("\(paid) of 10 clusters are ranked"))
      let same = try pool.rank(at: server, "--passes", "1", "--token-cap", "2000")
      #expect(same.status == 2 && server.questions.count * 340 <= 2_000)
      let price = ["--passes", "1", "--money-cap", "0.1", "--price", "10,10"]
      let raised = try BuiltProgram.run(
        ["rank", RankingPool.name, "--endpoint", server.address, "--model", "small"] + price,
        in: pool.folder
      )
      #expect(raised.status == 0, "\(raised.errors)")
      #expect(server.questions.count == 10)
      #expect(try pool.status.contains("10 requests, 3000 tokens in, 400 tokens out"))
    }
  }

  @Test func `a server that has too much to do is asked by all more slowly, and everything is answered`()
    async throws
  {
    let pool = try RankingPool(clusters: 12)
    try await RankingServer.serve { question in
      question.number % 9 == 4
        ? RankingServer.Answer(status: 429, headers: [("retry-after", "0")], body: Data("slow down".utf8))
        : .order(question.labels)
    } _: { server in
      let outcome = try pool.rank(at: server, "--passes", "3", "--concurrency", "8")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("12 of 12 clusters are ranked"))
    }
  }

  @Test func `a cap in money needs a price, and nothing is asked without one`() throws {
    let pool = try RankingPool(clusters: 2)
    let outcome = try BuiltProgram.run(
      ["rank", RankingPool.name, "--endpoint", "http://127.0.0.1:1", "--model", "m", "--money-cap", "1"],
      in: pool.folder
    )
    #expect(outcome.status == 1 && outcome.errors.contains("--money-cap says nothing without a price."))
  }

  @Test(arguments: [
    ["--token-cap", "0"], ["--price", "free"], ["--dry-run", "--batch-out", "x.jsonl"],
    ["--requests-per-minute", "0"],
  ])
  func `what makes no sense is wrong usage`(options: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltProgram.run(
      ["rank", "x.handpick", "--endpoint", "http://127.0.0.1:1", "--model", "m"] + options,
      in: folder
    )
    #expect(outcome.status == 64)
  }
}
