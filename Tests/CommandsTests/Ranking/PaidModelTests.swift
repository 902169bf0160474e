import ArgumentParser
import Curation
import Foundation
import ProjectStore
import Synchronization
import TestSupport
import Testing

@testable import Commands
@testable import ModelClient

/// What stands between a run and a model.
@Suite struct PaidModelTests {
  private let pool: RankingPool
  private let project: Project

  init() throws {
    pool = try RankingPool(clusters: 1)
    project = try pool.open()
  }

  /// Lends the model of a server that counts its answers, and the number of a run that asks it.
  private func serve<Value: Sendable>(
    _ body: (PaidModel, Int, RankingServer) async throws -> Value
  ) async throws -> Value {
    try await RankingServer.serve({ .says("answer \($0.number)") }) { server in
      let endpoint = try Endpoint(server.address, model: "m")
      let setup = RankingRun.Setup(origin: .model(name: "m"), model: "m", endpoint: endpoint.base)
      let run = try project.beginRun(setup, at: .now)
      return try await body(PaidModel(endpoint: endpoint, concurrency: 1), run.id, server)
    }
  }

  @Test(arguments: [RateLimits(requestsPerMinute: 1), RateLimits(tokensPerMinute: 1)])
  func `it is asked at the allowed pace`(rates: RateLimits) async throws {
    let waits = Mutex<[Duration]>([])
    let retry = RetryPolicy(tries: 1, firstWait: .zero, longestWait: .zero) { wait in
      waits.withLock { $0.append(wait) }
    }
    try await serve { model, run, server in
      var model = model
      model.allowance.rates = rates
      try await model.lend(to: run, of: project, retry: retry) { model in
        for number in 1...10 {
          _ = try await model.answer(ChatRequest("Tell \(number).", replyTokens: 10)).result.get()
        }
      }
      #expect(server.questions.count == 10)
    }
    // A machine that is busy enough may be slow enough by itself, but not every time.
    #expect(waits.withLock { !$0.isEmpty })
  }

  @Test func `it is asked within the cap, of which earlier sittings have used a part`() async throws {
    try await serve { model, run, server in
      var model = model
      for tokens in [1_000, 690] {
        // An answer costs 340.
        model.allowance.cap = SpendingCap(tokens: tokens)
        var ends: [ModelError] = []
        try await model.lend(to: run, of: project) { model in
          for number in 1...4 {
            let question = ChatRequest("Tell \(tokens)/\(number).", replyTokens: 10)
            if case .failure(let error) = await model.answer(question).result { ends.append(error) }
          }
        }
        #expect(server.questions.count == 2)
        let spent = TokenCount(prompt: 600, completion: 80)
        #expect(ends.last == .capReached(model.allowance.cap, spent: spent))
        #expect(ends.count == (tokens == 690 ? 4 : 2))
      }
    }
  }

  @Test func `it is not asked what was answered, and says the same`() async throws {
    try await serve { model, run, server in
      var answers: [[String]] = []
      for _ in 1...2 {
        answers.append(
          try await model.lend(to: run, of: project) { model in
            var texts: [String] = []
            for sample in 0..<2 {
              var question = ChatRequest("Tell.", replyTokens: 10)
              question.sample = sample
              texts.append(try await model.answer(question).result.get().text)
            }
            return texts
          }
        )
      }
      #expect(answers == [["answer 0", "answer 1"], ["answer 0", "answer 1"]])
      #expect(server.questions.count == 2)
      let usage = try project.usage(ofRun: run)
      #expect(usage.replies == 2)
    }
  }

  @Test(arguments: [[], ["--probe"], ["--method", "open-endedness"], ["--method", "perplexity-mid"]])
  func `every stage that asks has the allowance of the options`(options: [String]) throws {
    let asked = ["x.handpick", "--endpoint", "http://127.0.0.1:9", "--model", "m", "--concurrency", "2"]
    let spending = [
      "--token-cap", "50", "--requests-per-minute", "7", "--tokens-per-minute", "900",
    ]
    let command = try Rank.parse(asked + spending + options)
    let stage = try #require(try command.ranking.stage(seed: 0, on: project))
    let model = try #require(
      (stage as? ModelRankingStage)?.model ?? (stage as? ProbedRankingStage)?.ranking.model
        ?? (stage as? AnswerBaselineStage)?.model
    )
    #expect(model.rates == RateLimits(concurrency: 2, requestsPerMinute: 7, tokensPerMinute: 900))
    #expect(model.allowance.cap.tokens == 50)
  }

  @Test func `asking again in the room keeps to the rates of the profile`() throws {
    let rates = RateLimits(concurrency: 1, requestsPerMinute: 7, tokensPerMinute: 900)
    var profile = EndpointProfile(address: "http://127.0.0.1:9")
    let setup = RankingRun.Setup(origin: .model(name: "m"), model: "m", endpoint: "http://127.0.0.1:9/v1")
    profile.rates = rates
    #expect(try ModelRankingStage(asking: setup, prompt: .standard, at: profile).model.rates == rates)
    profile.rates = RateLimits(concurrency: 64)
    let wide = try ModelRankingStage(asking: setup, prompt: .standard, at: profile)
    #expect(wide.model.rates == RateLimits(concurrency: 3))
  }
}
