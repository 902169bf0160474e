import Curation
import Testing

@Suite struct WordCountTests {
  @Test func `every white space of Unicode parts words, and nothing else does`() {
    for value in UInt32(0)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let count = "a\(Character(scalar))b".wordCount
      #expect(count == (scalar.properties.isWhitespace ? 2 : 1), "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [("", 0), (" \t\r\n", 0), ("one", 1), (" two  words ", 2), ("drei – Wörter\u{A0}hier", 4)])
  func `runs of white space part one word from the next`(text: String, count: Int) {
    #expect(text.wordCount == count)
  }
}
