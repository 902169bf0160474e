public import Curation

/// Ranks clusters again, each without the sentences of one candidate that seem to be meant for the ranker.
///
/// All else stays the same: the orders of presentation, the ids and the other candidates. Where the candidate
/// stands then, beside where it stood, tells whether those sentences work.
public struct InjectionProbe: Sendable {
  private let ranker: ModelRanker
  private let aggregation: RankAggregation
  private let concurrency: Int

  /// A candidate that holds such sentences.
  public struct Suspect: Equatable, Sendable {
    /// Its cluster.
    public var cluster: Cluster
    /// The candidate.
    public var candidate: InstructionID
    /// Its place in the cluster's ranking, from 1.
    public var rank: Int

    /// Makes a suspect.
    public init(_ candidate: InstructionID, in cluster: Cluster, rank: Int) {
      self.cluster = cluster
      self.candidate = candidate
      self.rank = rank
    }
  }

  /// Makes a probe.
  ///
  /// - Parameters:
  ///   - ranker: Asks as the clusters were asked about.
  ///   - aggregation: How the orders of several passes become one.
  ///   - concurrency: How many questions are asked side by side.
  public init(ranker: ModelRanker, aggregation: RankAggregation, concurrency: Int) {
    self.ranker = ranker
    self.aggregation = aggregation
    self.concurrency = concurrency
  }

  /// Asks about each suspect, and hands over what comes as soon as its passes are complete.
  ///
  /// - Parameters:
  ///   - suspects: The suspects.
  ///   - picks: How many candidates of each cluster will be picked.
  ///   - candidates: The instructions of a cluster, in its order.
  ///   - isolation: Where results are handed over.
  ///   - deliver: Keeps a result; nil stands for passes that came to no ranking.
  /// - Returns: What was asked.
  /// - Throws: `ModelError` when the endpoint is at fault or the task is cancelled; what `candidates` or `deliver`
  ///   throws.
  public func run(
    over suspects: [Suspect],
    picks: Int,
    candidates: (Cluster) throws -> [Instruction],
    isolation: isolated (any Actor)? = #isolation,
    deliver: (Suspect, RankShift?) throws -> Void
  ) async throws -> RankingJob.Totals {
    var totals = RankingJob.Totals()
    var rest = suspects
    // A job knows clusters by their numbers: of those with several suspects one goes after the other.
    while !rest.isEmpty {
      var wave: [Int: Suspect] = [:]
      var later: [Suspect] = []
      for suspect in rest {
        if wave[suspect.cluster.number] == nil {
          wave[suspect.cluster.number] = suspect
        } else {
          later.append(suspect)
        }
      }
      rest = later
      totals.add(try await ask(wave, picks: picks, candidates: candidates, deliver: deliver))
    }
    return totals
  }

  private func ask(
    _ suspects: [Int: Suspect],
    picks: Int,
    candidates: (Cluster) throws -> [Instruction],
    isolation: isolated (any Actor)? = #isolation,
    deliver: (Suspect, RankShift?) throws -> Void
  ) async throws -> RankingJob.Totals {
    var rounds: [Int: RankingRound] = [:]
    var costs: [Int: [InstructionID: Int]] = [:]
    let clusters = suspects.values.map(\.cluster).sorted { $0.number < $1.number }
    return try await RankingJob(ranker: ranker, concurrency: concurrency)
      .run(over: clusters, picks: picks) { cluster in
        let cleaned = try candidates(cluster).map {
          $0.id == suspects[cluster.number]?.candidate ? $0.withoutInjectionSigns : $0
        }
        costs[cluster.number] = Dictionary(cleaned.map { ($0.id, $0.length) }) { first, _ in first }
        return cleaned
      } deliver: { attempt, _ in
        guard let suspect = suspects[attempt.cluster] else { return }
        rounds[attempt.cluster, default: RankingRound()].results[attempt.pass] = attempt.result
        let plan = ranker.options.passes
        guard let round = rounds[attempt.cluster], round.missing(in: plan).isEmpty else { return }
        let costs = costs.removeValue(forKey: attempt.cluster) ?? [:]
        let ranking = round.ranking(in: plan, by: aggregation) { costs[$0] ?? 0 }
        let after = ranking?.rank(of: suspect.candidate)
        try deliver(suspect, after.map { RankShift(before: suspect.rank, after: $0) })
      }
  }
}

extension RankingJob.Totals {
  /// Adds what another job has done.
  fileprivate mutating func add(_ other: RankingJob.Totals) {
    ranked += other.ranked
    failed.merge(other.failed) { $0 + $1 }
    calls += other.calls
    tries += other.tries
    formats.formUnion(other.formats)
    promptTokens += other.promptTokens
    completionTokens += other.completionTokens
  }
}
