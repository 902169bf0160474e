/// What is odd about a run as a whole: a ranker that says the same whatever the candidates.
public enum RunOddity: String, CaseIterable, Codable, Sendable {
  /// At least half of the orders name the places shown in one and the same order.
  case samePlaces = "the same places, whatever the candidates"
  /// At least half of the first candidates are explained in one and the same words.
  case sameRationale = "the same rationale, whatever the candidates"
}

/// An order without its candidates: what a ranker that does not read them can repeat.
public struct VoteShape: Hashable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// The places at which the candidates were shown, from 0, best first.
  public var places: [Int]
  /// Why the first is first; empty when nothing was said.
  public var rationale: String

  /// Makes a shape.
  public init(cluster: Int, places: [Int], rationale: String) {
    self.cluster = cluster
    self.places = places
    self.rationale = rationale
  }
}

extension RunOddity {
  /// The fewest votes, and the fewest clusters among them, that tell habit from chance.
  ///
  /// Four candidates can be put in 24 orders; that half of ten votes agree by chance happens once in a
  /// thousand runs, and with more candidates never.
  private static let least = (votes: 10, clusters: 5, candidates: 4)

  /// What is odd about the votes of a run.
  ///
  /// The order in which everything was shown is left out: `RankingOddity.presentationOrder` tells that.
  public static func found(in votes: [VoteShape]) -> [RunOddity] {
    let ordered = votes.filter { $0.places.count >= least.candidates }
    let explained = votes.filter { !$0.rationale.isEmpty }
    var oddities: [RunOddity] = []
    if isHabit(ordered, by: \.places, unless: { $0 == Array($0.indices) }) { oddities.append(.samePlaces) }
    if isHabit(explained, by: \.rationale, unless: { _ in false }) { oddities.append(.sameRationale) }
    return oddities
  }

  private static func isHabit<Shape: Hashable>(
    _ votes: [VoteShape],
    by shape: (VoteShape) -> Shape,
    unless isTold: (Shape) -> Bool
  ) -> Bool {
    guard votes.count >= least.votes else { return false }
    return Dictionary(grouping: votes, by: shape).contains { shape, group in
      group.count * 2 >= votes.count && Set(group.map(\.cluster)).count >= least.clusters && !isTold(shape)
    }
  }
}
