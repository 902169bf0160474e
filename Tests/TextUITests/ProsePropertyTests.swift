import TestSupport
import Testing

@testable import TextUI

/// Whatever a text is, all of it is shown, and no line is too wide.
@Suite struct ProsePropertyTests {
  /// Pieces that structure is made of, and some that break it.
  private static let pieces = [
    "- ", "* ", "1. ", "999999999. ", "> ", ">", "#", "# ", "**", "*", "```", "````", "~~~", "|", "---",
    " | ", "\t",
    "    ", " ", "\n", "\n\n", "\r\n", "word", "longer", "漢", "字。", "、", "한글", "e\u{301}", "🇫🇷", "👩‍🚀", "שלום",
    "\u{1B}[31m", "\u{202E}", "\0", "https://example.org/", "`", "`code`", "…",
    String(repeating: "x", count: 70),
    String(repeating: "\u{301}", count: 7), String(repeating: " ", count: 30),
  ]

  private func hostileText(seed: UInt64) -> DisplayText {
    var random = SplitMix(state: seed)
    let count = Int.random(in: 0...120, using: &random)
    let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    return DisplayText(untrusted: text, as: .body)
  }

  /// Checks that lines show a text from its beginning to its end, but for white space at the breaks.
  private func expectAll(
    of text: DisplayText,
    in lines: [StyledLine],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var offset = 0
    for line in lines {
      let shown = line.text.bytes
      while offset < text.bytes.count, !text.bytes[offset...].starts(with: shown), isWhite(text.bytes[offset])
      {
        offset += 1
      }
      guard text.bytes[offset...].starts(with: shown) else {
        Issue.record(
          "lost before byte \(offset): \(text)\n\(lines.map(\.text))",
          sourceLocation: sourceLocation
        )
        return
      }
      #expect(!shown.contains(Byte.lineEnd), sourceLocation: sourceLocation)
      offset += shown.count
    }
    #expect(text.bytes[min(offset, text.bytes.count)...].allSatisfy(isWhite), sourceLocation: sourceLocation)
    #expect(
      lines.reduce(0) { $0 + $1.text.substitutions } == text.substitutions,
      sourceLocation: sourceLocation
    )
  }

  private func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }

  @Test(arguments: [Prose.Form.scrollingCode, .wrappingCode, .plain], [1, 2, 3, 4, 7, 20, 60, 200])
  func `nothing is lost and no line is too wide`(form: Prose.Form, columns: Int) {
    for seed in UInt64(0)..<60 {
      let text = hostileText(seed: seed)
      var prose = Prose(text, columns: columns, form: form)
      prose.layOut(toLine: .max)
      #expect(prose.isComplete)
      let lines = prose.lines(0..<prose.lineCount)
      expectAll(of: text, in: lines)
      let widest = lines.filter { !$0.scrolls }.map(\.width).max() ?? 0
      #expect(widest <= max(2, columns), "seed \(seed)")
      #expect(lines.filter(\.scrolls).allSatisfy { $0.width <= 400 }, "seed \(seed)")
      #expect(form == .scrollingCode || lines.allSatisfy { !$0.scrolls })
    }
  }

  @Test(arguments: UInt64(0)..<60)
  func `a window of lines is the same as the whole`(seed: UInt64) {
    let text = hostileText(seed: seed)
    let search = SearchText(["o", "word", "wordword", "漢", " ", "<U+202E>"][Int(seed % 6)])
    let marks = [TextMark(range: min(3, text.bytes.count)..<min(40, text.bytes.count), role: .badge)]
    var prose = Prose(text, columns: 13, marks: text.isEmpty ? [] : marks, search: search)
    prose.layOut(toLine: .max)
    let whole = prose.lines(0..<prose.lineCount)
    for first in 0..<prose.lineCount {
      #expect(prose.lines(first..<first + 3) == Array(whole[first..<min(whole.count, first + 3)]))
    }
  }

  static let giants = [
    String(repeating: "word ", count: 8_000), String(repeating: "x", count: 40_000),
    String(repeating: "\n", count: 40_000), String(repeating: "> ", count: 20_000) + "end",
    String(repeating: "```\n", count: 10_001), String(repeating: "**a ", count: 10_000),
    String(repeating: "- ", count: 20_000), String(repeating: " ", count: 40_000) + "x",
    String(repeating: "|", count: 40_000), String(repeating: "a\tb\n", count: 10_000),
    String(repeating: "漢字。", count: 4_000), "# " + String(repeating: "\u{1B}", count: 20_000),
  ]

  @Test(arguments: giants)
  func `only as much is laid out as is looked at`(giant: String) {
    let text = DisplayText(untrusted: giant, as: .body)
    var prose = Prose(text, columns: 60)
    #expect(!prose.isComplete)
    let known = prose.lineCount
    prose.layOut(toLine: known)
    #expect(prose.lineCount == known)
    let first = prose.lines(0..<min(known, 50))
    prose.layOut(toLine: known + 1)
    #expect(prose.lineCount == known + 1)
    prose.layOut(toLine: .max)
    #expect(prose.isComplete)
    #expect(prose.lines(0..<first.count) == first)
    expectAll(of: text, in: prose.lines(0..<prose.lineCount))
  }

  @Test func `an empty text has no lines`() {
    var prose = Prose("", columns: 0)
    prose.layOut(toLine: 9)
    #expect(prose.isComplete && prose.lineCount == 0 && prose.lines(0..<9).isEmpty)
    #expect(prose.firstMatch(fromLine: 0) == nil)
  }

  @Test func `how far the layout has come makes no difference`() {
    let text = DisplayText(untrusted: String(repeating: "word ", count: 9_000), as: .body)
    let short = Prose(text, columns: 60)
    var long = short
    long.layOut(toLine: .max)
    #expect(short == long && short.hashValue == long.hashValue)
    #expect(short != Prose(text, columns: 61))
  }
}
