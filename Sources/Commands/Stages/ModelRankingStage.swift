import Curation
import Foundation
import ModelClient
import ProjectStore
import TextUI

/// Asks a model to rank every cluster that has no ranking yet.
struct ModelRankingStage: RankingStage {
  /// Where the model is asked.
  var endpoint: Endpoint
  /// What can change its answers.
  var options: ModelRanker.Options
  /// How the orders of several passes become one.
  var aggregation = RankAggregation.borda
  /// How many questions are asked side by side.
  var concurrency: Int
  /// Whether clusters whose reply could not be used are asked about again.
  var retriesFailures: Bool
  /// Which clusters are ranked, and whether the run stands aside.
  var scope = RankingScope()

  func run(on project: Project) async throws {
    let started = Clock.now
    let picks = try project.currentDivision.picks
    try checkSizes(of: project)
    let run = try project.beginRun(setup, at: started, aside: scope.isAside)
    try project.keep(options.prompt)
    let numbers = try scope.sampled(
      project.clustersToRank(inRun: run.id, retryingFailures: retriesFailures),
      of: project
    )
    guard !numbers.isEmpty else { return try report(RankingJob.Totals(), run: run.id, of: project) }
    var clusters: [Cluster] = []
    for number in numbers { clusters.append(try project.cluster(number)) }
    let interruption = Interruption()
    let progress = ProgressLine("ranking")
    let work = Task { [clusters] in
      try await EndpointModel.connect(to: endpoint) { model in
        try await ask(model, about: clusters, picks: picks, run: run.id, project: project, progress: progress)
      }
    }
    interruption.onInterrupt { work.cancel() }
    let result = await work.result
    interruption.end()
    progress.finish()
    let totals = try? result.get()
    try record(totals, of: numbers.count, run: run.id, started: started, in: project)
    do {
      try report(try result.get(), run: run.id, of: project)
    } catch let error as ModelError {
      try report(nil, run: run.id, of: project)
      throw error
    }
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

  private func ask(
    _ model: EndpointModel,
    about clusters: [Cluster],
    picks: Int,
    run: Int,
    project: Project,
    progress: ProgressLine
  ) async throws -> RankingJob.Totals {
    var progress = progress
    progress.show(0, of: clusters.count)
    let totals = try await RankingJob(
      ranker: ModelRanker(model: model, options: options),
      concurrency: concurrency
    )
    .run(
      over: clusters,
      picks: picks,
      round: { cluster in
        try project.newestRound(cluster: cluster.number, run: run)
          .forgettingFailures { retriesFailures || $0.category == .transport }
      },
      candidates: { try project.instructions(ids: $0.candidates) },
      deliver: { attempt, totals in
        try project.record(attempt.records, inRun: run)
        progress.show(
          totals.ranked + totals.failed.values.reduce(0, +),
          of: clusters.count,
          note: "\(totals.promptTokens + totals.completionTokens) tokens"
        )
      }
    )
    if await model.format != .schema {
      Console.note("The server refuses the reply's schema; the model was asked for plain JSON instead.")
    }
    return totals
  }

  private func record(
    _ totals: RankingJob.Totals?,
    of asked: Int,
    run: Int,
    started: Date,
    in project: Project
  ) throws {
    var counts = ["to rank": asked]
    if let totals {
      counts["ranked"] = totals.ranked
      counts["failed"] = totals.failed.values.reduce(0, +)
      counts["requests"] = totals.tries
      counts["prompt tokens"] = totals.promptTokens
      counts["completion tokens"] = totals.completionTokens
    }
    try project.record(
      Stage(
        name: .rank,
        options: setup.options.merging([
          "run": "\(run)", "endpoint": endpoint.base, "model": endpoint.model,
          "prompt-sha256": setup.promptHash,
        ]) { $1 },
        counts: counts,
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
  }

  private func report(_ totals: RankingJob.Totals?, run: Int, of project: Project) throws {
    let states = try project.rankingStates(inRun: run)
    let ranked = states.count { $0 == .ranked }
    var line: DisplayText = "\(ranked) of \(states.count) clusters are ranked"
    if let totals, totals.calls > 0 {
      line +=
        "; \(totals.calls) questions, \(totals.promptTokens) tokens in, \(totals.completionTokens) tokens out"
    }
    Console.note(line + ".")
    var failures: [String: Int] = [:]
    for case .failed(let category) in states { failures[category.rawValue, default: 0] += 1 }
    if !failures.isEmpty {
      let kinds = failures.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      Console.note("Without a ranking: \(untrusted: kinds). rank --retry asks again about these.")
    }
    guard let run = try project.currentRun else { return }
    for sentence in try RankingNotes(of: run, in: project).sentences {
      Console.note("Odd: \(untrusted: sentence).")
    }
  }
}

extension RankingAttempt {
  /// What the project keeps of it.
  var records: [RankingRecord] {
    calls.map { call in
      RankingRecord(
        cluster: cluster,
        round: round,
        pass: pass,
        outcome: call.result,
        shown: call.shown,
        reply: call.reply,
        requestHash: call.requestHash,
        model: call.model,
        promptTokens: call.promptTokens,
        completionTokens: call.completionTokens,
        latency: call.latency,
        time: Clock.now
      )
    }
  }
}
