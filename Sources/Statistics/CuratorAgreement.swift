import Curation

/// How far the curators agree with each other, over the clusters that more than one of them decided.
///
/// Each curator's newest decision about a cluster counts, whatever they had seen of the ranker's opinion:
/// curators who follow the ranker also agree with each other. Skips and scripted decisions are left out.
///
/// Agreement is measured on two nominal scales. *Verdict* tells only whether the picks are those of the ranking
/// beside them (accept), other ones (override, and all picks without a ranking) or none at all, so two overrides
/// agree even where they picked differently. *Choice* compares what was picked: its category is
/// the set of the picks' places in the cluster's newest ranking (without one, in the order of the ids), which
/// is the empty set for none. So the habit of choosing what the ranker put first counts as expected agreement.
public struct CuratorAgreement: Equatable, Sendable {
  /// Two curators, in the order of their names, who share at least one cluster.
  public struct Pair: Equatable, Sendable {
    /// The name that comes first.
    public let first: String
    /// The other.
    public let second: String
    /// Their agreement about verdicts.
    public let verdict: CohenKappa
    /// Their agreement about what to pick.
    public let choice: CohenKappa
  }

  /// All pairs of curators with clusters in common, in the order of their names.
  public let pairs: [Pair]

  /// The agreement of all about verdicts.
  public let verdict: KrippendorffAlpha

  /// The agreement of all about what to pick.
  public let choice: KrippendorffAlpha

  private struct Names: Hashable {
    var first: String
    var second: String
  }

  /// Compares each curator's newest judgements, by cluster number, then oldest first.
  init(_ judgements: [Judgement]) {
    let overlaps = judgements.filter(\.isHumanDecision).runs(by: \.cluster)
      .filter { $0.count > 1 }
      .map(Self.ratings)
    var shared: [Names: [(Rating, Rating)]] = [:]
    for ratings in overlaps {
      let ratings = ratings.sorted { $0.curator < $1.curator }
      for (index, first) in ratings.enumerated() {
        for second in ratings[(index + 1)...] {
          let names = Names(first: first.curator, second: second.curator)
          shared[names, default: []].append((first, second))
        }
      }
    }
    pairs = shared.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
      .map { names, ratings in
        Pair(
          first: names.first,
          second: names.second,
          verdict: CohenKappa(ratings.map { ($0.verdict, $1.verdict) }),
          choice: CohenKappa(ratings.map { ($0.choice, $1.choice) })
        )
      }
    verdict = KrippendorffAlpha(overlaps.map { $0.map(\.verdict) })
    choice = KrippendorffAlpha(overlaps.map { $0.map(\.choice) })
  }

  private struct Rating {
    var curator: String
    /// Accept, override or none, also where the decision was made blind.
    var verdict: Verdict
    /// The picks' places, ascending.
    var choice: [Int]
  }

  /// Gives the judgements about one cluster their categories.
  private static func ratings(_ judgements: ArraySlice<Judgement>) -> [Rating] {
    var order = judgements.last { $0.order != nil }?.order ?? []
    if !judgements.allSatisfy({ $0.picks.allSatisfy(order.contains) }) {
      order += Set(judgements.flatMap { $0.picks + $0.shownOrder }).subtracting(order).sorted()
    }
    return judgements.map { judgement in
      Rating(
        curator: judgement.curator,
        verdict: judgement.verdictOnRanker,
        choice: judgement.picks.compactMap { order.firstIndex(of: $0) }.sorted()
      )
    }
  }
}

extension Judgement {
  /// What the final picks say about the ranker's.
  fileprivate var verdictOnRanker: Verdict {
    if picks.isEmpty { .none } else { isRankersPick(picks) ? .accept : .override }
  }
}
