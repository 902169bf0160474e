public import Curation

/// How the curators' choices compare with the ranker's order, over judgements of one basis.
///
/// Assisted judgements give acceptance: the final picks are compared. Blind ones give agreement: the first
/// choice is. The two never share a value. Judgements without a ranking are left out; "nothing here is worth
/// an annotator" counts as not agreeing.
public struct RankerComparison: Equatable, Sendable {
  /// The share of judgements that chose exactly the ranker's first candidates, as many as were chosen.
  public let overall: Proportion

  /// The rate that random choices of as many candidates would reach, or nil without judgements.
  ///
  /// 1/n for one pick of n, averaged over the judgements; where nothing was chosen, one pick is assumed.
  public let chance: Double?

  /// Where in the ranker's order the choices stand.
  public let ranks: RankDistribution

  /// The share by how far the ranker's passes agreed, least agreement first.
  public let byConfidence: [Stratum<Judgement.Confidence>]

  /// The share by where the ranker's first candidate stood on screen, from 1.
  public let byPosition: [Stratum<Int>]

  /// The share by the length of what was chosen, shortest first.
  public let byLength: [Stratum<LengthQuarter>]

  /// What became of first choices.
  public let switches: Switches

  /// Whether the agreement of passes is worth what it seems; nil where rankings were seen, and until there are
  /// enough decisions.
  public let reliability: Reliability?

  /// Compares the judgements of one basis; skips must be left out.
  init(_ judgements: some Sequence<Judgement>, basis: Judgement.Basis) {
    let ranked = judgements.filter { $0.basis == basis && $0.order != nil }
    overall = Proportion(ranked.map(\.agrees))
    let chances = ranked.compactMap { $0.lottery?.agreement }
    chance = chances.isEmpty ? nil : chances.reduce(0, +) / Double(chances.count)
    ranks = RankDistribution(ranked)
    byConfidence = Stratum.divide(ranked, by: \.confidence)
    byPosition = Stratum.divide(ranked, by: \.rankersPosition)
    let quarters = LengthQuarter.divide(ranked.compactMap(\.wordCount))
    byLength = Stratum.divide(ranked) { judgement in
      judgement.wordCount.flatMap { length in quarters.first { $0.words.contains(length) } }
    }
    switches = Switches(ranked)
    reliability =
      basis == .blind
      ? Reliability(
        ranked.compactMap { judgement in
          judgement.confidence.map { (Double($0.agreeing) / Double($0.passes), judgement.agrees) }
        }
      ) : nil
  }
}

extension Judgement {
  /// Whether the choice is the ranker's.
  fileprivate var agrees: Bool { isRankersPick(choice) }
}

extension Stratum {
  /// Counts agreement apart for each key, in the order of the keys; judgements without a key are left out.
  fileprivate static func divide(_ judgements: [Judgement], by key: (Judgement) -> Key?) -> [Self] {
    var outcomes: [Key: [Bool]] = [:]
    for judgement in judgements {
      if let key = key(judgement) { outcomes[key, default: []].append(judgement.agrees) }
    }
    return outcomes.sorted { $0.key < $1.key }.map { Stratum(key: $0.key, proportion: Proportion($0.value)) }
  }
}
