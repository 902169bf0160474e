import Curation
import ModelClient
import Testing

@Suite struct RankingForecastTests {
  private let clusters = (1...10).map { cluster($0).cluster }

  private func collect(_ passes: PassPlan, reasks: Int = 1) async throws -> [ChatRequest] {
    let (stream, collected) = AsyncStream.makeStream(of: ChatRequest.self)
    let model = CollectingModel(name: "m") { collected.yield($0) }
    let options = ModelRanker.Options(seed: 1, reasks: reasks, passes: passes)
    let totals = try await RankingJob(ranker: ModelRanker(model: model, options: options), concurrency: 3)
      .run(over: clusters, picks: 1) {
        cluster($0.number).candidates
      } deliver: { _, _ in
        Issue.record("nothing was answered")
      }
    collected.finish()
    var requests: [ChatRequest] = []
    for await request in stream { requests.append(request) }
    #expect(totals.postponed == requests.count && totals.calls == 0 && totals.ranked == 0)
    return requests
  }

  @Test func `every question that is open is collected once, none is answered`() async throws {
    let requests = try await collect(.adaptive)
    #expect(requests.count == 30)
    #expect(Set(requests.map(\.subject)).count == 30)
    #expect(requests.map(\.subject).contains("7-1-3-0"))
    #expect(Set(requests.map(\.user)).count == 30)
  }

  @Test(arguments: [(PassPlan.single, 10, 20), (.fixed(5), 50, 100), (.adaptive, 30, 180)])
  func `the most is every pass, each asked again`(passes: PassPlan, least: Int, most: Int) async throws {
    var forecast = RankingForecast(for: ModelRanker.Options(seed: 1, reasks: 1, passes: passes))
    for request in try await collect(passes) { forecast.add(request) }
    #expect(forecast.questions == least && forecast.mostQuestions == most)
    #expect(forecast.least.prompt * most / least == forecast.most.prompt)
    // What the scripted cluster takes: some 200 tokens a question.
    #expect((100...400).contains(forecast.least.prompt / least))
    #expect(forecast.least.completion < forecast.most.completion)
  }

  @Test func `time goes by the slower of the rates`() {
    let tokens = TokenCount(prompt: 90_000, completion: 10_000)
    func minutes(_ rates: RateLimits) -> Double? { RankingForecast.minutes(for: 120, tokens, at: rates) }
    #expect(minutes(RateLimits()) == nil)
    #expect(minutes(RateLimits(requestsPerMinute: 60)) == 2)
    #expect(minutes(RateLimits(tokensPerMinute: 10_000)) == 10)
    #expect(minutes(RateLimits(requestsPerMinute: 60, tokensPerMinute: 10_000)) == 10)
  }
}
