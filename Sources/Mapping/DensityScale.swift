/// How many of the eight dots of a cell are lit for so many points.
///
/// Where no cell has more than eight points each point has a dot. Beyond that the number grows with the
/// logarithm, from 1 dot for one point to 8 for the fullest cell. The steps are found by multiplication alone:
/// logarithms are not rounded alike everywhere.
struct DensityScale: Equatable, Sendable {
  /// The least numbers of points for 2, 3 … 8 dots.
  private let steps: [Int32]

  /// Makes the scale for the fullest cell in view.
  init(greatest: Int32) {
    steps = (1...7).map { step in
      guard greatest > 8 else { return Int32(step + 1) }
      // The least n with log n / log greatest ≥ step / 7.
      let bound = Self.power(greatest, step)
      var (low, high) = (Int32(1), greatest)
      while low < high {
        let middle = low + (high - low) / 2
        if Self.power(middle, 7) >= bound { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  /// The number of dots for a number of points: 0 for none, else 1 to 8.
  func density(of points: Int32) -> Int {
    points == 0 ? 0 : 1 + steps.reduce(0) { points >= $1 ? $0 + 1 : $0 }
  }

  private static func power(_ base: Int32, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * Double(base) }
  }
}
