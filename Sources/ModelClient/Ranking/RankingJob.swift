public import Curation

/// Ranks many clusters, each in several passes, with several questions under way side by side.
public struct RankingJob: Sendable {
  private let ranker: ModelRanker
  private let concurrency: Int
  private let patience: Int

  /// What came of a pass, or why nothing did.
  private struct Answer: Sendable {
    var pass: PassQueue.Pass
    var result: Result<RankingAttempt, ModelError>
  }

  /// What a job has done so far.
  public struct Totals: Equatable, Sendable {
    /// Clusters that have a ranking now.
    public var ranked = 0
    /// Clusters that have none, by why.
    public var failed: [RankingFailure.Category: Int] = [:]
    /// Questions asked, those asked again included.
    public var calls = 0
    /// Questions whose replies were known from before: they cost nothing now.
    public var known = 0
    /// Questions that were put off.
    public var postponed = 0
    /// HTTP requests sent.
    public var tries = 0
    /// How the shape of replies was asked for.
    public var formats: Set<ReplyFormat> = []
    /// Tokens read by the model.
    public var promptTokens = 0
    /// Tokens written by the model.
    public var completionTokens = 0

    /// Begins with nothing done.
    public init() {}

    fileprivate mutating func add(_ attempt: RankingAttempt) {
      known += attempt.calls.count { $0.tries == 0 }
      for call in attempt.calls where call.tries > 0 {
        calls += 1
        tries += call.tries
        formats.insert(call.format)
        promptTokens += call.promptTokens
        completionTokens += call.completionTokens
      }
    }

    fileprivate mutating func finish(_ round: RankingRound, in plan: PassPlan) {
      if round.votes.count >= plan.leastVotes {
        ranked += 1
      } else if let failure = round.failure {
        failed[failure.category, default: 0] += 1
      }
    }
  }

  /// Makes a job.
  ///
  /// - Parameters:
  ///   - ranker: Ranks one cluster.
  ///   - concurrency: How many questions are asked side by side.
  ///   - patience: How many passes in a row may fail in transport before the job gives up.
  public init(ranker: ModelRanker, concurrency: Int, patience: Int = 10) {
    self.ranker = ranker
    self.concurrency = max(1, concurrency)
    self.patience = max(1, patience)
  }

  /// Ranks clusters in the order given, and hands each pass over before another question takes its place.
  ///
  /// Only passes that a round lacks are asked for. Memory holds only the clusters being asked about. When the
  /// job ends early, what the model has answered by then is still handed over.
  ///
  /// - Parameters:
  ///   - picks: How many candidates of each cluster will be picked.
  ///   - isolation: Where clusters are taken from and attempts are handed over to.
  ///   - next: The next cluster, neediest first; nil after the last.
  ///   - deliver: Keeps an attempt; called for one attempt at a time.
  /// - Returns: What was done.
  /// - Throws: `ModelError` when the endpoint is at fault or the task is cancelled; what `next` or `deliver` throws.
  public func run(
    picks: Int,
    isolation: isolated (any Actor)? = #isolation,
    next: () throws -> OpenCluster?,
    deliver: (RankingAttempt, Totals) async throws -> Void
  ) async throws -> Totals {
    var queue = PassQueue(in: ranker.options.passes)
    return try await withThrowingTaskGroup(of: Answer.self) { group in
      var underWay = 0
      var totals = Totals()
      var failuresInRow = 0
      var end: ModelError?
      func fill() throws {
        while underWay < concurrency, let pass = try queue.next(beginning: next) {
          underWay += 1
          group.addTask { [ranker] in
            do throws(ModelError) {
              let attempt = try await ranker.rank(
                pass.subject.cluster,
                candidates: pass.subject.candidates,
                picks: picks,
                round: pass.subject.round,
                pass: pass.number
              )
              return Answer(pass: pass, result: .success(attempt))
            } catch {
              return Answer(pass: pass, result: .failure(error))
            }
          }
        }
      }
      func keep(_ attempt: RankingAttempt) async throws {
        totals.add(attempt)
        if let round = queue.finish(attempt) { totals.finish(round, in: ranker.options.passes) }
        try await deliver(attempt, totals)
      }
      do {
        try fill()
        while let answer = try await group.next() {
          underWay -= 1
          switch answer.result {
          case .success(let attempt):
            try await keep(attempt)
            failuresInRow = attempt.last.failure?.category == .transport ? failuresInRow + 1 : 0
            if failuresInRow >= patience, let failure = attempt.last.failure {
              throw ModelError.gaveUp(failures: failuresInRow, last: failure.detail)
            }
          case .failure(.postponed):
            queue.postpone(answer.pass)
            totals.postponed += 1
          case .failure(.capReached(let cap, let spent)):
            // What is under way is paid for: it may come home.
            end = .capReached(cap, spent: spent)
          case .failure(let error):
            throw error
          }
          if Task.isCancelled { throw ModelError.cancelled }
          if end == nil { try fill() }
        }
        if let end { throw end }
        return totals
      } catch {
        group.cancelAll()
        while let late = await group.nextResult() {
          if let attempt = try? late.get().result.get() { try await keep(attempt) }
        }
        throw error
      }
    }
  }

  /// Ranks clusters that are known from the beginning.
  ///
  /// - Parameters:
  ///   - clusters: The clusters, neediest first.
  ///   - picks: How many candidates of each will be picked.
  ///   - round: The round of a cluster as far as it has got.
  ///   - candidates: The instructions of a cluster, in its order.
  ///   - isolation: Where attempts are handed over.
  ///   - deliver: Keeps an attempt; called for one attempt at a time.
  /// - Returns: What was done.
  /// - Throws: `ModelError` when the endpoint is at fault or the task is cancelled; what `round`, `candidates` or
  ///   `deliver` throws.
  public func run(
    over clusters: some Sequence<Cluster>,
    picks: Int,
    round: (Cluster) throws -> RankingRound = { _ in RankingRound() },
    candidates: (Cluster) throws -> [Instruction],
    isolation: isolated (any Actor)? = #isolation,
    deliver: (RankingAttempt, Totals) async throws -> Void
  ) async throws -> Totals {
    var clusters = clusters.makeIterator()
    return try await run(
      picks: picks,
      next: {
        try clusters.next().map { OpenCluster($0, candidates: try candidates($0), round: try round($0)) }
      },
      deliver: deliver
    )
  }
}
