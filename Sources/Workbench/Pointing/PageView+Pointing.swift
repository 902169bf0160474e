import TextUI

extension PageView {
  /// The line of a list that a frame shows at a point while one is at a line; nil where there is no list.
  func line(at point: Point, whileAt line: Int) -> Int? {
    guard case .lines(let text) = text, text.isList else { return nil }
    let rows = max(0, state.size.rows - 2)
    let index = text.firstLine(at: line, rows: rows) + point.row - 1
    return (1...max(1, rows)).contains(point.row) && text.lines.indices.contains(index) ? index : nil
  }
}
