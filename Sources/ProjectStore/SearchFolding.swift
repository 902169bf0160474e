internal import Foundation

/// Makes texts that read alike the same: upper and lower case, letters with marks composed or in parts.
///
/// Down, up and down again gives the full folding of Unicode from the mappings that the standard library has.
/// ASCII letters stay as they are: whatever compares folded texts takes those alike.
enum SearchFolding {
  static func folded(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 || $0 == 0 }) else { return text }
    let isDecomposed = text.unicodeScalars.contains { isCombining($0.value) }
    let composed = isDecomposed ? text.precomposedStringWithCanonicalMapping : text
    var folded = String.UnicodeScalarView()
    for scalar in composed.unicodeScalars {
      if scalar.value == 0 {
        // The tokenizer takes it for the end of the text.
        folded.append("\u{FFFD}")
      } else if scalar.isASCII || !scalar.properties.changesWhenCaseFolded {
        folded.append(scalar)
      } else {
        folded.append(contentsOf: caseFolded(scalar))
      }
    }
    return String(folded)
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
