import TestSupport
import Testing

@testable import TextUI

@Suite struct StyledLineTests {
  private func row(_ line: StyledLine, columns: Int, offset: Int = 0) -> String {
    var screen = Screen(size: Size(rows: 1, columns: columns))
    screen.draw(line, in: screen.bounds, scrolledBy: offset)
    return screen.text(ofRow: 0)
  }

  private func code(_ text: String, indentation: Int = 0) -> StyledLine {
    StyledLine(DisplayText(untrusted: text, as: .body), indentation: indentation, scrolls: true)
  }

  @Test(
    arguments: [
      ("abcdef", 6, 0, "abcdef"),
      ("abcdef", 5, 0, "abcd›"),
      ("abcdef", 5, 1, "‹cdef"),
      ("abcdefgh", 5, 2, "‹def›"),
      ("abc", 5, 2, "‹    "),
      ("abc", 5, 9, "‹    "),
      ("", 5, 9, "     "),
      ("abc", 5, -3, "abc  "),
      ("漢字仮名", 6, 0, "漢字 ›"),
      ("漢字仮名", 5, 0, "漢字›"),
      ("漢字仮名", 7, 1, "‹字仮名"),
      ("漢字仮名", 6, 1, "‹字仮›"),
      ("a\tbc", 4, 2, "‹ bc"),
      ("ab", 1, 0, "›"),
      ("ab", 0, 0, ""),
    ]
  )
  func `what is cut off has a sign in its place`(text: String, columns: Int, offset: Int, expected: String) {
    #expect(row(code(text), columns: columns, offset: offset) == expected)
  }

  @Test(arguments: [(0, "  abc›"), (1, " abcd›"), (2, "abcde›"), (3, "‹cdefg"), (9, "‹     ")])
  func `an indentation scrolls, too`(offset: Int, expected: String) {
    #expect(row(code("abcdefg", indentation: 2), columns: 6, offset: offset) == expected)
  }

  @Test func `a line that does not scroll stays, and its cut is marked`() {
    #expect(row(StyledLine("abcdef"), columns: 4, offset: 2) == "abc›")
    #expect(row(StyledLine("abc", indentation: 4), columns: 4) == "   ›")
    #expect(row(StyledLine("", indentation: 4), columns: 4) == "    ")
  }

  @Test(arguments: ["ab漢字cd\u{1B}[0m", "漢字仮名漢字", "a\tb\t漢\tc", "e\u{301}🇫🇷x"], 0...14)
  func `what shows at an offset is what shows there without one`(text: String, offset: Int) {
    let line = code(text)
    var whole = Screen(size: Size(rows: 1, columns: 60))
    whole.draw(line, in: whole.bounds)
    var part = Screen(size: Size(rows: 1, columns: 8))
    part.draw(line, columns: offset..<offset + 8, at: Point(row: 0, column: 0))
    for column in 0..<8 where part.cells[column].text != .blank && part.cells[column].text != nil {
      #expect(part.cells[column] == whole.cells[offset + column])
    }
    let cut = (0..<8).filter { part.cells[$0].text == .blank && whole.cells[offset + $0].text != .blank }
    #expect(cut.allSatisfy { $0 == 0 || $0 == 7 }, "only halves of wide cells at the edges are left out")
  }

  @Test func `spans colour their columns, at any offset`() {
    let line = StyledLine(
      "abcdef",
      spans: [.init(columns: 1..<3, role: .match), .init(columns: 4..<9, role: .key)],
      scrolls: true
    )
    var screen = Screen(size: Size(rows: 1, columns: 6))
    screen.draw(line, in: screen.bounds)
    #expect(screen.cells.map(\.role) == [.text, .match, .match, .text, .key, .key])
    screen = Screen(size: Size(rows: 1, columns: 4))
    screen.draw(line, in: screen.bounds, scrolledBy: 2)
    #expect(screen.cells.map(\.role) == [.badge, .text, .key, .key])
    #expect(line.contains(.match) && line.contains(.text) && !line.contains(.dim))
  }

  @Test func `of spans that overlap the earlier counts`() {
    let spans: [StyledLine.Span] = [
      .init(columns: 4..<6, role: .key), .init(columns: 0..<5, role: .match),
      .init(columns: 1..<2, role: .dim),
    ]
    let line = StyledLine("abcdef", spans: spans)
    #expect(line.spans.map(\.columns) == [0..<5, 5..<6] && line.spans.map(\.role) == [.match, .key])
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 3)])
  func `a line is drawn at any size`(rows: Int, columns: Int) {
    var screen = Screen(size: Size(rows: rows, columns: columns))
    for offset in [-1, 0, 1, 99, .max] {
      for row in [-1, 0, 5] {
        let place = Rect(row: row, column: -1, rows: 1, columns: 99)
        screen.draw(code("漢字\tabc", indentation: 2), in: place, scrolledBy: offset)
      }
    }
    #expect(screen.cells.count == rows * columns)
  }
}
