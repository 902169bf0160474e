/// Something about a text that the eye can miss; nothing is replaced for it.
public enum Badge: String, CaseIterable, Hashable, Sendable {
  /// Letters of a script written from right to left; they show in the order in which they are stored.
  case rightToLeft
  /// A word that mixes Latin letters with Cyrillic or Greek ones.
  case mixedScripts
  /// Spaces other than U+0020, and the blank braille pattern.
  case unusualSpaces

  /// A short remark for the line of the text.
  public var title: DisplayText {
    switch self {
    case .rightToLeft: "right-to-left letters"
    case .mixedScripts: "mixed scripts in a word"
    case .unusualSpaces: "unusual spaces"
    }
  }
}

extension DisplayText {
  /// What the reader should know about the letters of the text.
  public var badges: Set<Badge> {
    bytes.withUnsafeBufferPointer { buffer in
      guard buffer.contains(where: { $0 >= 0x80 }) else { return [] }
      let reader = ScalarReader(bytes: buffer)
      var found: Set<Badge> = []
      var wordHasLatin = false
      var wordHasOther = false
      var offset = 0
      while let element = reader.element(at: offset) {
        offset += element.length
        let scalar = ScalarClass(element.value)
        if scalar.isUnusualSpace { found.insert(.unusualSpaces) }
        if scalar.isRightToLeft { found.insert(.rightToLeft) }
        if scalar.isLatin {
          wordHasLatin = true
        } else if scalar.isCyrillicOrGreek {
          wordHasOther = true
        } else if scalar.shape != .mark {
          wordHasLatin = false
          wordHasOther = false
        }
        if wordHasLatin, wordHasOther { found.insert(.mixedScripts) }
      }
      return found
    }
  }
}
