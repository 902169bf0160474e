import Curation

/// Numbers that look random and are the same for the same key (SplitMix64, Steele et al., OOPSLA 2014).
public struct SeededGenerator: RandomNumberGenerator {
  private var words: SplitMix64

  /// Makes a generator whose numbers depend on every byte of the key.
  public init(key: String) {
    words = SplitMix64(seed: SHA256(of: key).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  public mutating func next() -> UInt64 { words.next() }

  /// A number from 0 up to, not including, a bound.
  ///
  /// Written out, like the shuffle, because the standard library may change how it draws.
  public mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// The elements in a random order (Fisher and Yates).
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in elements.indices.dropFirst().reversed() { elements.swapAt(last, below(last + 1)) }
    return elements
  }
}
