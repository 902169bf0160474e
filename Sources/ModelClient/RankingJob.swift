public import Curation

/// Ranks many clusters, several side by side.
public struct RankingJob: Sendable {
  private let ranker: ModelRanker
  private let concurrency: Int
  private let patience: Int

  /// What a job has done so far.
  public struct Totals: Equatable, Sendable {
    /// Clusters that have a ranking now.
    public var ranked = 0
    /// Clusters that have none, by why.
    public var failed: [RankingFailure.Category: Int] = [:]
    /// Questions asked, those asked again included.
    public var calls = 0
    /// HTTP requests sent.
    public var tries = 0
    /// Tokens read by the model.
    public var promptTokens = 0
    /// Tokens written by the model.
    public var completionTokens = 0

    /// Begins with nothing done.
    public init() {}

    fileprivate mutating func add(_ attempt: RankingAttempt) {
      if let failure = attempt.last.failure { failed[failure.category, default: 0] += 1 } else { ranked += 1 }
      for call in attempt.calls {
        calls += 1
        tries += call.tries
        promptTokens += call.promptTokens
        completionTokens += call.completionTokens
      }
    }
  }

  /// Makes a job.
  ///
  /// - Parameters:
  ///   - ranker: Ranks one cluster.
  ///   - concurrency: How many clusters are asked about side by side.
  ///   - patience: How many clusters in a row may fail in transport before the job gives up.
  public init(ranker: ModelRanker, concurrency: Int, patience: Int = 10) {
    self.ranker = ranker
    self.concurrency = max(1, concurrency)
    self.patience = max(1, patience)
  }

  /// Ranks clusters in the order given, and hands each attempt over before another cluster takes its place.
  ///
  /// Memory holds only the clusters being asked about. When the job ends early, what the model has answered
  /// by then is still handed over.
  ///
  /// - Parameters:
  ///   - clusters: The clusters, neediest first.
  ///   - picks: How many candidates of each will be picked.
  ///   - attempt: The number of this attempt at a cluster, from 1.
  ///   - candidates: The instructions of a cluster, in its order.
  ///   - isolation: Where attempts are handed over.
  ///   - deliver: Keeps an attempt; called for one attempt at a time.
  /// - Returns: What was done.
  /// - Throws: `ModelError` when the endpoint is at fault or the task is cancelled; what `candidates`,
  ///   `attempt` or `deliver` throws.
  public func run(
    over clusters: some Sequence<Cluster>,
    picks: Int,
    attempt: @escaping @Sendable (Cluster) throws -> Int = { _ in 1 },
    candidates: @escaping @Sendable (Cluster) throws -> [Instruction],
    isolation: isolated (any Actor)? = #isolation,
    deliver: (RankingAttempt, Totals) async throws -> Void
  ) async throws -> Totals {
    try await withThrowingTaskGroup(of: RankingAttempt.self) { group in
      var waiting = clusters.makeIterator()
      var totals = Totals()
      var failuresInRow = 0
      func startNext() {
        guard let cluster = waiting.next() else { return }
        group.addTask { [ranker] in
          try await ranker.rank(
            cluster,
            candidates: try candidates(cluster),
            picks: picks,
            attempt: try attempt(cluster)
          )
        }
      }
      for _ in 0..<concurrency { startNext() }
      do {
        while let attempt = try await group.next() {
          totals.add(attempt)
          try await deliver(attempt, totals)
          failuresInRow = attempt.last.failure?.category == .transport ? failuresInRow + 1 : 0
          if failuresInRow >= patience, let failure = attempt.last.failure {
            throw ModelError.gaveUp(failures: failuresInRow, last: failure.detail)
          }
          if Task.isCancelled { throw ModelError.cancelled }
          startNext()
        }
        return totals
      } catch {
        group.cancelAll()
        while let late = await group.nextResult() {
          guard let attempt = try? late.get() else { continue }
          totals.add(attempt)
          try await deliver(attempt, totals)
        }
        throw error
      }
    }
  }
}
