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

  /// The numbers of the clusters that have no ranking yet.
  func openClusters() throws -> [Int] {
    let open =
      try run.map { try project.clustersToRank(inRun: $0, retryingFailures: retriesFailures) }
      ?? Array(1...(try project.currentDivision.clusters))
    return try scope.sampled(open, of: project)
  }

  /// Takes the questions whose replies were never paid for, and asks none.
  ///
  /// Those that depend on replies to them are not known yet.
  func collect(
    for model: CollectingModel,
    about clusters: [Int],
    titled title: String
  ) async throws -> RankingJob.Totals {
    let archive = ProjectReplies(endpoint: endpoint, paidBy: run, in: project)
    let model = RememberingModel(model, archive: archive)
    return try await run(model, over: clusters, sideBySide: concurrency, titled: title, showing: .begun)
  }

  /// Asks a model, and keeps what comes.
  func ask(
    _ model: any ChatModel,
    about clusters: [Int],
    titled title: String
  ) async throws -> RankingJob.Totals {
    // As many questions again are made ready while those wait for their replies.
    try await run(model, over: clusters, sideBySide: 2 * concurrency, titled: title, showing: .ended)
  }

  /// Which clusters the progress counts.
  private enum Progress {
    /// Those that have come to an end.
    case ended
    /// Those that were looked at: where questions are only collected, few end.
    case begun
  }

  private func run(
    _ model: any ChatModel,
    over clusters: [Int],
    sideBySide: Int,
    titled title: String,
    showing shown: Progress
  ) async throws -> RankingJob.Totals {
    let ranker = ModelRanker(model: model, options: options)
    var open = OpenClusters(clusters, run: run, in: project) {
      retriesFailures || $0.category == .transport
    }
    var buffer = isSaving ? run.map { AttemptBuffer(for: $0, in: project) } : nil
    var progress = ProgressLine("\(untrusted: title)")
    defer { progress.finish() }
    progress.show(0, of: clusters.count)
    var begun = 0
    let totals: RankingJob.Totals
    do {
      totals = try await RankingJob(ranker: ranker, concurrency: sideBySide).run(
        picks: picks,
        next: {
          guard let cluster = try open.next() else { return nil }
          begun += 1
          if shown == .begun { progress.show(begun, of: clusters.count) }
          return cluster
        },
        deliver: { attempt, totals in
          try await buffer?.add(attempt)
          guard shown == .ended else { return }
          progress.show(
            totals.ranked + totals.failed.values.reduce(0, +),
            of: clusters.count,
            note: "\(totals.promptTokens + totals.completionTokens) tokens"
          )
        }
      )
    } catch {
      try? await buffer?.finish()
      throw error
    }
    try await buffer?.finish()
    return totals
  }
}
