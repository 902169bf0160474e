import TestSupport
import Testing

@testable import Interchange

/// Strings are read many bytes at a time; these tests hold that against reading one byte after the other.
@Suite struct JSONStringTests {
  private enum Outcome: Equatable {
    case text([UInt8])
    case fault(at: Int)
  }

  private func outcome(_ bytes: [UInt8]) -> Outcome {
    var parser = JSONParser(bytes, nestingLimit: 1)
    do throws(JSONFault) {
      return .text(Array(try parser.parse().text?.utf8 ?? "".utf8))
    } catch {
      return .fault(at: error.offset)
    }
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
  ]

  /// What should come of a string that begins with a quote, read byte by byte.
  private func reference(_ bytes: [UInt8]) -> Outcome {
    var text: [UInt8] = []
    var start = 1
    var index = 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 { return .fault(at: index) }
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      let piece = bytes[start..<index]
      let valid = (0...piece.count).last { String(validating: piece.prefix($0), as: UTF8.self) != nil } ?? 0
      if valid < piece.count { return .fault(at: start + valid) }
      text += piece
      index += 1
      if byte == UInt8(ascii: "\"") { return index == bytes.count ? .text(text) : .fault(at: index) }
      guard index < bytes.count, let escaped = Self.escapes[bytes[index]] else { return .fault(at: index) }
      text.append(escaped)
      index += 1
      start = index
    }
    return .fault(at: bytes.count)
  }

  @Test func `a string may end anywhere`() {
    for length in 0...40 {
      let text = [UInt8](repeating: UInt8(ascii: "x"), count: length)
      let open = [UInt8(ascii: "\"")] + text
      #expect(outcome(open + [UInt8(ascii: "\"")]) == .text(text))
      #expect(outcome(open + Array("\"          ".utf8)) == .text(text))
      #expect(outcome(open) == .fault(at: length + 1))
      #expect(outcome(open + [UInt8(ascii: "\\")]) == .fault(at: length + 2))
    }
  }

  @Test(arguments: [
    [0x22], [0x5C, 0x22], [0x5C, 0x5C], [0x5C, 0x6E], [0x5C, 0x78], [0x5C], [0x00], [0x0A], [0x1F], [0x20],
    [0x21],
    [0x23], [0x5B], [0x5D], [0x7F], [0x80], [0x9F], [0xA2], [0xDC], [0xFF], [0xC3, 0xA9], [0xC3],
    [0xC0, 0x80],
    [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x90, 0x8E], [0xF0, 0x9F, 0x90], [0xF4, 0x90, 0x80, 0x80],
  ])
  func `everything is noticed wherever it stands`(piece: [UInt8]) {
    for length in 0...20 {
      for place in 0...length {
        var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: length)
        bytes.insert(contentsOf: piece, at: place)
        bytes = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
        #expect(outcome(bytes) == reference(bytes), "\(bytes)")
      }
    }
  }

  @Test func `any string is read as it would be byte by byte`() {
    var generator = SplitMix(state: 11)
    let rare: [[UInt8]] = [
      [0x22], [0x5C, 0x22], [0x5C, 0x5C], [0x5C, 0x6E], [0x5C, 0x2F], [0x5C, 0x71], [0x1F], [0x80], [0xFF],
      [0xC3],
    ]
    let common: [[UInt8]] = [
      Array("a".utf8), Array("some words ".utf8), Array("é".utf8), Array("漢".utf8), Array("🐎".utf8),
      [0x5C, 0x6E],
    ]
    var texts = 0
    for _ in 0..<20_000 {
      var bytes: [UInt8] = [0x22]
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        let isRare = Int.random(in: 0..<20, using: &generator) == 0
        bytes += (isRare ? rare : common).randomElement(using: &generator) ?? []
      }
      if Int.random(in: 0..<20, using: &generator) > 0 { bytes.append(0x22) }
      let expected = reference(bytes)
      if case .text = expected { texts += 1 }
      #expect(outcome(bytes) == expected, "\(bytes)")
    }
    #expect(texts > 8_000 && texts < 18_000)
  }

  @Test func `hexadecimal digits have both cases, and nothing else is one`() {
    #expect(
      outcome(Array(#""\u00e9\u00E9\uABCD\uabcd\u0019""#.utf8))
        == .text(Array("éé\u{ABCD}\u{ABCD}\u{19}".utf8))
    )
    for byte in UInt8.min...UInt8.max where !Character(Unicode.Scalar(byte)).isHexDigit {
      #expect(outcome(Array("\"\\u004".utf8) + [byte, 0x22]) == .fault(at: 6))
    }
  }

  @Test func `keys that begin alike are told apart by all their bytes`() throws {
    let keys = [
      "", "a", "b", "aa", "e\u{301}", "\u{E9}", "instruction of more than fifteen bytes", "instruction of",
    ]
    var object = JSONObject()
    for (place, key) in keys.enumerated() {
      object.members.append(.init(key: key, value: .number("\(place)")))
    }
    for (place, key) in keys.enumerated() { #expect(object[key] == .number("\(place)")) }
    #expect(object["instruction of more than fifteen byteS"] == nil)
  }
}
