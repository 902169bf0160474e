import TextUI

/// A message on the last rows of the screen: as many as it needs, so that what to do about something is never cut.
struct Message {
  private let text: DisplayText
  private let role: Role

  /// More rows than these hide what the message is about.
  private static let mostRows = 4

  /// Makes a message of our own.
  init(_ text: DisplayText, role: Role = .notice) {
    self.text = text
    self.role = role
  }

  /// Makes a message of what just happened.
  init(_ notice: Notice) {
    self.init(notice.text, role: notice.severity == .failure ? .failure : .notice)
  }

  /// Draws it over a row and as many above it as it needs; returns how many that are.
  @discardableResult
  func draw(over rect: Rect, on screen: inout Screen) -> Int {
    let columns = max(1, rect.columns - 1)
    var lines = text.width <= columns ? [text] : text.lines(columns: columns)
    let most = max(1, min(Self.mostRows, rect.row))
    if lines.count > most {
      lines = lines.prefix(most - 1) + [(lines[most - 1] + " …").truncated(to: columns)]
    }
    for (index, line) in lines.enumerated() {
      let row = rect.row - lines.count + 1 + index
      screen.fill(Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), role: .text)
      screen.draw(" " + line, at: Point(row: row, column: rect.column), role: role, maxColumns: rect.columns)
    }
    return lines.count
  }
}
