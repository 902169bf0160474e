/// Finds the orders that contradict the fewest pairs of all ballots, by way of all subsets.
struct KemenyOrder {
  private let ballots: Ballots
  /// For each set of candidates, as bits, the contradictions that those outside of it add at least.
  private let leastRest: [Int]

  init(_ ballots: Ballots) {
    self.ballots = ballots
    let count = ballots.candidates.count
    var least = Array(repeating: 0, count: 1 << count)
    for set in least.indices.dropLast().reversed() {
      let costs = (0..<count).filter { set & 1 << $0 == 0 }.map { next in
        Self.cost(of: next, after: set, ballots) + least[set | 1 << next]
      }
      least[set] = costs.min() ?? 0
    }
    leastRest = least
  }

  /// The best order; of several the one that puts the earliest candidates of another order first.
  func order(nearestTo other: [Int]) -> [Int] {
    var (set, order) = (0, [Int]())
    for _ in other {
      let next = other.first { candidate in
        set & 1 << candidate == 0
          && Self.cost(of: candidate, after: set, ballots) + leastRest[set | 1 << candidate] == leastRest[set]
      }
      guard let next else { break }
      order.append(next)
      set |= 1 << next
    }
    return order
  }

  /// How many pairs are contradicted by putting a candidate behind a set and before all others.
  private static func cost(of candidate: Int, after set: Int, _ ballots: Ballots) -> Int {
    ballots.candidates.indices.reduce(0) { sum, other in
      let isBehind = other != candidate && set & 1 << other == 0
      return isBehind ? sum + ballots.preferring(other, to: candidate) : sum
    }
  }
}
