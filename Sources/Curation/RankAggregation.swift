/// How several orders of the same candidates become one.
public enum RankAggregation: String, CaseIterable, Codable, Sendable {
  /// The sum of the places (J.-C. de Borda, “Mémoire sur les élections au scrutin”, 1781).
  case borda
  /// The order that contradicts the fewest pairs of all orders together (J. G. Kemeny, “Mathematics without
  /// numbers”, Daedalus 88, 1959), found exactly.
  case kemeny
  /// Reciprocal rank fusion: the sum of 1 / (60 + place), which heeds first places most (G. V. Cormack et al.,
  /// SIGIR 2009).
  case rrf
}

extension RankAggregation {
  /// The most candidates that it can put in order.
  public var limit: Int { self == .kemeny ? 8 : .max }

  /// One order of several; the same for the same orders, whichever came first.
  ///
  /// Candidates with equal points are told apart by the direct majority between them, then by their cost, then
  /// by their ids. Of several orders that Kemeny's rule finds equally good it is the one that is nearest to
  /// Borda's from its first place on; beyond its limit Borda's order stands in.
  ///
  /// - Parameters:
  ///   - orders: Each holds the same candidates once, best first.
  ///   - cost: What a candidate costs; the cheaper of two comes first.
  /// - Returns: The candidates, best first; none without any order.
  public func order(of orders: [[InstructionID]], cost: (InstructionID) -> Int) -> [InstructionID] {
    let ballots = Ballots(orders)
    let ties = TieBreaker(ballots, cost: cost)
    let numbers: [Int]
    switch self {
    case .rrf:
      // In whole trillionths: sums of fractions would depend on the order in which they are added.
      numbers = ties.sorted(by: ballots.points { 1_000_000_000_000 / (61 + $0) })
    case .kemeny where ballots.candidates.count <= limit:
      numbers = KemenyOrder(ballots).order(nearestTo: ties.sorted(by: ballots.bordaPoints))
    case .borda, .kemeny:
      numbers = ties.sorted(by: ballots.bordaPoints)
    }
    return numbers.map { ballots.candidates[$0] }
  }
}

/// Sorts candidates by points and tells apart those that have as many.
private struct TieBreaker {
  private let ballots: Ballots
  private let costs: [Int]

  init(_ ballots: Ballots, cost: (InstructionID) -> Int) {
    self.ballots = ballots
    costs = ballots.candidates.map(cost)
  }

  /// The candidates' numbers, most points first.
  func sorted(by points: [Int]) -> [Int] {
    parted(Array(points.indices)) { points[$0] }.flatMap(settle)
  }

  /// Sorts candidates with equal points; those between whom the majorities are equal, too, go by their cost.
  private func settle(_ tied: [Int]) -> [Int] {
    let parts = parted(tied) { majorities(of: $0, in: tied) }
    return parts.count == 1 ? tied.sorted { (costs[$0], $0) < (costs[$1], $1) } : parts.flatMap(settle)
  }

  private func parted(_ group: [Int], by value: (Int) -> Int) -> [[Int]] {
    Dictionary(grouping: group, by: value).sorted { $0.key > $1.key }.map(\.value)
  }

  /// The direct comparisons that a candidate wins in a group, less those that it loses.
  private func majorities(of candidate: Int, in group: [Int]) -> Int {
    group.reduce(0) { sum, other in
      sum + (ballots.preferring(candidate, to: other) - ballots.preferring(other, to: candidate)).signum()
    }
  }
}
