/// The passes over one cluster that belong together, as far as they were asked for.
public struct RankingRound: Equatable, Sendable {
  /// Which time the cluster is ranked in its run, from 1.
  public var number: Int

  /// What came of each pass, by its number from 1.
  public var results: [Int: Result<Ranking, RankingFailure>]

  /// How often each pass was asked for, replies that could not be used included.
  public var tries: [Int: Int]

  /// How often the cluster was asked about in the rounds before.
  public var earlierTries: Int

  /// Makes a round; one in which nothing was asked if nothing is said.
  public init(
    number: Int = 1,
    results: [Int: Result<Ranking, RankingFailure>] = [:],
    tries: [Int: Int] = [:],
    earlierTries: Int = 0
  ) {
    self.number = number
    self.results = results
    self.tries = tries
    self.earlierTries = earlierTries
  }
}

extension RankingRound {
  /// The rankings that count, in the order of their passes.
  public var votes: [Ranking] { votes(among: results.keys.max() ?? 0) }

  /// The passes that a plan still asks for; none once the round is complete.
  public func missing(in plan: PassPlan) -> [Int] {
    for count in plan.steps {
      let missing = (1...count).filter { results[$0] == nil }
      guard missing.isEmpty else { return missing }
      guard !plan.isSettled(after: count, votes: votes(among: count).map(\.order)) else { return [] }
    }
    return []
  }

  /// What the passes come to.
  ///
  /// - Parameters:
  ///   - plan: How many passes there are to be.
  ///   - aggregation: How their orders become one.
  ///   - cost: What a candidate costs, to tell equals apart.
  /// - Returns: Nil while passes are missing, or when too few of them gave an order.
  public func ranking(
    in plan: PassPlan,
    by aggregation: RankAggregation,
    cost: (InstructionID) -> Int
  ) -> Ranking? {
    let votes = votes
    guard votes.count >= plan.leastVotes, missing(in: plan).isEmpty, var ranking = votes.first else {
      return nil
    }
    guard votes.count > 1 else { return ranking }
    ranking.passes = votes.map(\.order)
    ranking.order = aggregation.order(of: ranking.passes, cost: cost)
    ranking.rationales = [:]
    for id in ranking.order {
      guard let pass = pass(explaining: id), case .success(let vote) = results[pass] else { continue }
      ranking.rationales[id] = vote.rationales[id]
    }
    return ranking
  }

  /// Why a complete round gives no ranking: the failure of its last pass that failed.
  public var failure: RankingFailure? {
    for (_, result) in results.sorted(by: { $0.key > $1.key }) {
      if case .failure(let failure) = result { return failure }
    }
    return nil
  }

  /// The round without the passes that failed in some way, so that they are asked for again.
  public func forgettingFailures(where isMeant: (RankingFailure) -> Bool) -> RankingRound {
    var round = self
    round.results = results.filter { _, result in
      if case .failure(let failure) = result { !isMeant(failure) } else { true }
    }
    return round
  }

  /// The round that follows this one.
  public var next: RankingRound {
    RankingRound(number: number + 1, earlierTries: earlierTries + tries.values.reduce(0, +))
  }

  /// The pass whose rationale for a candidate counts: of those that gave one, the first that put it highest.
  public func pass(explaining candidate: InstructionID) -> Int? {
    results.compactMap { pass, result -> (rank: Int, pass: Int)? in
      guard case .success(let ranking) = result, ranking.rationales[candidate] != nil else { return nil }
      return ranking.rank(of: candidate).map { ($0, pass) }
    }
    .min { $0 < $1 }?.pass
  }

  private func votes(among count: Int) -> [Ranking] {
    guard count > 0 else { return [] }
    return (1...count).compactMap { try? results[$0]?.get() }
  }
}
