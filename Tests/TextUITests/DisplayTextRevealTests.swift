import Testing
import TextUI

@Suite struct DisplayTextRevealTests {
  static let samples = [
    "plain", "back\\slash \\u{41}", "a\u{1B}[31m\r\n\t\0", "e\u{301} \u{301}", "👨‍👩‍👧‍👦 🇫🇷 👍🏽 1️⃣",
    "A" + String(repeating: "\u{301}", count: 9), "\u{202E}x\u{E0041}\u{FEFF}\u{A0}\u{3000}", "漢字 שלום",
  ]

  @Test(arguments: samples)
  func `undoing the escapes gives back what was received`(sample: String) throws {
    let revealed = DisplayText.revealing(sample)
    let bytes = try unescaped(revealed.plainText)
    #expect(bytes == Array(sample.utf8), "\(revealed.plainText)")
    let inASCII = Repertoire.$current.withValue(.ascii) { DisplayText.revealing(sample).plainText }
    #expect(inASCII.utf8.allSatisfy { $0 < 0x80 })
    #expect(try unescaped(inASCII) == Array(sample.utf8))
  }

  @Test func `bytes that are not UTF-8 come back too`() throws {
    let received: [UInt8] = [0x41, 0xFF, 0xE2, 0x82, 0x42, 0x5C]
    #expect(try unescaped(DisplayText.revealing(received).plainText) == received)
    #expect(DisplayText.revealing(received).plainText == #"A\x{FF}\x{E2}\x{82}B\\"#)
  }

  @Test func `every scalar that does not show alone is escaped`() {
    #expect(DisplayText.revealing("a\u{200D}\u{301}b").plainText == #"a\u{200D}\u{301}b"#)
    #expect(DisplayText.revealing("👍🏽").plainText == #"👍\u{1F3FD}"#)
  }

  /// Undoes the escapes, as their description says.
  private func unescaped(_ text: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let first = rest.unicodeScalars.first {
      rest.unicodeScalars.removeFirst()
      guard first == "\\" else {
        bytes += Array(String(first).utf8)
        continue
      }
      let kind = try #require(rest.unicodeScalars.first)
      rest.unicodeScalars.removeFirst()
      if kind == "\\" {
        bytes.append(UInt8(ascii: "\\"))
        continue
      }
      let end = try #require(rest.firstIndex(of: "}"))
      let value = try #require(UInt32(rest.dropFirst().prefix(upTo: end), radix: 16))
      rest = rest[rest.index(after: end)...]
      bytes += kind == "x" ? [UInt8(value)] : Array(String(try #require(UnicodeScalar(value))).utf8)
    }
    return bytes
  }
}
