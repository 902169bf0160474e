import TextUI

extension PageView {
  /// The line of a list that a frame shows at a point while one is at a line; nil where there is no list.
  func line(at point: Point, whileAt line: Int) -> Int? {
    let rows = max(0, state.size.rows - 2)
    if case .notes(let notes) = text {
      return notes.index(
        atRow: point.row - 1,
        whileAt: line,
        rows: rows,
        columns: max(0, state.size.columns - 4)
      )
    }
    guard case .lines(let text) = text, text.isList else { return nil }
    let index = text.firstLine(at: line, rows: rows) + point.row - 1
    return (1...max(1, rows)).contains(point.row) && text.lines.indices.contains(index) ? index : nil
  }
}
