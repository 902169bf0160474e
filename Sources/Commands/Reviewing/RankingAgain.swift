import Curation
import Foundation
import ModelClient
import ProjectStore

/// Asks the model of the current run once more about single clusters, while the curator goes on.
actor RankingAgain {
  private let project: Project
  /// The endpoints that the curator knows; what a project says may come from anybody.
  private let endpoints: [EndpointProfile]
  private var work: Task<String, Never>?

  init(project: Project, endpoints: [EndpointProfile]) {
    self.project = project
    self.endpoints = endpoints
  }

  /// Asks about a cluster and keeps what comes; tells in a sentence what that was.
  func rank(_ number: Int) async -> String {
    let work = Task { [project, endpoints] in
      do {
        return try await Self.ask(about: number, in: project, endpoints: endpoints)
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
    endpoints: [EndpointProfile]
  ) async throws -> String {
    guard let run = try project.currentRun, case .model = run.setup.origin else {
      throw CommandError(
        "no model has ranked this project.",
        suggestion: "Rank it first: handpick rank \(project.typedPath) --endpoint URL --model NAME"
      )
    }
    let profile = try profile(of: run.setup, among: endpoints)
    let stage = try ModelRankingStage(
      asking: run.setup,
      prompt: try project.prompt(of: run.setup),
      at: profile
    )
    let cluster = try project.cluster(number)
    let candidates = try project.instructions(ids: cluster.candidates)
    let picks = try project.currentDivision.picks
    let newest = try project.newestRound(cluster: number, run: run.id)
    // What was broken off goes on; what was answered is asked in another way.
    let round = newest.missing(in: stage.options.passes).isEmpty ? newest.next : newest
    var open = [OpenCluster(cluster, candidates: candidates, round: round)]
    _ = try await stage.model.lend(to: run.id, of: project) { model in
      try await RankingJob(
        ranker: ModelRanker(model: model, options: stage.options),
        concurrency: stage.model.concurrency
      )
      .run(
        picks: picks,
        next: { open.popLast() },
        deliver: { attempt, _ in try project.record(attempt.records, inRun: run.id) }
      )
    }
    return try sentence(about: try project.newestRound(cluster: number, run: run.id), of: number, in: project)
  }

  /// The profile by which a run's model is asked: a key must not go wherever a project file points to.
  static func profile(
    of setup: RankingRun.Setup,
    among endpoints: [EndpointProfile]
  ) throws -> EndpointProfile {
    let known = endpoints.filter { (try? $0.base) == setup.endpoint }
    if let profile = known.first(where: { $0.model == setup.model }) ?? known.first { return profile }
    guard try Endpoint(setup.endpoint, model: setup.model, allowsPlainHTTP: true).isLocal else {
      throw CommandError(
        "the model was asked at \(setup.endpoint), on another machine.",
        suggestion: "Open the room with --endpoint \(setup.endpoint) to ask there again."
      )
    }
    return EndpointProfile(address: setup.endpoint)
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
  init(
    asking setup: RankingRun.Setup,
    prompt: RankingPrompt,
    at profile: EndpointProfile
  ) throws(ModelError) {
    let options = setup.options
    self.init(
      model: PaidModel(
        endpoint: try profile.endpoint(model: setup.model),
        concurrency: min(3, profile.rates.concurrency ?? 3),
        allowance: Allowance(rates: profile.rates)
      ),
      options: ModelRanker.Options(
        seed: options["seed"].flatMap { UInt64($0) } ?? 0,
        prompt: prompt,
        limits: PromptLimits(
          contextTokens: options["context-tokens"].flatMap { Int($0) } ?? PromptLimits().contextTokens
        ),
        sampling: ChatRequest.Sampling(
          temperature: options["temperature"].flatMap { Double($0) },
          presencePenalty: options["presence-penalty"].flatMap { Double($0) },
          fields: options["body"].flatMap { JSONValue(json: $0)?.members } ?? [:]
        ),
        reasks: options["reasks"].flatMap { Int($0) } ?? 1,
        passes: setup.passes
      ),
      aggregation: setup.aggregation,
      retriesFailures: true
    )
  }
}
