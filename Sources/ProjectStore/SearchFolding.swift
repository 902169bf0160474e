internal import Curation
internal import Foundation

/// Makes texts that read alike the same: upper and lower case, letters with marks composed or in parts.
///
/// Down, up and down again gives the full folding of Unicode from the mappings that the standard library has.
/// ASCII letters stay as they are: whatever compares folded texts takes those alike.
enum SearchFolding {
  static func folded(_ text: String) -> String {
    guard !isFolded(text.utf8.span) else { return text }
    var isDecomposed = false
    var changes = false
    for scalar in text.unicodeScalars where scalar.value >= 0x80 || scalar.value == 0 {
      isDecomposed = isDecomposed || isCombining(scalar.value)
      changes = changes || scalar.value == 0 || scalar.properties.changesWhenCaseFolded
    }
    guard isDecomposed || changes else { return text }
    let composed = isDecomposed ? text.precomposedStringWithCanonicalMapping : text
    var folded = String.UnicodeScalarView()
    for scalar in composed.unicodeScalars {
      if scalar.value == 0 {
        // The tokenizer of the rationales takes it for the end of the text.
        folded.append("\u{FFFD}")
      } else if scalar.isASCII || !scalar.properties.changesWhenCaseFolded {
        folded.append(scalar)
      } else {
        folded.append(contentsOf: caseFolded(scalar))
      }
    }
    return String(folded)
  }

  /// Whether a text is surely folded, being ASCII without NUL.
  static func isFolded(_ text: Span<UInt8>) -> Bool {
    var place = 0
    while place + ByteWord.size <= text.count {
      let word = ByteWord(text, at: place)
      guard word.beyondASCII | word.equal(to: 0) == 0 else { return false }
      place += ByteWord.size
    }
    while place < text.count {
      guard 0x01..<0x80 ~= text[place] else { return false }
      place += 1
    }
    return true
  }

  private static func caseFolded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    scalar.properties.lowercaseMapping.unicodeScalars
      .flatMap { $0.properties.uppercaseMapping.unicodeScalars }
      .flatMap { $0.properties.lowercaseMapping.unicodeScalars }
  }

  /// Marks of the Latin, Greek and Cyrillic scripts, the parts of Hangul syllables, and the kana voicing marks.
  private static func isCombining(_ value: UInt32) -> Bool {
    0x300...0x36F ~= value || 0x1100...0x11FF ~= value || 0x3099...0x309A ~= value
  }
}
