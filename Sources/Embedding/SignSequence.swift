/// An endless sequence of random signs, +1 or -1, that a text and a seed determine.
///
/// The text's UTF-8 is hashed by FNV-1a and the hash drives SplitMix64 (Steele et al. 2014), so the signs are
/// the same on every machine and do not depend on the order in which texts are seen.
struct SignSequence: Sequence, IteratorProtocol {
  private var state: UInt64
  private var bits: UInt64 = 0
  private var remaining = 0

  init(of text: String, seed: UInt64) {
    state = text.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  mutating func next() -> Double? {
    if remaining == 0 {
      bits = nextWord()
      remaining = UInt64.bitWidth
    }
    defer {
      bits >>= 1
      remaining -= 1
    }
    return bits & 1 == 0 ? 1 : -1
  }

  private mutating func nextWord() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
