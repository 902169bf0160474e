import Curation
import Foundation
import TestSupport
import Testing

@Suite struct DuplicateKeyTests {
  private func key(_ text: String, _ input: String = "") -> DuplicateKey {
    DuplicateKey(of: Instruction(id: InstructionID("x"), text: text, input: input))
  }

  @Test(arguments: ["a b", "a  b", " a\tb\n", "a\u{A0}b", "a\u{2003}b"])
  func `white space does not make a difference`(text: String) {
    #expect(key(text) == key("a b"))
  }

  @Test func `composed and decomposed letters are the same text`() {
    #expect(key("caf\u{E9}") == key("cafe\u{301}"))
  }

  @Test func `case, punctuation and the border between instruction and input do`() {
    #expect(key("A b") != key("a b"))
    #expect(key("a b.") != key("a b"))
    #expect(key("a", "b") != key("a b"))
    #expect(key("ab") != key("a b"))
  }

  /// What the key of a text alone should be, put together character by character.
  private func reference(_ text: String) -> [UInt8] {
    let scalars = text.precomposedStringWithCanonicalMapping.unicodeScalars
    let words = scalars.split { $0.properties.isWhitespace }
    return Array(words.map { Array(String($0).utf8) }.joined(separator: [0x20]))
  }

  @Test func `exactly what Unicode calls white space is taken for it`() {
    for scalar in (UInt32(1)...0x3100).compactMap(Unicode.Scalar.init) {
      let text = "a\(String(scalar))b"
      #expect(key(text).bytes == reference(text) + [0x1F], "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test func `white space is joined wherever it stands`() {
    for length in 0...20 {
      for place in 0...length {
        for space in [" ", "  ", "\n", " \t", "\u{A0}", "\u{3000} ", "é", "–"] {
          var text = String(repeating: "x", count: length)
          text.insert(contentsOf: space, at: text.index(text.startIndex, offsetBy: place))
          #expect(key(text).bytes == reference(text) + [0x1F])
          #expect(key("y ", text).bytes == [0x79, 0x1F] + reference(text))
        }
      }
    }
  }

  @Test func `any text has the key that it should`() {
    var generator = SplitMix(state: 5)
    let pieces = [
      "a", "b", "word", " ", " ", "  ", "\n", "\t", "\u{1F}", "\u{7F}", "é", "e\u{301}", "\u{301}", "\u{323}",
      "–", "“", "\u{2028}", "\u{2003}", "\u{A0}", "\u{85}", "\u{1680}", "\u{3000}", "\u{3001}", "漢", "한",
      "\u{1112}\u{1161}\u{11AB}", "\u{212B}", "\u{1D15E}", "🐎", "Ͷ", "\u{37E}",
    ]
    for _ in 0..<4_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...24, using: &generator) {
        text += pieces.randomElement(using: &generator) ?? ""
      }
      #expect(key(text).bytes == reference(text) + [0x1F], "\(text.debugDescription)")
    }
  }

  @Test func `equal keys have equal hashes`() {
    #expect(key(" a  b").hashValue == key("a b").hashValue)
    #expect(key("a b").hashValue != key("a", "b").hashValue)
  }
}
