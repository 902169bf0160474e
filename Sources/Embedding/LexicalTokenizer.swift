import Foundation

/// Splits text of any language into the terms that the lexical encoder counts.
///
/// Text is taken in compatibility composition (Unicode NFKC) and lower case. A term is a run of letters,
/// digits and marks; an apostrophe between letters belongs to it. Scripts that are written without spaces
/// give overlapping pairs of characters instead, as is usual in retrieval: `東京都` gives `東京` and `京都`.
public struct LexicalTokenizer: Sendable {
  /// Makes a tokenizer; it keeps no state.
  public init() {}

  /// The terms of a text, in order and with repetitions.
  public func terms(of text: String) -> [String] {
    var scanner = TermScanner()
    for scalar in Self.folded(text).unicodeScalars { scanner.read(scalar) }
    return scanner.finish()
  }

  private static func folded(_ text: String) -> String {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return (isASCII ? text : text.precomposedStringWithCompatibilityMapping).lowercased()
  }
}

/// Collects terms, one scalar after the other.
private struct TermScanner {
  private var terms: [String] = []
  /// The UTF-8 of the word under way.
  private var word: [UInt8] = []
  /// The characters of the run without spaces that is under way.
  private var unspaced: [String] = []
  private var hasPendingApostrophe = false

  mutating func read(_ scalar: Unicode.Scalar) {
    switch ScalarKind(scalar) {
    case .letter:
      endUnspaced()
      if hasPendingApostrophe { word.append(UInt8(ascii: "'")) }
      hasPendingApostrophe = false
      appendToWord(scalar)
    case .mark where !unspaced.isEmpty:
      unspaced[unspaced.count - 1].unicodeScalars.append(scalar)
    case .mark:
      if !word.isEmpty { appendToWord(scalar) }
    case .unspaced:
      endWord()
      unspaced.append(String(scalar))
    case .apostrophe where !word.isEmpty && !hasPendingApostrophe:
      hasPendingApostrophe = true
    case .apostrophe, .separator:
      endWord()
      endUnspaced()
    case .ignored:
      break
    }
  }

  mutating func finish() -> [String] {
    endWord()
    endUnspaced()
    return terms
  }

  private mutating func appendToWord(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      word.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      word.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  private mutating func endWord() {
    hasPendingApostrophe = false
    guard !word.isEmpty else { return }
    terms.append(String(decoding: word, as: UTF8.self))
    word.removeAll(keepingCapacity: true)
  }

  private mutating func endUnspaced() {
    guard !unspaced.isEmpty else { return }
    if unspaced.count == 1 { terms.append(unspaced[0]) }
    for (first, second) in zip(unspaced, unspaced.dropFirst()) { terms.append(first + second) }
    unspaced.removeAll(keepingCapacity: true)
  }
}

/// What a scalar does to the term under way.
private enum ScalarKind {
  case letter, mark, unspaced, apostrophe, separator, ignored

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: self = .letter
    case 0x27, 0x2019: self = .apostrophe
    case 0..<0x80: self = .separator
    default: self = Self.beyondASCII(scalar)
    }
  }

  private static func beyondASCII(_ scalar: Unicode.Scalar) -> Self {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      isUnspaced(scalar) ? .unspaced : .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: .mark
    case .format: .ignored
    default: .separator
    }
  }

  /// Whether the scalar's script puts no spaces between words: Han, kana, Thai, Lao, Burmese, Khmer.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x31F0...0x31FF: true
    default: scalar.properties.isIdeographic
    }
  }
}
