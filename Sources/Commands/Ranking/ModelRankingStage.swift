import Curation
import Foundation
import ModelClient
import ProjectStore
import TextUI

/// Asks a model to rank every cluster that has no ranking yet.
struct ModelRankingStage: RankingStage {
  /// The model.
  var model: PaidModel
  /// What can change its answers.
  var options: ModelRanker.Options
  /// How the orders of several passes become one.
  var aggregation = RankAggregation.borda
  /// Whether clusters whose reply could not be used are asked about again.
  var retriesFailures: Bool
  /// Which clusters are ranked, and whether the run stands aside.
  var scope = RankingScope()

  private var endpoint: Endpoint { model.endpoint }

  func run(on project: Project) async throws {
    let started = Clock.now
    let sitting = try begin(in: project, at: started)
    let clusters = try sitting.openClusters()
    guard !clusters.isEmpty else {
      return try report(RankingJob.Totals(), run: sitting.run, of: project)
    }
    let interruption = Interruption()
    let work = Task { try await ask(about: clusters, in: sitting) }
    interruption.onInterrupt { work.cancel() }
    let result = await work.result
    interruption.end()
    try record(try? result.get(), of: clusters.count, in: sitting, started: started)
    do {
      try report(try result.get(), run: sitting.run, of: project)
    } catch let error as ModelError {
      try report(nil, run: sitting.run, of: project)
      throw error
    }
  }

  /// Begins the run that these options describe, or goes on with it.
  func begin(in project: Project, at time: Date) throws -> RankingSitting {
    let picks = try project.currentDivision.picks
    try checkSizes(of: project)
    let run = try project.beginRun(setup, at: time, aside: scope.isAside)
    try project.keep(options.prompt)
    return RankingSitting(
      project: project,
      run: run.id,
      endpoint: endpoint.base,
      options: options,
      concurrency: model.concurrency,
      retriesFailures: retriesFailures,
      picks: picks,
      scope: scope
    )
  }

  /// The run that these options describe, without beginning it; its number is nil where there is none yet.
  func preview(in project: Project) throws -> RankingSitting {
    let picks = try project.currentDivision.picks
    try checkSizes(of: project)
    return RankingSitting(
      project: project,
      run: try project.runs().first { $0.setup == setup }?.id,
      endpoint: endpoint.base,
      options: options,
      concurrency: model.concurrency,
      retriesFailures: retriesFailures,
      picks: picks,
      scope: scope,
      isSaving: false
    )
  }

  /// Refuses clusters that are too large for the rule before anything is paid for.
  private func checkSizes(of project: Project) throws {
    let sizes = try project.clusterSizes()
    guard !options.passes.isSingle, let index = sizes.firstIndex(where: { $0 > aggregation.limit }) else {
      return
    }
    throw CommandError(
      "--aggregate \(aggregation.rawValue) takes clusters of up to \(aggregation.limit) candidates; cluster \(index + 1) has \(sizes[index]).",
      suggestion: "Use --aggregate borda or rrf, or cut the pool into more clusters."
    )
  }

  private var setup: RankingRun.Setup {
    var setup = RankingRun.Setup(
      origin: .model(name: options.prompt.title(of: endpoint.model)),
      model: endpoint.model,
      endpoint: endpoint.base,
      promptHash: options.prompt.hash,
      options: [
        "prompt": options.prompt.version,
        "criteria-sha256": options.prompt.criteriaHash,
        "seed": "\(options.seed)",
        "context-tokens": "\(options.limits.contextTokens)",
        "candidate-tokens": "\(options.limits.candidateTokens)",
        "temperature": options.sampling.temperature.map { "\($0)" } ?? "server",
        "presence-penalty": options.sampling.presencePenalty.map { "\($0)" } ?? "server",
        "reasks": "\(options.reasks)",
      ]
    )
    if !options.sampling.fields.isEmpty {
      setup.options["body"] = JSONValue.object(options.sampling.fields).json
    }
    setup.rank(in: options.passes, by: aggregation)
    return setup
  }

  private func ask(about clusters: [Int], in sitting: RankingSitting) async throws -> RankingJob.Totals {
    // What is only looked at has no run.
    guard let run = sitting.run else { return RankingJob.Totals() }
    let totals = try await model.lend(to: run, of: sitting.project) { model in
      try await sitting.ask(model, about: clusters, titled: "ranking")
    }
    if totals.formats.contains(where: { $0 != endpoint.schema.format }) {
      Console.note("The server refuses the reply's schema; the model was asked for plain JSON instead.")
    }
    return totals
  }

  private func record(
    _ totals: RankingJob.Totals?,
    of asked: Int,
    in sitting: RankingSitting,
    started: Date
  ) throws {
    var counts = ["to rank": asked]
    if let totals {
      counts["ranked"] = totals.ranked
      counts["failed"] = totals.failed.values.reduce(0, +)
      counts["requests"] = totals.tries
      counts["prompt tokens"] = totals.promptTokens
      counts["completion tokens"] = totals.completionTokens
    }
    try sitting.project.record(
      Stage(
        name: .rank,
        options: setup.options.merging([
          "run": "\(sitting.run ?? 0)", "endpoint": endpoint.base, "model": endpoint.model,
          "prompt-sha256": setup.promptHash,
        ]) { $1 },
        counts: counts,
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
  }

  func report(_ totals: RankingJob.Totals?, run: Int?, of project: Project) throws {
    let states = try run.map { try project.rankingStates(inRun: $0) } ?? project.rankingStates()
    let ranked = states.count { $0 == .ranked }
    var line: DisplayText = "\(ranked) of \(states.count) clusters are ranked"
    if let totals, totals.calls > 0 {
      line +=
        "; \(totals.calls) questions, \(totals.promptTokens) tokens in, \(totals.completionTokens) tokens out"
    }
    if let totals, totals.known > 0 { line += "; \(totals.known) replies were paid for before" }
    Console.note(line + ".")
    var failures: [String: Int] = [:]
    for case .failed(let category) in states { failures[category.rawValue, default: 0] += 1 }
    if !failures.isEmpty {
      let kinds = failures.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      Console.note("Without a ranking: \(untrusted: kinds). rank --retry asks again about these.")
    }
    guard let run = try project.runs().first(where: { $0.id == run }) ?? project.currentRun else { return }
    for sentence in try RankingNotes(of: run, in: project).sentences {
      Console.note("Odd: \(untrusted: sentence).")
    }
  }
}
