import Testing
import TextUI

@Suite struct DisplayTextLayoutTests {
  private func lines(_ text: String, columns: Int) -> [String] {
    DisplayText(untrusted: text, as: .body).lines(columns: columns).map(\.plainText)
  }

  @Test(
    arguments: [
      ("", 10, []),
      ("one two three", 7, ["one two", "three"]),
      ("one two three", 8, ["one two", "three"]),
      ("one  two", 4, ["one", "two"]),
      ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
      ("  indented text here", 10, ["  indented", "text here"]),
      ("a\nb\r\nc", 10, ["a", "b", "c"]),
      ("a\n\nb\n", 10, ["a", "", "b"]),
      ("漢字仮名", 5, ["漢字", "仮名"]),
      ("漢字仮名。", 8, ["漢字仮", "名。"]),
      ("ab漢字", 4, ["ab漢", "字"]),
      ("\tx", 10, ["    x"]),
      ("a\tb", 10, ["a   b"]),
      ("日本 text", 5, ["日本", "text"]),
      ("word     ", 6, ["word  "]),
    ] as [(String, Int, [String])]
  )
  func `lines break where they may`(text: String, columns: Int, expected: [String]) {
    #expect(lines(text, columns: columns) == expected)
  }

  static let samples = [
    "The quick brown fox jumps over the lazy dog, again and again.",
    "混在 of scripts 日本語テキスト and e\u{301}\u{302} marks 🇫🇷 👨‍👩‍👧‍👦 end",
    "code:\n\tif x {\n\t\treturn\u{1B}[0m\n\t}\n",
    String(repeating: " ", count: 50) + "x",
    "שלום עולם مرحبا بالعالم",
  ]

  @Test(arguments: samples, 2...40)
  func `no line is too wide and nothing but spaces is lost`(sample: String, columns: Int) {
    let text = DisplayText(untrusted: sample, as: .body)
    let lines = text.lines(columns: columns)
    #expect(lines.allSatisfy { $0.width <= columns })
    let kept = lines.map(\.plainText).joined().filter { !$0.isWhitespace }
    #expect(kept == text.plainText.filter { !$0.isWhitespace })
    #expect(lines.reduce(0) { $0 + $1.substitutions } == text.substitutions)
    #expect(text.lines(columns: columns, limit: 2) == Array(lines.prefix(2)))
  }

  @Test(arguments: samples, [Int.min, -1, 0, 1])
  func `any number of columns comes to an end`(sample: String, columns: Int) {
    let text = DisplayText(untrusted: sample, as: .body)
    #expect(!text.lines(columns: columns).isEmpty)
    #expect(text.truncated(to: columns).width <= max(0, columns))
  }

  @Test(arguments: samples, 0...30)
  func `a truncated text fits and tells that it was cut`(sample: String, columns: Int) {
    let text = DisplayText(untrusted: sample, as: .row)
    let cut = text.truncated(to: columns)
    #expect(cut.width <= columns)
    #expect(cut == text || columns == 0 || cut.plainText.hasSuffix("…"))
  }

  @Test func `a wide cell is never halved`() {
    let text = DisplayText(untrusted: String(repeating: "漢", count: 80), as: .row)
    let cut = text.truncated(to: 80)
    #expect(cut.width == 79)
    #expect(cut.plainText == String(repeating: "漢", count: 39) + "…")
  }

  @Test func `widths count columns`() {
    #expect(DisplayText(untrusted: "漢字", as: .row).width == 4)
    #expect(DisplayText(untrusted: "e\u{301}", as: .row).width == 1)
    #expect(DisplayText(untrusted: "🇫🇷", as: .row).width == 2)
    #expect(DisplayText(untrusted: "한", as: .row).width == 2)
    #expect(DisplayText(untrusted: "\u{1112}\u{1161}\u{11AB}", as: .row).width == 2)
    #expect(DisplayText(untrusted: "a\t", as: .row).width == 4)
  }

  @Test func `padding fills up and never cuts`() {
    let text: DisplayText = "abc"
    #expect(text.padded(to: 5).plainText == "abc  ")
    #expect(text.padded(to: 2) == text)
    #expect(text.padded(to: -1) == text)
  }

  @Test(arguments: [("", "(empty)"), (" ", "(1 space)"), ("   ", "(3 spaces)"), ("a", "a")])
  func `what would show as nothing is remarked on`(text: String, expected: String) {
    #expect(DisplayText(untrusted: text, as: .row).remarkingIfBlank().plainText == expected)
  }

  @Test func `literals take numbers, texts and marked outside text`() {
    let inner: DisplayText = "inner"
    let text: DisplayText = "\(3) of \(17): \(inner) \(untrusted: "\u{1B}")"
    #expect(text.plainText == "3 of 17: inner ^[")
    #expect(text.substitutions == 1)
    #expect(text == "3 of 17: inner " + DisplayText(untrusted: "\u{1B}", as: .row))
  }
}
