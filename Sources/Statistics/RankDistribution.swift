/// Where in the ranker's order the curators' picks stand, beside where chance would put them.
///
/// Where several candidates were picked, the best-ranked of them counts. Judgements without a ranking or
/// without a pick have no rank and are left out.
public struct RankDistribution: Equatable, Sendable {
  /// One rank.
  public struct Bin: Equatable, Sendable {
    /// The place in the ranker's order, from 1.
    public let rank: Int
    /// How many picks stand there.
    public let count: Int
    /// How many would stand there if as many candidates were drawn at random; for one pick the sum of 1/n.
    public let expected: Double
  }

  /// How many judgements have a rank.
  public let count: Int

  /// The mean reciprocal rank, from 0 to 1, or nil when there is no rank.
  ///
  /// E. M. Voorhees, “The TREC-8 question answering track report”, 1999.
  public let meanReciprocalRank: Double?

  /// The mean reciprocal rank of random picks, averaged over the judgements; H(n)/n for one pick of n.
  public let chance: Double?

  /// All ranks, from 1 to the size of the largest cluster among the judgements.
  public let bins: [Bin]

  /// Counts the ranks of judgements.
  init(_ judgements: [Judgement]) {
    var counts: [Int] = []
    var lotteries: [PickLottery: Int] = [:]
    for judgement in judgements {
      guard let rank = judgement.bestRank, let lottery = judgement.lottery else { continue }
      if counts.count < lottery.candidates {
        counts += [Int](repeating: 0, count: lottery.candidates - counts.count)
      }
      counts[rank - 1] += 1
      lotteries[lottery, default: 0] += 1
    }
    let total = counts.reduce(0, +)
    var expected = [Double](repeating: 0, count: counts.count)
    for (lottery, times) in lotteries.sorted(by: { $0.key < $1.key }) {
      for (index, share) in lottery.ranks.enumerated() { expected[index] += share * Double(times) }
    }
    func meanReciprocal(_ counts: [Double]) -> Double? {
      guard total > 0 else { return nil }
      return zip(counts, 1...).reduce(0) { $0 + $1.0 / Double($1.1) } / Double(total)
    }
    count = total
    meanReciprocalRank = meanReciprocal(counts.map(Double.init))
    chance = meanReciprocal(expected)
    bins = counts.indices.map { Bin(rank: $0 + 1, count: counts[$0], expected: expected[$0]) }
  }
}
