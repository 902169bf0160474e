/// Random numbers that a seed determines, on every machine and in every version.
///
/// G. Steele, D. Lea, C. Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014. How the standard
/// library's own functions would use up its words is not promised, so drawing is written out.
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

  /// Different numbers from 0 up to, not including, `bound`, in random order; as many as there are if fewer.
  ///
  /// The first steps of a Fisher–Yates shuffle, which remembers only what it has moved.
  mutating func draw(_ count: Int, below bound: Int) -> [Int] {
    var moved: [Int: Int] = [:]
    return (0..<min(count, bound)).map { place in
      let other = place + Int(next().multipliedFullWidth(by: UInt64(bound - place)).high)
      let drawn = moved[other] ?? other
      moved[other] = moved[place] ?? place
      return drawn
    }
  }
}
