import Curation
import ModelClient
import Testing

@Suite struct CappedModelTests {
  private let clusters = (1...20).map { cluster($0).cluster }
  /// What a call costs at the scripted model.
  private static let call = TokenCount(prompt: 100, completion: 10)

  private func rank(
    _ model: ScriptedModel,
    cap: SpendingCap,
    spent: TokenCount = TokenCount(),
    concurrency: Int = 4
  ) async throws -> (kept: Int, error: ModelError?) {
    let capped = CappedModel(model, cap: cap, spent: spent)
    let ranker = ModelRanker(model: capped, options: ModelRanker.Options(seed: 1, reasks: 0))
    var kept = 0
    do {
      _ = try await RankingJob(ranker: ranker, concurrency: concurrency).run(over: clusters, picks: 1) {
        cluster($0.number).candidates
      } deliver: { _, _ in
        kept += 1
      }
      return (kept, nil)
    } catch let error as ModelError {
      return (kept, error)
    }
  }

  @Test(arguments: [1, 4, 16])
  func `no more is spent than the cap, and what was asked comes home`(concurrency: Int) async throws {
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    let cap = SpendingCap(tokens: 1_200)
    let outcome = try await rank(model, cap: cap, concurrency: concurrency)
    let asked = await model.requests.count
    #expect(asked == outcome.kept && (1..<20).contains(asked))
    #expect(asked * Self.call.total <= 1_200)
    let spent = TokenCount(prompt: 100 * asked, completion: 10 * asked)
    #expect(outcome.error == .capReached(cap, spent: spent))
    #expect(outcome.error?.summary == "Stopped at the cap of 1200 tokens: \(spent.total) tokens spent.")
  }

  @Test func `what was spent before counts, and a higher cap goes on`() async throws {
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    let spent = TokenCount(prompt: 1_000, completion: 200)
    let stopped = try await rank(model, cap: SpendingCap(tokens: 1_300), spent: spent)
    #expect(stopped.kept == 0 && stopped.error == .capReached(SpendingCap(tokens: 1_300), spent: spent))
    #expect(await model.requests.isEmpty)
    let raised = try await rank(model, cap: SpendingCap(tokens: 100_000), spent: spent)
    #expect(raised.kept == 20 && raised.error == nil)
  }

  @Test func `money is capped by the prices of both ways`() async throws {
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    // A dollar for a token written, nothing for one read.
    let prices = Prices(currency: "USD", input: 0, output: 1_000_000)
    let most = await ScriptedModel.replyTokens(of: clusters[0])
    let cap = SpendingCap(money: Double(most) + 25, prices: prices)
    let outcome = try await rank(model, cap: cap, concurrency: 1)
    // Two calls cost twenty; the third may cost all that is left and more after its own ten.
    #expect(outcome.kept == 3)
    #expect(outcome.error?.summary.contains("USD 30 spent") == true)
  }

  @Test func `a tokenizer that needs more than was thought is reckoned with`() async throws {
    let model = ScriptedModel { _, request in
      let reply = ChatReply(
        text: orderJSON(request.labels),
        model: "m",
        promptTokens: 1_000,
        completionTokens: 10
      )
      return ChatExchange(.success(reply))
    }
    let outcome = try await rank(model, cap: SpendingCap(tokens: 10_000), concurrency: 1)
    #expect(outcome.kept * 1_010 <= 10_000 && outcome.kept >= 7)
  }

  @Test func `questions whose answer was lost count as answered`() async throws {
    let model = ScriptedModel { _, _ in ChatExchange(.failure(.timedOut(seconds: 1))) }
    let outcome = try await rank(model, cap: SpendingCap(tokens: 1_500), concurrency: 1)
    guard case .capReached(_, let spent) = outcome.error else {
      Issue.record("\(String(describing: outcome.error))")
      return
    }
    #expect(spent.total > 500)
  }
}

extension ScriptedModel {
  /// The most tokens that a reply about a cluster may have.
  fileprivate static func replyTokens(of wanted: Cluster) async -> Int {
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    let ranker = ModelRanker(model: model, options: ModelRanker.Options(seed: 1, reasks: 0))
    _ = try? await ranker.rank(wanted, candidates: cluster(wanted.number).candidates, picks: 1)
    return await model.requests.first?.replyTokens ?? 0
  }
}
