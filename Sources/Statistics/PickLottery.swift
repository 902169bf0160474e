/// Picks drawn at random from ranked candidates: what chance alone would give.
struct PickLottery: Hashable {
  /// How many candidates there are, n; at least 1.
  var candidates: Int
  /// How many of them are drawn, k; from 1 to n.
  var picks: Int

  /// The probability that the draw is exactly the ranker's first k: 1 / C(n, k), which is 1/n for one pick.
  var agreement: Double {
    (0..<picks).reduce(1) { $0 * Double($1 + 1) / Double(candidates - $1) }
  }

  /// The probability that the best-ranked of the drawn has each rank from 1 to n.
  ///
  /// It is C(n − r, k − 1) / C(n, k) for rank r, which is 1/n for one pick.
  var ranks: [Double] {
    (1...candidates).map { rank in
      (0..<picks - 1).reduce(Double(picks) / Double(candidates)) { product, drawn in
        product * Double(max(0, candidates - rank - drawn)) / Double(candidates - 1 - drawn)
      }
    }
  }
}

extension PickLottery: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    (left.candidates, left.picks) < (right.candidates, right.picks)
  }
}
