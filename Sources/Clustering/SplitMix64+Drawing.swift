import Curation

extension SplitMix64 {
  /// A number from 0 up to but not including `bound`, all equally likely; `bound` must be positive.
  mutating func next(below bound: Int) -> Int {
    let bound = UInt64(bound)
    // The lowest words are left out so that the rest is a multiple of the bound.
    let threshold = (0 &- bound) % bound
    var word = next()
    while word < threshold { word = next() }
    return Int(word % bound)
  }

  /// A number from 0 up to but not including 1, in steps of 2⁻⁵³.
  mutating func nextFraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The numbers from 0 up to but not including `count` in random order (Fisher–Yates).
  mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, next(below: last + 1))
    }
    return order
  }

  /// So many of the numbers from 0 up to but not including `count`, each set of them equally likely, ascending; all
  /// of them when there are no more.
  mutating func sample(_ size: Int, of count: Int) -> [Int] {
    permutation(of: count).prefix(size).sorted()
  }
}
