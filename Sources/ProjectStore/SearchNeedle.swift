internal import Foundation

/// What somebody looks for, in the forms in which the indexes and the texts themselves are asked.
struct SearchNeedle {
  /// The rows that hold it have all of these three bytes: of each range one, the first byte highest.
  let trigrams: [ClosedRange<Int>]
  /// The key of one or two ASCII characters in the index of short texts; nil for any other text.
  let shortKey: Int?
  /// What finds the rationales that may hold it, as an FTS5 expression; nil for less than three characters.
  let rationaleMatch: String?
  private let bytes: [UInt8]
  private let isASCII: Bool

  /// Whether every row that has its three bytes holds it.
  var isExact: Bool { bytes.count <= 3 }

  /// Prepares a search for a text, which is not empty.
  init(_ text: String) {
    let folded = SearchFolding.folded(text)
    let scalars = Array(folded.unicodeScalars)
    bytes = folded.utf8.map(Self.lowercased)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
    trigrams = Self.trigrams(of: bytes)
    shortKey = Self.shortKey(of: folded)
    rationaleMatch = scalars.count < 3 ? nil : Self.conjunction(of: Self.trigrams(of: scalars))
  }

  /// Whether a text holds it.
  func isFound(in text: Data) -> Bool {
    if isASCII {
      let isPlain = text.withUnsafeBytes { isFound(in: $0) }
      guard !isPlain, text.withUnsafeBytes(Self.foldsToASCII) else { return isPlain }
    }
    let folded = SearchFolding.folded(String(decoding: text, as: UTF8.self))
    return Array(folded.utf8).withUnsafeBytes { isFound(in: $0) }
  }

  /// The characters that it takes where a text first holds it; nil where only parts of its characters do, such as
  /// the letter of one with a mark.
  func range(in text: String) -> Range<String.Index>? {
    var folded: [UInt8] = []
    var characters: [(start: Int, index: String.Index)] = []
    for index in text.indices {
      characters.append((folded.count, index))
      folded += SearchFolding.folded(String(text[index])).utf8.map(Self.lowercased)
    }
    guard let start = folded.withUnsafeBytes(place) else { return nil }
    let first = characters.last { $0.start <= start }?.index ?? text.startIndex
    let end = characters.first { $0.start >= start + bytes.count }?.index ?? text.endIndex
    return first..<end
  }

  /// Whether a text has one of the few letters beyond ASCII whose folded form has ASCII letters, such as `ß`.
  ///
  /// Most texts have none, and need not be folded to be searched for a plain word.
  private static func foldsToASCII(_ text: UnsafeRawBufferPointer) -> Bool {
    zip(text, text.dropFirst()).contains { first, second in
      switch (first, second) {
      case (0xC3, 0x9F), (0xC4, 0xB0), (0xC5, 0x89), (0xC5, 0xBF), (0xC7, 0xB0): true
      case (0xE1, 0xBA), (0xE2, 0x84), (0xEF, 0xAC): true
      default: false
      }
    }
  }

  private func isFound(in text: UnsafeRawBufferPointer) -> Bool { place(in: text) != nil }

  /// Where a text that is folded, but for ASCII letters, first holds it.
  private func place(in text: UnsafeRawBufferPointer) -> Int? {
    guard let first = bytes.first else { return 0 }
    guard text.count >= bytes.count else { return nil }
    for start in 0...(text.count - bytes.count) where Self.lowercased(text[start]) == first {
      var length = 1
      while length < bytes.count, Self.lowercased(text[start + length]) == bytes[length] { length += 1 }
      if length == bytes.count { return start }
    }
    return nil
  }

  /// An ASCII letter in lower case; any other byte as it is.
  static func lowercased(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }

  /// Every three bytes, each once; of a shorter text all that begin with it.
  private static func trigrams(of bytes: [UInt8]) -> [ClosedRange<Int>] {
    func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
    guard bytes.count >= 3 else {
      let free = 8 * (3 - bytes.count)
      return [number(bytes) << free...(number(bytes) + 1) << free - 1]
    }
    return Set((2..<bytes.count).map { number(bytes[$0 - 2...$0]) }).sorted().map { $0...$0 }
  }

  private static func trigrams(of scalars: [Unicode.Scalar]) -> [String] {
    (0...(scalars.count - 3)).map { start in
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars[start..<start + 3])
      return text
    }
  }

  private static func conjunction(of tokens: [String]) -> String {
    tokens.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: " AND ")
  }

  // MARK: Short texts

  /// The key of one or two ASCII characters in the index of short texts; nil for any other text.
  private static func shortKey(of folded: String) -> Int? {
    let codes = folded.utf8.map(letterCode)
    guard 1...2 ~= codes.count, codes.allSatisfy({ $0 > 0 }) else { return nil }
    return codes[0] << 7 | (codes.count == 2 ? codes[1] : 0)
  }

  /// The ASCII code of a character, letters in lower case; 0 for a part of any other.
  static func letterCode(_ byte: UInt8) -> Int { byte < 0x80 ? Int(lowercased(byte)) : 0 }
}
