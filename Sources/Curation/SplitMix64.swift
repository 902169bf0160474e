/// A small random generator whose numbers a seed determines, on every machine and in every version.
///
/// G. Steele, D. Lea, C. Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014. How the standard
/// library's own functions would use up its words is not promised, so whoever draws writes that out.
public struct SplitMix64: Sendable {
  private var state: UInt64

  /// Begins with a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
