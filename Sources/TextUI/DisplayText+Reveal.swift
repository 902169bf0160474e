extension DisplayText {
  /// The text exactly as received, escaped so that nothing is hidden and everything can be told apart.
  ///
  /// A backslash is doubled, and every scalar that would not show as itself in a cell of its own is written
  /// as `\u{202E}`; undoing both gives back what was received. Escapes have the look of a substitute.
  public static func revealing(_ raw: String) -> DisplayText {
    var raw = raw
    return raw.withUTF8 { reveal($0) }
  }

  /// The bytes exactly as received; each one that is not UTF-8 is written as `\x{FF}`.
  public static func revealing(_ raw: [UInt8]) -> DisplayText {
    raw.withUnsafeBufferPointer { reveal($0) }
  }

  private static func reveal(_ bytes: UnsafeBufferPointer<UInt8>) -> DisplayText {
    let reader = ScalarReader(bytes: bytes)
    let isASCII = Repertoire.current == .ascii
    var output = DisplayText(bytes: [], substitutes: [])
    output.bytes.reserveCapacity(bytes.count)
    var offset = 0
    var marksAllowed = 0
    while let element = reader.element(at: offset) {
      let encoded = bytes[offset..<offset + element.length]
      offset += element.length
      let isMark = element.isValid && ScalarClass(element.value).shape == .mark
      if element.isValid, element.value == UInt32(UInt8(ascii: "\\")) {
        output.bytes.append(contentsOf: "\\\\".utf8)
        marksAllowed = 0
      } else if element.value < 0x80 || !isASCII, isMark ? marksAllowed > 0 : showsAlone(element) {
        output.bytes.append(contentsOf: encoded)
        marksAllowed = isMark ? marksAllowed - 1 : Sanitizer.markLimit
      } else {
        let letter = element.isValid ? "u" : "x"
        output.appendSubstitute("\\\(letter){\(hexadecimal(element.value, digits: 2))}", for: 1)
        marksAllowed = 0
      }
    }
    return output
  }

  /// Whether an element is one visible scalar that no neighbour changes.
  private static func showsAlone(_ element: ScalarReader.Element) -> Bool {
    guard element.isValid else { return false }
    let scalar = ScalarClass(element.value)
    return scalar.width > 0 && !scalar.isUnusualSpace && !EmojiSequence.isSkinTone(element.value)
      && !EmojiSequence.isRegionalIndicator(element.value)
  }
}
