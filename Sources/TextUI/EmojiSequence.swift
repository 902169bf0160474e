/// Recognises the sequences in which joiners, selectors, skin tones and tags are ordinary (UTS #51).
///
/// A terminal cell shows only the first element, since terminals disagree about the width of the rest.
enum EmojiSequence {
  /// The longest recommended sequences join four elements.
  static let mostJoins = 3
  static let joiner: UInt32 = 0x200D
  static let presentationSelector: UInt32 = 0xFE0F
  static let keycap: UInt32 = 0x20E3
  static let blackFlag: UInt32 = 0x1F3F4
  /// Bytes of one tag in UTF-8.
  static let encodedTagLength = 4

  /// The only recommended tag sequences: England, Scotland and Wales, with the closing tag.
  private static let subdivisions = ["gbeng", "gbsct", "gbwls"].map { code in
    code.unicodeScalars.map { $0.value + 0xE0000 } + [0xE007F]
  }

  static func isRegionalIndicator(_ scalar: UInt32) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar)
  }

  /// Whether a scalar can be an element of a joined sequence; digits and `#` are emoji too, but not here.
  static func isElement(_ scalar: UInt32) -> Bool {
    scalar > 0x2000 && !isRegionalIndicator(scalar)
      && Unicode.Scalar(scalar).map { $0.properties.isEmoji } ?? false
  }

  /// Whether a skin tone may follow.
  static func takesSkinTone(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar).map { $0.properties.isEmojiModifierBase } ?? false
  }

  static func isSkinTone(_ scalar: UInt32) -> Bool {
    (0x1F3FB...0x1F3FF).contains(scalar)
  }

  /// Whether U+20E3 makes a keycap of it.
  static func takesKeycap(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || scalar == 0x23 || scalar == 0x2A
  }

  /// Bytes of a subdivision's tags that begin at an offset; nil where there are none.
  static func subdivisionLength(in reader: ScalarReader, at offset: Int) -> Int? {
    for tags in subdivisions {
      var end = offset
      let matches = tags.allSatisfy { tag in
        guard let element = reader.element(at: end), element.isValid, element.value == tag else {
          return false
        }
        end += element.length
        return true
      }
      if matches { return end - offset }
    }
    return nil
  }
}
