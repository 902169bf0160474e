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

  /// What the run has cost so far.
  var spent: TokenCount {
    get throws {
      guard let run else { return TokenCount() }
      let usage = try project.usage(ofRun: run)
      return TokenCount(prompt: usage.promptTokens, completion: usage.completionTokens)
    }
  }

  /// The replies that were paid for.
  var archive: ProjectReplies { ProjectReplies(endpoint: endpoint, paidBy: run, in: project) }

  /// Asks a model what the archive does not know.
  func ask(
    _ model: some ChatModel,
    about clusters: [Cluster],
    titled title: String
  ) async throws -> RankingJob.Totals {
    let ranker = ModelRanker(model: RememberingModel(model, archive: archive), options: options)
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
