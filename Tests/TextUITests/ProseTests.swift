import TestSupport
import Testing

@testable import TextUI

@Suite struct ProseTests {
  /// The lines as text, indentation included; `»` stands before lines that scroll.
  private func lines(_ text: String, columns: Int = 20, form: Prose.Form = .scrollingCode) -> [String] {
    var prose = Prose(DisplayText(untrusted: text, as: .body), columns: columns, form: form)
    prose.layOut(toLine: .max)
    return prose.lines(0..<prose.lineCount).map { line in
      (line.scrolls ? "»" : "") + String(repeating: " ", count: line.indentation) + line.text.plainText
    }
  }

  /// The parts of the first line that are not plain, as `column-column role`.
  private func spans(_ text: String, search: String = "") -> [String] {
    let prose = Prose(DisplayText(untrusted: text, as: .body), columns: 60, search: SearchText(search))
    return prose.lines(0..<1).flatMap(\.spans).map {
      "\($0.columns.lowerBound)-\($0.columns.upperBound) \($0.role)"
    }
  }

  @Test(
    arguments: [
      ("- one two three four five", ["- one two three four", "  five"]),
      ("10. one two three four", ["10. one two three", "    four"]),
      ("2) one two three four five", ["2) one two three", "   four five"]),
      ("  * one two three four", ["  * one two three", "    four"]),
      ("> one two three four five", ["> one two three four", "  five"]),
      ("> > - one two three four", ["> > - one two three", "      four"]),
      ("  one two three four five", ["  one two three four", "  five"]),
      ("-one two three four five", ["-one two three four", "five"]),
      ("1.5 two three four five six", ["1.5 two three four", "five six"]),
      ("- 日本語のテキストです。次", ["- 日本語のテキストで", "  す。次"]),
    ] as [(String, [String])]
  )
  func `items and quotes hang`(text: String, expected: [String]) {
    #expect(lines(text) == expected)
  }

  @Test func `marks on a space are not swallowed at a break`() {
    #expect(lines("one \u{301}two", columns: 4).joined() == "one \u{301}two")
  }

  @Test func `deep nesting leaves half of the columns`() {
    let deep = lines(String(repeating: "> ", count: 40) + "word", columns: 10)
    #expect(deep.dropFirst().allSatisfy { $0.hasPrefix("     ") && $0.count <= 10 })
    #expect(lines("- ab cd", columns: 3) == ["-", "ab", "cd"])
  }

  @Test func `fenced code keeps its lines, and the fences show`() {
    let text = "See:\n```swift\nlet answer = compute(everything)\n\n```\nand so on and on and on"
    #expect(
      lines(text) == [
        "See:", "»```swift", "»let answer = compute(everything)", "»", "»```", "and so on and on and", "on",
      ]
    )
    #expect(lines(text, form: .wrappingCode).contains("let answer ="))
  }

  @Test(
    arguments: [
      "```\ncode code code code code code",
      "~~~\n```\ncode code code code code code",
      "````\n```\ncode code code code code code",
      "``` x\n``` y\ncode code code code code code",
    ]
  )
  func `a fence that nothing closes goes on to the end`(text: String) {
    #expect(lines(text).last == "»code code code code code code")
  }

  @Test(
    arguments: [
      "``` ` ```\nword word word word word word",
      "``\nword word word word word word",
      "~~~\n~~~~\nword word word word word word",
      "- ```\n  ```\nword word word word word word",
      "> ```\n> ```\nword word word word word word",
    ]
  )
  func `what is no open fence ends no wrapping`(text: String) {
    #expect(Array(lines(text).suffix(2)) == ["word word word word", "word word"])
  }

  @Test(
    arguments: [
      ("text\n\n    one two three four five", true),
      ("    one two three four five", true),
      ("\tone two three four five", true),
      ("text\n    one two three four five", false),
      ("- item\n\n    one two three four five", false),
      ("- item\n\n      one two three four five", true),
      ("text\n\n    " + String(repeating: "long ", count: 40), false),
    ]
  )
  func `indented code keeps its lines, paragraphs do not`(text: String, isCode: Bool) {
    #expect(lines(text).contains { $0.hasPrefix("»") } == isCode)
  }

  @Test(
    arguments: [
      ("| a long cell | another cell |", 1),
      ("name | value of it\n--- | ---\none thing | another\n\nnot | a row of it, no", 3),
      ("one\ttwo\tthree\nfour\tfive\tsix\n\nseven eight nine", 2),
      ("a lone\ttab in a line of prose", 0),
      ("1.\tone two three four\n2.\tone two three four", 0),
      ("this | that and so on and so forth", 0),
      ("| " + String(repeating: "wide ", count: 90) + "|", 0),
    ]
  )
  func `tables keep their lines`(text: String, rows: Int) {
    #expect(lines(text).count { $0.hasPrefix("»") } == rows)
  }

  @Test(
    arguments: [
      ("a **strong** part", ["2-12 heading"]),
      ("**a** **b**", ["0-5 heading", "6-11 heading"]),
      ("***both***", ["1-9 heading"]),
      ("2 ** 3 ** 4", []),
      ("**never closed", []),
      ("a ****", []),
      ("漢 **字** x", ["3-9 heading"]),
      ("```\n**code**", []),
    ] as [(String, [String])]
  )
  func `strong parts are set off, with their marks`(text: String, expected: [String]) {
    #expect(spans(text) == expected)
  }

  @Test(arguments: [
    ("# Title", true), ("###### x", true), ("#tag", false), ("####### x", false), ("#", true),
  ])
  func `headings are set off`(text: String, isHeading: Bool) {
    let prose = Prose(DisplayText(untrusted: text, as: .body), columns: 60)
    #expect(prose.lines(0..<1).map(\.role) == [isHeading ? .heading : .text])
  }

  @Test func `finds come before marks, and marks before emphasis`() {
    let text = DisplayText(untrusted: "**abcdef**", as: .body)
    let prose = Prose(
      text,
      columns: 60,
      marks: [TextMark(range: 3..<6, role: .overridden)],
      search: SearchText("C")
    )
    let spans = prose.lines(0..<1).flatMap(\.spans)
    #expect(spans.map(\.role) == [.heading, .overridden, .match, .overridden, .heading])
    #expect(spans.map(\.columns) == [0..<3, 3..<4, 4..<5, 5..<6, 6..<10])
  }

  @Test func `a find goes on across a wrap`() {
    let text = DisplayText(untrusted: "one two three", as: .body)
    let prose = Prose(text, columns: 7, search: SearchText("two three"))
    #expect(prose.lines(0..<9).map { $0.spans.map(\.columns) } == [[4..<7], [0..<5]])
    let long = Prose(
      DisplayText(untrusted: "abcdefghij", as: .body),
      columns: 4,
      search: SearchText("cdefghi")
    )
    #expect(long.lines(0..<9).map { $0.spans.map(\.columns) } == [[2..<4], [0..<4], [0..<1]])
    #expect(long.lines(1..<2).map { $0.spans.map(\.columns) } == [[0..<4]])
  }

  @Test func `a plain form has no structure`() {
    let text = "# **a**\n- one two three four five\n```\ncode code code code code code"
    #expect(
      lines(text, form: .plain) == [
        "# **a**", "- one two three four", "five", "```", "code code code code", "code code",
      ]
    )
  }

  @Test(arguments: [(80, 24, "reading"), (36, 24, "reading-narrow")])
  func `a picture shows how texts are read`(columns: Int, rows: Int, name: String) throws {
    let text = """
      # Größe und 大小

      Compare **Reno** and **CUBIC** on a link with 5 % random loss: 比較してください、二つのアルゴリズムを。

      1. Say what each of them does after a loss, and why; cite the paper you rely on.
         - nested: windows, thresholds, timeouts and whatever else you think matters
      > quoted from https://example.org/a/very/long/path/that/goes/on/and/on?query=QUJDREVGR0hJSktMTU5PUFFS

      ```python
      def reno(window, threshold):  # a comment that is much too long for a window as narrow as this, 長いです
          return threshold / 2
      ```

      | algorithm | after a loss         | e\u{301}t\u{1B}[1m |
      |-----------|----------------------|-----|
      """
    var prose = Prose(
      DisplayText(untrusted: text, as: .body),
      columns: columns - 2,
      search: SearchText("LOSS")
    )
    prose.layOut(toLine: rows)
    var screen = Screen(size: Size(rows: rows, columns: columns))
    for (row, line) in prose.lines(0..<rows).enumerated() {
      let place = Rect(row: row, column: 2, rows: 1, columns: columns - 2)
      screen.draw(line, in: place, scrolledBy: columns < 80 ? 9 : 0)
    }
    try expectScreen(screen, matches: name)
  }
}
