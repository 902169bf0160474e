import Curation
import ModelClient
import ProjectStore
import TextUI

/// A sitting in which what is open in a run is asked, and what comes is kept.
struct RankingSitting {
  /// The project.
  var project: Project
  /// The number of the run, or nil while it has not begun.
  var run: Int?
  /// Where is asked.
  var endpoint: String
  /// What can change the answers.
  var options: ModelRanker.Options
  /// How many questions are asked side by side.
  var concurrency: Int
  /// Whether clusters whose reply could not be used are asked about again.
  var retriesFailures: Bool
  /// How many candidates of each cluster will be picked.
  var picks: Int
  /// Which clusters are ranked.
  var scope = RankingScope()
  /// Whether what comes is kept.
  var isSaving = true

  /// The clusters that have no ranking yet.
  func openClusters() throws -> [Cluster] {
    let clusters = try project.clusters()
    let open =
      try run.map { try project.clustersToRank(inRun: $0, retryingFailures: retriesFailures) }
      ?? clusters.map(\.number)
    let chosen = Set(try scope.sampled(open, of: project))
    return clusters.filter { chosen.contains($0.number) }
  }

  /// Takes the questions whose replies were never paid for, and asks none.
  ///
  /// Those that depend on replies to them are not known yet.
  func collect(
    for model: CollectingModel,
    about clusters: [Cluster],
    titled title: String
  ) async throws -> RankingJob.Totals {
    let archive = ProjectReplies(endpoint: endpoint, paidBy: run, in: project)
    return try await ask(RememberingModel(model, archive: archive), about: clusters, titled: title)
  }

  /// Asks a model, and keeps what comes.
  func ask(
    _ model: any ChatModel,
    about clusters: [Cluster],
    titled title: String
  ) async throws -> RankingJob.Totals {
    let ranker = ModelRanker(model: model, options: options)
    var buffer = isSaving ? run.map { AttemptBuffer(for: $0, in: project) } : nil
    var progress = ProgressLine("\(untrusted: title)")
    defer { progress.finish() }
    progress.show(0, of: clusters.count)
    let totals: RankingJob.Totals
    do {
      totals = try await RankingJob(ranker: ranker, concurrency: concurrency).run(
        over: clusters,
        picks: picks,
        round: round,
        candidates: { try project.instructions(ids: $0.candidates) },
        deliver: { attempt, totals in
          try buffer?.add(attempt)
          progress.show(
            totals.ranked + totals.failed.values.reduce(0, +),
            of: clusters.count,
            note: "\(totals.promptTokens + totals.completionTokens) tokens"
          )
        }
      )
    } catch {
      try? buffer?.save()
      throw error
    }
    try buffer?.save()
    return totals
  }

  private func round(of cluster: Cluster) throws -> RankingRound {
    guard let run else { return RankingRound() }
    return try project.newestRound(cluster: cluster.number, run: run)
      .forgettingFailures { retriesFailures || $0.category == .transport }
  }
}
