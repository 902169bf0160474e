import Curation
import TextUI

/// Asks for the order of the list: one key for each.
struct OrderMenu {
  let current: ClusterOrder
  let keys: [ClusterOrder.Key]

  func draw(over rect: Rect, on screen: inout Screen) {
    screen.fill(rect, role: .text)
    let (top, body) = rect.splitTop(1)
    screen.draw("  LIST CLUSTERS BY", at: top.origin, role: .heading, maxColumns: top.columns)
    for (row, key) in keys.enumerated() where row < body.rows {
      let point = Point(row: body.row + row, column: body.column + 2)
      let width = screen.draw("\(untrusted: String(key.letter))", at: point, role: .key)
      var line = "  " + key.title.padded(to: 14)
      line += key == current.key ? "now; once more turns it round" : key.summary
      screen.draw(
        line.truncated(to: max(0, body.columns - 2 - width)),
        at: Point(row: point.row, column: point.column + width)
      )
    }
  }
}
