import Foundation
import ModelClient
import ProjectStore
import TextUI

/// Says what a run would ask, cost and take, and asks nothing.
struct RankingDryRun: RankingStage {
  /// The run.
  var ranking: ModelRankingStage

  func run(on project: Project) async throws {
    let sitting = try ranking.preview(in: project)
    let clusters = try sitting.openClusters()
    let counter = Counter(RankingForecast(for: ranking.options))
    let model = CollectingModel(name: ranking.model.endpoint.model) { await counter.add($0) }
    let totals = try await sitting.collect(for: model, about: clusters, titled: "counting")
    let forecast = await counter.forecast
    Console.print("clusters    \(clusters.count) without a ranking")
    let known: DisplayText = totals.known > 0 ? "; \(totals.known) replies are paid for already" : ""
    Console.print("questions   \(forecast.questions) to \(forecast.mostQuestions)\(known)")
    Console.print("tokens in   about \(forecast.least.prompt) to \(forecast.most.prompt)")
    Console.print("tokens out  about \(forecast.least.completion) to \(forecast.most.completion)")
    Console.print("price       \(untrusted: price(of: forecast))")
    Console.print("time        \(untrusted: time(of: forecast))")
  }

  private func price(of forecast: RankingForecast) -> String {
    let cap = ranking.model.allowance.cap
    guard let prices = cap.prices, let least = cap.cost(forecast.least), let most = cap.cost(forecast.most)
    else { return "unknown; --price IN,OUT says what a million tokens cost" }
    return "\(prices.currency) \(Self.amount(least)) to \(Self.amount(most))"
  }

  private func time(of forecast: RankingForecast) -> String {
    let rates = ranking.model.allowance.rates
    guard let least = RankingForecast.minutes(for: forecast.questions, forecast.least, at: rates),
      let most = RankingForecast.minutes(for: forecast.mostQuestions, forecast.most, at: rates)
    else {
      return "as long as the endpoint takes, \(ranking.model.concurrency) questions at once; no rate is set"
    }
    let limits = [
      rates.requestsPerMinute.map { "\($0) requests" }, rates.tokensPerMinute.map { "\($0) tokens" },
    ]
    return "\(Self.duration(least)) to \(Self.duration(most)) at "
      + limits.compactMap(\.self).joined(separator: " and ") + " a minute"
  }

  private static func amount(_ money: Double) -> String {
    String(format: money < 1 ? "%.4f" : "%.2f", money)
  }

  private static func duration(_ minutes: Double) -> String {
    minutes < 2
      ? "\(Int((minutes * 60).rounded(.up))) s"
      : minutes < 120 ? "\(Int(minutes.rounded(.up))) min" : String(format: "%.1f h", minutes / 60)
  }

  private actor Counter {
    private(set) var forecast: RankingForecast

    init(_ forecast: RankingForecast) { self.forecast = forecast }

    func add(_ request: ChatRequest) { forecast.add(request) }
  }
}
