import TextUI

/// Lines of text, each in a role, that may be longer than the place they are shown in.
struct ScrolledText: Equatable {
  /// A line as it is drawn.
  struct Line: Equatable {
    var text: DisplayText
    var role: Role
    /// What the line is about, where lines are a list.
    var target: Search.Hit?
  }

  /// All lines.
  private(set) var lines: [Line] = []

  /// Adds a line of our own.
  mutating func append(_ text: DisplayText, role: Role, target: Search.Hit? = nil) {
    lines.append(Line(text: text, role: role, target: target))
  }

  /// Whether the lines are a list that one goes through line by line.
  var isList: Bool { lines.first?.target != nil }

  /// The first line on screen while one is at a line.
  func firstLine(at line: Int, rows: Int) -> Int {
    guard isList else { return min(max(0, line), scrollLimit(rows: rows)) }
    return Window(count: lines.count, rows: rows, cursor: line).visible.lowerBound
  }

  /// Adds a text that is wrapped to a number of columns.
  mutating func append(wrapping text: DisplayText, columns: Int, role: Role = .text) {
    for line in text.lines(columns: max(1, columns)) { lines.append(Line(text: line, role: role)) }
  }

  /// How far down the text can be scrolled in so many rows.
  func scrollLimit(rows: Int) -> Int { max(0, lines.count - rows) }

  /// Says which lines are on screen; empty when all of them are.
  func position(scroll: Int, rows: Int) -> DisplayText {
    guard lines.count > rows, rows > 0 else { return "" }
    let first = min(scroll, scrollLimit(rows: rows))
    return "  lines \(first + 1)-\(min(lines.count, first + rows)) of \(lines.count)"
  }

  /// Draws the lines from `scroll` on.
  func draw(scroll: Int, in rect: Rect, on screen: inout Screen) {
    let first = min(max(0, scroll), scrollLimit(rows: rect.rows))
    for (row, line) in lines.dropFirst(first).prefix(max(0, rect.rows)).enumerated() {
      screen.draw(
        line.text,
        at: Point(row: rect.row + row, column: rect.column),
        role: line.role,
        maxColumns: rect.columns
      )
    }
  }
}
