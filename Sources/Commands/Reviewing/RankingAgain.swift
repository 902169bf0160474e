import Curation
import Foundation
import ModelClient
import ProjectStore

/// Asks the model of the current run once more about single clusters, while the curator goes on.
actor RankingAgain {
  private let project: Project
  /// The address that the curator named; what a project says may come from anybody.
  private let allowed: String?
  private var work: Task<String, Never>?

  init(project: Project, allowed: String?) {
    self.project = project
    self.allowed = allowed
  }

  /// Asks about a cluster and keeps what comes; tells in a sentence what that was.
  func rank(_ number: Int) async -> String {
    let work = Task { [project, allowed] in
      do {
        return try await Self.ask(about: number, in: project, allowed: allowed)
      } catch  where Task.isCancelled {
        return "Gave up asking about cluster \(number): its ranking is as it was."
      } catch let error as ModelError {
        return "No new ranking of cluster \(number): \(error.summary)"
      } catch let error as any ExplainedError {
        return "No new ranking of cluster \(number): \(error.summary) \(error.suggestion)"
      } catch {
        return "No new ranking of cluster \(number): \(error)"
      }
    }
    self.work = work
    defer { self.work = nil }
    return await work.value
  }

  /// Gives up what is being asked.
  func cancel() { work?.cancel() }

  private static func ask(
    about number: Int,
    in project: Project,
    allowed: String?
  ) async throws -> String {
    guard let run = try project.currentRun, case .model = run.setup.origin else {
      throw CommandError(
        "no model has ranked this project.",
        suggestion: "Rank it first: handpick rank \(project.typedPath) --endpoint URL --model NAME"
      )
    }
    let stage = try ModelRankingStage(asking: run.setup, key: APIKey.inEnvironment())
    // A key must not go wherever a project file points to.
    guard
      try stage.endpoint.isLocal || allowed.map({ try Endpoint($0, model: "").base }) == stage.endpoint.base
    else {
      throw CommandError(
        "the model was asked at \(stage.endpoint.base), on another machine.",
        suggestion: "Open the room with --endpoint \(stage.endpoint.base) to ask there again."
      )
    }
    let cluster = try project.cluster(number)
    let candidates = try project.instructions(ids: cluster.candidates)
    let picks = try project.currentDivision.picks
    let newest = try project.newestRound(cluster: number, run: run.id)
    // What was broken off goes on; what was answered is asked in another way.
    let round = newest.missing(in: stage.options.passes).isEmpty ? newest.next : newest
    _ = try await EndpointModel.connect(to: stage.endpoint) { model in
      try await RankingJob(
        ranker: ModelRanker(model: model, options: stage.options),
        concurrency: stage.concurrency
      )
      .run(over: [cluster], picks: picks, round: { _ in round }, candidates: { _ in candidates }) {
        attempt,
        _ in
        try project.record(attempt.records, inRun: run.id)
      }
    }
    return try sentence(about: try project.newestRound(cluster: number, run: run.id), of: number, in: project)
  }

  private static func sentence(
    about round: RankingRound,
    of number: Int,
    in project: Project
  ) throws -> String {
    let votes = round.votes.count
    guard let run = try project.currentRun, votes >= run.setup.passes.leastVotes else {
      let failure = round.failure.map { ": \($0.category.rawValue), \($0.detail)" } ?? "."
      return "No new ranking of cluster \(number)\(failure)"
    }
    let agreement = try project.ranking(cluster: number, run: run.id)?.agreement
    return "Cluster \(number) has a new ranking"
      + (agreement.map { "; its passes agree \($0.confidence)." } ?? ".")
  }
}

extension ModelRankingStage {
  /// The stage that a run was made with.
  init(asking setup: RankingRun.Setup, key: APIKey?) throws(ModelError) {
    let options = setup.options
    self.init(
      endpoint: try Endpoint(setup.endpoint, model: setup.model, key: key),
      options: ModelRanker.Options(
        seed: options["seed"].flatMap { UInt64($0) } ?? 0,
        limits: PromptLimits(
          contextTokens: options["context-tokens"].flatMap { Int($0) } ?? PromptLimits().contextTokens
        ),
        sampling: ChatRequest.Sampling(
          temperature: options["temperature"].flatMap { Double($0) },
          presencePenalty: options["presence-penalty"].flatMap { Double($0) }
        ),
        reasks: options["reasks"].flatMap { Int($0) } ?? 1,
        passes: setup.passes
      ),
      aggregation: setup.aggregation,
      concurrency: 3,
      retriesFailures: true
    )
  }
}
