/// How far two rankings of the same clusters agree, each measure beside what chance alone would give.
///
/// Only clusters count that both have ranked. How alike a ranker is to itself, asked a second time, is the noise
/// floor: what is no less alike than that is no difference.
public struct RunComparison: Equatable, Sendable {
  /// Two orders of the candidates of one cluster, best first.
  public struct Pair: Equatable, Sendable {
    /// The one order.
    public var first: [Int]
    /// The other, of the same candidates.
    public var second: [Int]

    /// Makes a pair.
    public init(first: [Int], second: [Int]) {
      self.first = first
      self.second = second
    }
  }

  /// How many clusters both have ranked.
  public let clusters: Int
  /// In how many of them both put the same candidate first.
  public let sameFirst: Proportion
  /// The share in which random orders would; nil without clusters.
  public let sameFirstByChance: Double?
  /// Kendall's τ, from −1 to 1; 0 by chance.
  public let kendallTau: MeanMeasure
  /// Rank-biased overlap with p = 0.9, from 0 to 1.
  public let rankBiasedOverlap: MeanMeasure
  /// The share of the picks, the first candidates of each, that are picks of both.
  public let pickOverlap: MeanMeasure

  /// Compares pairs of orders.
  ///
  /// - Parameters:
  ///   - pairs: One for each cluster that both have ranked.
  ///   - picks: How many candidates of a cluster are picked.
  public init(_ pairs: [Pair], picks: Int) {
    let pairs = pairs.filter { !$0.first.isEmpty }
    clusters = pairs.count
    sameFirst = Proportion(pairs.map { $0.first.first == $0.second.first })
    let chances = pairs.map { 1 / Double($0.first.count) }
    sameFirstByChance = chances.isEmpty ? nil : chances.reduce(0, +) / Double(chances.count)
    kendallTau = MeanMeasure(
      pairs.compactMap { pair in OrderSimilarity.kendallTau(pair.first, pair.second).map { ($0, 0) } }
    )
    rankBiasedOverlap = MeanMeasure(
      pairs.map { pair in
        (
          OrderSimilarity.rankBiasedOverlap(pair.first, pair.second),
          OrderSimilarity.rankBiasedOverlapByChance(count: pair.first.count)
        )
      }
    )
    pickOverlap = MeanMeasure(
      pairs.map { pair in
        let count = max(1, min(picks, pair.first.count))
        let common = Set(pair.first.prefix(count)).intersection(pair.second.prefix(count)).count
        return (Double(common) / Double(count), Double(count) / Double(pair.first.count))
      }
    )
  }

  /// Compares two runs: for each cluster that they have ranked the row numbers of its candidates, best first.
  public init(_ first: [Int: [Int]], _ second: [Int: [Int]], picks: Int) {
    let shared = first.keys.filter { second[$0] != nil }.sorted()
    self.init(
      shared.compactMap { cluster in
        guard let left = first[cluster], let right = second[cluster] else { return nil }
        return Pair(first: left, second: right)
      },
      picks: picks
    )
  }
}
