import Curation
import ModelClient
import ProjectStore
import TextUI

/// Ranks every cluster by how a model answers its candidates: baselines for which no model weighs them.
///
/// Each cluster is kept as soon as all its candidates are answered, so the stage can be stopped and run again.
struct AnswerBaselineStage: RankingStage {
  /// Puts a cluster in order.
  var ranker: AnswerRanker
  /// The model.
  var model: PaidModel
  /// Which clusters are ranked, and whether the run stands aside.
  var scope = RankingScope()

  /// How many clusters in a row may fail in transport before the run gives up.
  private static let patience = 10

  private var setup: RankingRun.Setup {
    RankingRun.Setup(
      origin: .baseline(ranker.baseline, of: model.endpoint.model),
      model: model.endpoint.model,
      endpoint: model.endpoint.base,
      options: ranker.options
    )
  }

  /// Ranks what is not ranked yet and reports on standard error.
  func run(on project: Project) async throws {
    let started = Clock.now
    _ = try project.currentDivision
    let run = try project.beginRun(setup, at: started, aside: scope.isAside)
    let numbers = try scope.sampled(
      project.clustersToRank(inRun: run.id, retryingFailures: true),
      of: project
    )
    let interruption = Interruption()
    let work = Task {
      try await model.lend(to: run.id, of: project) { model in
        try await rank(numbers, by: model, run: run.id, in: project)
      }
    }
    interruption.onInterrupt { work.cancel() }
    let result = await work.result
    interruption.end()
    let ranked = try project.rankingStates(inRun: run.id).count { $0 == .ranked }
    let baseline = ranker.baseline
    try project.record(
      Stage(
        name: .rank,
        options: setup.options.merging(["method": baseline.rawValue, "run": "\(run.id)"]) { $1 },
        counts: ["to rank": numbers.count, "ranked": ranked],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    Console.note(
      "\(ranked) clusters are ranked by \(untrusted: setup.origin.title). \(untrusted: baseline.explanation)"
    )
    try result.get()
  }

  private func rank(
    _ numbers: [Int],
    by model: any ChatModel,
    run: Int,
    in project: Project
  ) async throws {
    var progress = ProgressLine("answering")
    defer { progress.finish() }
    var (waiting, done) = (numbers[...], 0)
    var failuresInRow = 0
    var end: ModelError?
    try await withThrowingTaskGroup(of: Result<RankingRecord, ModelError>.self) { group in
      func begin() throws {
        guard let number = waiting.popFirst() else { return }
        let cluster = try project.cluster(number)
        let candidates = try project.instructions(ids: cluster.candidates)
        group.addTask {
          do throws(ModelError) {
            return .success(try await ranker.rank(cluster, candidates, by: model))
          } catch { return .failure(error) }
        }
      }
      for _ in 0..<self.model.concurrency { try begin() }
      for try await result in group {
        switch result {
        case .success(let record):
          try project.record([record], inRun: run)
          done += 1
          progress.show(done, of: numbers.count)
          if case .failure(let failure) = record.outcome, failure.category == .transport {
            failuresInRow += 1
            guard failuresInRow < Self.patience else {
              throw ModelError.gaveUp(failures: failuresInRow, last: failure.detail)
            }
          } else {
            failuresInRow = 0
          }
          if end == nil { try begin() }
        case .failure(.capReached(let cap, let spent)):
          // What is under way is paid for: it may come home.
          end = .capReached(cap, spent: spent)
        case .failure(let error): throw error
        }
      }
    }
    if let end { throw end }
  }
}
