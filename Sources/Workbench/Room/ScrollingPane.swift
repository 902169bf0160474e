import TextUI

/// A pane with a heading and a text that scrolls below it.
struct ScrollingPane {
  /// What the text is.
  let heading: DisplayText
  /// Whether the pane holds the keys.
  let isFocused: Bool
  /// How many lines the text is scrolled down.
  let scroll: Int
  /// The text, wrapped to a number of columns.
  let content: (_ columns: Int) -> ScrolledText

  func draw(in rect: Rect, on screen: inout Screen) {
    guard !rect.isEmpty else { return }
    let (top, body) = rect.splitTop(1)
    let text = content(columns(of: body))
    let title: DisplayText =
      (isFocused ? "> " : "  ") + heading + text.position(scroll: scroll, rows: body.rows)
    screen.draw(title.truncated(to: top.columns), at: top.origin, role: .heading)
    text.draw(scroll: scroll, in: body.splitLeft(2).rest, on: &screen)
    if isFocused { screen.cursor = top.origin }
  }

  /// How far down the text can be scrolled.
  func scrollLimit(in rect: Rect) -> Int {
    let body = rect.splitTop(1).rest
    return content(columns(of: body)).scrollLimit(rows: body.rows)
  }

  /// Two columns of margin on the left, one on the right.
  private func columns(of body: Rect) -> Int { body.columns - 3 }
}
