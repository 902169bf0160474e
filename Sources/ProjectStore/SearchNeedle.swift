internal import Foundation

/// What somebody looks for, in the forms in which the indexes and the texts themselves are asked.
struct SearchNeedle {
  /// How to find the rows that may hold it.
  enum Approach: Equatable {
    /// Rows with all of these three letters, as an FTS5 expression.
    case trigrams(String)
    /// Rows with all of these letters of scripts that need no spaces, as an FTS5 expression.
    case letters(String)
    /// Rows of the clusters that hold this character or pair, by its key in the index of short texts.
    case short(Int)
    /// Every row.
    case scan
  }

  let approach: Approach
  /// Whether it is three ASCII characters, so that the rows that its approach finds are those that hold it.
  let isTrigram: Bool
  private let bytes: [UInt8]
  private let isASCII: Bool

  init(_ text: String) {
    let folded = SearchFolding.folded(text)
    let scalars = Array(folded.unicodeScalars)
    let letters = scalars.filter(Self.isLetterWord)
    if scalars.count >= 3 {
      approach = .trigrams(Self.conjunction(of: Self.trigrams(of: scalars)))
    } else if !letters.isEmpty {
      approach = .letters(Self.conjunction(of: letters.map(Self.token)))
    } else if let key = Self.shortKey(of: folded) {
      approach = .short(key)
    } else {
      approach = .scan
    }
    isTrigram = scalars.count == 3 && folded.utf8.count == 3
    bytes = folded.utf8.map(Self.lowercased)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
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

  private func isFound(in text: UnsafeRawBufferPointer) -> Bool {
    guard let first = bytes.first, text.count >= bytes.count else { return bytes.isEmpty }
    for start in 0...(text.count - bytes.count) where Self.lowercased(text[start]) == first {
      var length = 1
      while length < bytes.count, Self.lowercased(text[start + length]) == bytes[length] { length += 1 }
      if length == bytes.count { return true }
    }
    return false
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }

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

  // MARK: Scripts without spaces

  /// The letters of a text that can be a word alone, for the index of letters; nil for none.
  static func letterTokens(of folded: String) -> String? {
    guard folded.utf8.contains(where: { $0 >= 0xE2 }) else { return nil }
    let letters = Set(folded.unicodeScalars.filter(isLetterWord))
    return letters.isEmpty ? nil : letters.map(token).joined(separator: " ")
  }

  /// Han, kana, Hangul and the other letters from U+2E80 on.
  private static func isLetterWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2E80 && scalar.properties.isAlphabetic
  }

  private static func token(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }
}
