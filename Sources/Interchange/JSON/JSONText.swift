/// JSON text under construction: keys in the order in which they are added, one line, UTF-8.
///
/// Beyond what RFC 8259 asks for, everything is escaped that some reader takes for the end of a line (U+0085,
/// U+2028, U+2029), and DEL, C1 controls and bidirectional controls, so that a line shows what it holds.
struct JSONText {
  private(set) var bytes: [UInt8] = []

  /// Appends a string in quotes.
  mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
      case "\\": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      case "\n": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case "\r": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case "\t": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case _ where scalar.needsEscape: appendEscape(scalar.value)
      default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a string or an integer.
  mutating func append(_ value: QueueValue) {
    switch value {
    case .text(let text): append(text)
    case .integer(let integer): bytes += String(integer).utf8
    }
  }

  /// Appends an object with these members.
  mutating func append(_ members: some Sequence<(name: String, value: QueueValue)>) {
    appendRaw("{")
    for (position, member) in members.enumerated() {
      if position > 0 { appendRaw(", ") }
      append(member.name)
      appendRaw(": ")
      append(member.value)
    }
    appendRaw("}")
  }

  /// Appends text that is JSON already.
  mutating func appendRaw(_ json: String) { bytes += json.utf8 }

  /// Appends `\u` and four digits; everything that needs an escape lies in the Basic Multilingual Plane.
  private mutating func appendEscape(_ value: UInt32) {
    let digits = String(value, radix: 16, uppercase: true)
    bytes += "\\u".utf8
    bytes += String(repeating: "0", count: 4 - digits.count).utf8
    bytes += digits.utf8
  }
}

extension Unicode.Scalar {
  /// Whether our JSON writes it as `\u` and four digits.
  fileprivate var needsEscape: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
