import TestSupport
import Testing
import TextUI

@Suite struct ScreenTests {
  private func screen(_ columns: Int) -> Screen { Screen(size: Size(rows: 1, columns: columns)) }
  private let start = Point(row: 0, column: 0)

  @Test func `drawing stops at the edge and tells the columns used`() {
    var screen = screen(5)
    let used1 = screen.draw("abcdefgh", at: start)
    #expect(used1 == 5)
    #expect(screen.text(ofRow: 0) == "abcde")
    let used2 = screen.draw("xy", at: Point(row: 0, column: 4))
    #expect(used2 == 1)
    #expect(screen.text(ofRow: 0) == "abcdx")
    let used3 = screen.draw("xyz", at: start, maxColumns: 2)
    #expect(used3 == 2)
    #expect(screen.text(ofRow: 0) == "xycdx")
  }

  @Test(arguments: [(-1, 0), (1, 0), (0, 9), (0, -9)])
  func `what lies outside is left out`(row: Int, column: Int) {
    var screen = screen(4)
    screen.draw("abc", at: Point(row: row, column: column))
    #expect(screen == self.screen(4))
  }

  @Test func `a text that begins left of the screen shows its end`() {
    var screen = screen(4)
    screen.draw("abcdef", at: Point(row: 0, column: -3))
    #expect(screen.text(ofRow: 0) == "def ")
  }

  @Test func `a wide cell that does not fit leaves a blank`() {
    var screen = screen(5)
    screen.draw("zzzzz", at: start)
    let used4 = screen.draw("漢字仮", at: start)
    #expect(used4 == 5)
    #expect(screen.text(ofRow: 0) == "漢字 ")
  }

  @Test func `no half of a wide cell stays behind`() {
    var screen = screen(6)
    screen.draw("漢字仮", at: start)
    screen.draw("x", at: Point(row: 0, column: 1))
    #expect(screen.text(ofRow: 0) == " x字仮")
    screen.draw("y", at: Point(row: 0, column: 2))
    #expect(screen.text(ofRow: 0) == " xy 仮")
    screen.draw("語", at: Point(row: 0, column: 3))
    #expect(screen.text(ofRow: 0) == " xy語 ")
  }

  @Test func `a tab is blank up to the next stop, a line end shows`() {
    var screen = screen(8)
    screen.draw(DisplayText(untrusted: "a\tb\nc", as: .body), at: start, role: .dim)
    #expect(screen.text(ofRow: 0) == "a   b↵c ")
    #expect(screen.cells.map(\.role) == [.dim, .dim, .dim, .dim, .dim, .substitute, .dim, .text])
  }

  @Test func `composed and decomposed letters are different screens`() {
    var composed = screen(1)
    var decomposed = screen(1)
    composed.draw("\u{E9}", at: start)
    decomposed.draw("e\u{301}", at: start)
    #expect(composed != decomposed)
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 3), (5, 2), (24, 80)])
  func `every drawing works at any size`(rows: Int, columns: Int) {
    var screen = Screen(size: Size(rows: rows, columns: columns))
    let beyond = Rect(row: -1, column: -1, rows: 99, columns: 99)
    screen.fill(beyond, role: .bar)
    screen.drawHorizontalRule(in: beyond)
    screen.drawVerticalRule(in: beyond)
    screen.setRole(.cursor, in: beyond)
    screen.draw(["漢字", "b"], in: screen.bounds)
    screen.draw("x", in: screen.bounds.splitBottom(1).bottom)
    LineEditor(text: "漢字").draw(on: &screen, in: screen.bounds)
    #expect(screen.cells.count == rows * columns)
  }

  @Test func `a picture shows text and roles`() throws {
    var screen = Screen(size: Size(rows: 4, columns: 24))
    let (bar, rest) = screen.bounds.splitTop(1)
    let title: DisplayText = "Pool  \(3) of \(17)"
    screen.draw(title.padded(to: bar.columns), in: bar, role: .bar)
    let (rule, body) = rest.splitTop(1)
    screen.drawHorizontalRule(in: rule)
    screen.draw([DisplayText(untrusted: "漢字 e\u{301}\u{1B}[0m 👨‍👩‍👧‍👦🇫🇷", as: .row), "second"], in: body)
    screen.setRole(.cursor, in: body.splitBottom(1).bottom)
    screen.cursor = Point(row: 3, column: 0)
    try expectScreen(screen, matches: "screen")
  }
}
