/// What somebody searches for in texts: a plain piece of text, upper and lower case alike.
///
/// It is looked for in what is shown, so a mark such as `<U+202E>` can be found, too. Finds that overlap or
/// touch count as one. Knuth, Morris, Pratt, "Fast Pattern Matching in Strings", SIAM J. Comput. 6 (1977).
public struct SearchText: Hashable, Sendable {
  /// Case-folded scalars.
  private let pattern: [UInt32]
  /// For every prefix of the pattern, the length of the longest other prefix that it ends with.
  private let borders: [Int]

  /// Prepares a search; nil for an empty text, which is found nowhere.
  public init?(_ text: String) {
    let shown = DisplayText(untrusted: text, as: .body)
    guard !shown.isEmpty else { return nil }
    let pattern = String(decoding: shown.bytes, as: UTF8.self).unicodeScalars.flatMap {
      CaseFolding.folded($0.value)
    }
    var borders = [0]
    var length = 0
    for unit in pattern.dropFirst() {
      while length > 0, pattern[length] != unit { length = borders[length - 1] }
      if pattern[length] == unit { length += 1 }
      borders.append(length)
    }
    self.pattern = pattern
    self.borders = borders
  }

  /// Where the text is found, in bytes of what is shown, in ascending order.
  public func ranges(in text: DisplayText) -> [Range<Int>] {
    text.bytes.withUnsafeBufferPointer { matches(in: $0, touching: 0..<$0.count) }
  }

  /// The finds that touch a range, whole ones.
  func matches(in bytes: UnsafeBufferPointer<UInt8>, touching range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    forEachMatch(in: bytes, from: range.lowerBound - reach, to: range.upperBound + reach) { match in
      if let last = found.last, last.upperBound >= match.lowerBound {
        found[found.count - 1] = last.lowerBound..<max(last.upperBound, match.upperBound)
      } else {
        found.append(match)
      }
      return true
    }
    return found
  }

  /// The first find that ends after an offset.
  func firstMatch(in bytes: UnsafeBufferPointer<UInt8>, endingAfter offset: Int) -> Range<Int>? {
    var first: Range<Int>?
    forEachMatch(in: bytes, from: offset - reach, to: bytes.count) { match in
      if match.upperBound > offset { first = match }
      return first == nil
    }
    return first
  }

  /// The last find that starts before an offset.
  func lastMatch(in bytes: UnsafeBufferPointer<UInt8>, startingBefore offset: Int) -> Range<Int>? {
    var last: Range<Int>?
    forEachMatch(in: bytes, from: 0, to: offset + reach) { match in
      guard match.lowerBound < offset else { return false }
      last = match
      return true
    }
    return last
  }

  /// More bytes than a find can have: a scalar has at most four and folds to at least one.
  private var reach: Int { 4 * pattern.count }

  /// Visits all finds between two offsets, overlapping ones too, until the visitor has seen enough.
  private func forEachMatch(
    in bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    to end: Int,
    _ visit: (Range<Int>) -> Bool
  ) {
    let reader = ScalarReader(bytes: bytes)
    var offset = max(0, start)
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    // Where the last `pattern.count` folded scalars come from, in a ring.
    var origins = Array(repeating: 0, count: pattern.count)
    var slot = 0
    var length = 0
    /// Takes one folded scalar; returns where a find that ends with it begins.
    func take(_ unit: UInt32, from origin: Int) -> Int? {
      origins[slot] = origin
      slot = slot + 1 == pattern.count ? 0 : slot + 1
      while length > 0, pattern[length] != unit { length = borders[length - 1] }
      if pattern[length] == unit { length += 1 }
      guard length == pattern.count else { return nil }
      length = borders[length - 1]
      return origins[slot]
    }
    while offset < end, let element = reader.element(at: offset) {
      var found: Int?
      if let unit = CaseFolding.single(element.value) {
        found = take(unit, from: offset)
      } else {
        for unit in CaseFolding.folded(element.value) { found = take(unit, from: offset) ?? found }
      }
      let next = offset + element.length
      if let found, !visit(found..<next) { return }
      offset = next
    }
  }
}
