import Curation
import Foundation
import ModelClient
import ProjectStore
import TextUI

/// Says what a run would ask, cost and take, and asks nothing.
struct RankingDryRun: RankingStage {
  /// The run.
  var ranking: ModelRankingStage
  /// Whether candidates that talk to the ranker are tried, too.
  var probes = false

  func run(on project: Project) async throws {
    let sitting = try ranking.preview(in: project)
    let clusters = try sitting.openClusters()
    let counter = Counter(RankingForecast(for: ranking.options))
    let model = CollectingModel(name: ranking.model.endpoint.model) { await counter.add($0) }
    let totals = try await sitting.collect(for: model, about: clusters, titled: "counting")
    let suspects = probes ? try suspects(of: sitting, in: clusters) : []
    let ranked = await counter.forecast.questions
    try await count(suspects, by: model, of: sitting)
    let forecast = await counter.forecast
    Console.print("clusters    \(clusters.count) without a ranking")
    let known: DisplayText = totals.known > 0 ? "; \(totals.known) replies are paid for already" : ""
    Console.print("questions   \(forecast.questions) to \(forecast.mostQuestions)\(known)")
    if probes {
      Console.print(
        "probe       \(forecast.questions - ranked) of these at the least, for \(suspects.count) candidates that may talk to the ranker"
      )
    }
    Console.print("tokens in   about \(forecast.least.prompt) to \(forecast.most.prompt)")
    Console.print("tokens out  about \(forecast.least.completion) to \(forecast.most.completion)")
    Console.print("price       \(untrusted: price(of: forecast))")
    Console.print("time        \(untrusted: time(of: forecast))")
  }

  /// The candidates that will be tried: those of ranked clusters, and those of clusters that will be.
  private func suspects(
    of sitting: RankingSitting,
    in clusters: [Int]
  ) throws -> [InjectionProbe.Suspect] {
    let project = sitting.project
    var suspects: [InjectionProbe.Suspect] = []
    if let run = sitting.run {
      suspects = try ProbedRankingStage(ranking: ranking).suspects(in: project, run: run).suspects
    }
    var open = OpenClusters(clusters, run: nil, in: project) { _ in true }
    while let next = try open.next() {
      let signed = next.candidates.filter { !$0.injectionSigns.isEmpty }
      // Where it will stand does not change what is asked.
      suspects += signed.map { InjectionProbe.Suspect($0.id, in: next.cluster, rank: 1) }
    }
    return suspects
  }

  /// Lets a model take the questions of a probe that were never paid for.
  private func count(
    _ suspects: [InjectionProbe.Suspect],
    by model: CollectingModel,
    of sitting: RankingSitting
  ) async throws {
    let archive = ProjectReplies(endpoint: sitting.endpoint, paidBy: nil, in: sitting.project)
    let ranker = ModelRanker(model: RememberingModel(model, archive: archive), options: ranking.options)
    let probe = InjectionProbe(ranker: ranker, aggregation: ranking.aggregation, concurrency: 1)
    _ = try await probe.run(over: suspects, picks: sitting.picks) {
      try sitting.project.instructions(ids: $0.candidates)
    } deliver: { _, _ in
    }
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
