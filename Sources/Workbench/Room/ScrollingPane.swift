import TextUI

/// A pane with a heading and a text that scrolls below it.
struct ScrollingPane {
  /// What the text is.
  let heading: DisplayText
  /// What follows the heading, in at most a number of columns; empty where there is no room for it.
  var aside: (_ columns: Int) -> DisplayText = { _ in "" }
  /// Whether the pane holds the keys.
  let isFocused: Bool
  /// How many lines the text is scrolled down.
  let scroll: Int
  /// How many columns code and tables are scrolled sideways.
  let columnOffset: Int
  /// The text, wrapped to a number of columns.
  let content: (_ columns: Int) -> TextFlow

  func draw(in rect: Rect, on screen: inout Screen) {
    guard !rect.isEmpty else { return }
    let (top, body) = rect.splitTop(1)
    var text = content(columns(of: body))
    text.layOut(toLine: scroll + body.rows)
    let lead = (isFocused ? "> " : "  ") + heading
    let position = text.position(scroll: scroll, rows: body.rows)
    let tail = (position.isEmpty ? "" : "  ") + position
    let aside = aside(top.columns - lead.width - tail.width - 2)
    let title = lead + (aside.isEmpty ? "" : "  ") + aside + tail
    screen.draw(title.truncated(to: top.columns), at: top.origin, role: .heading)
    let place = Rect(
      row: body.row,
      column: body.column + 2,
      rows: body.rows,
      columns: max(0, columns(of: body))
    )
    text.draw(scroll: scroll, columnOffset: columnOffset, in: place, on: &screen)
    if isFocused { screen.cursor = top.origin }
  }

  /// How far the text can be scrolled down and sideways when one wants to be `line` lines down.
  func limits(in rect: Rect, at line: Int) -> (lines: Int, columns: Int) {
    let body = rect.splitTop(1).rest
    var text = content(columns(of: body))
    text.layOut(toLine: line + body.rows)
    let lines = text.scrollLimit(rows: body.rows)
    let size = Size(rows: body.rows, columns: max(0, columns(of: body)))
    return (lines, text.columnLimit(scroll: min(line, lines), size: size))
  }

  /// Two columns of margin on the left, one on the right.
  private func columns(of body: Rect) -> Int { body.columns - 3 }
}
