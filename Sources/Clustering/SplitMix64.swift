/// A small random generator whose numbers a seed determines, on every machine and in every version.
///
/// G. Steele, D. Lea, C. Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014. The standard
/// library's `shuffle` and `random` are not used with it: how they consume numbers is not promised.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

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
}
