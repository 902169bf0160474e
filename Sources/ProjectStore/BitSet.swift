/// Whole numbers below a limit: one bit each.
struct BitSet: Equatable {
  /// The bits: that of `n` is bit `n % 64` of word `n / 64`.
  private(set) var words: [UInt64]

  /// How many numbers are in it.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Makes an empty set.
  init(below limit: Int) { words = Array(repeating: 0, count: (limit + 63) / 64) }

  /// Adds a number; one that has no bit is left out.
  mutating func insert(_ number: Int) {
    guard number >= 0, number / 64 < words.count else { return }
    words[number / 64] |= 1 << (number % 64)
  }

  /// Adds the numbers whose bits are set in a word, the first of them `64 * index`.
  mutating func insert(word: UInt64, at index: Int) {
    guard words.indices.contains(index) else { return }
    words[index] |= word
  }

  /// Adds the numbers of another set.
  mutating func formUnion(_ other: BitSet) {
    for index in 0..<min(words.count, other.words.count) { words[index] |= other.words[index] }
  }

  /// Keeps what is in another set, too, and says whether that is anything.
  @discardableResult
  mutating func formIntersection(_ other: BitSet) -> Bool {
    var rest: UInt64 = 0
    for index in words.indices {
      words[index] &= index < other.words.count ? other.words[index] : 0
      rest |= words[index]
    }
    return rest != 0
  }

  /// The first number that is not less than another; nil for none.
  func first(from number: Int) -> Int? {
    guard number / 64 < words.count else { return nil }
    var index = max(0, number) / 64
    var word = words[index] & (.max << (max(0, number) % 64))
    while word == 0 {
      index += 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return index * 64 + word.trailingZeroBitCount
  }

  /// Visits the numbers in ascending order.
  func forEach(_ body: (Int) throws -> Void) rethrows {
    for (index, var word) in words.enumerated() {
      while word != 0 {
        try body(index * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
