import Curation
import TextUI

/// The few keys to begin with, in a box over the room; the first key only closes it.
struct Welcome {
  let keyMap: KeyMap
  let mode: ReviewMode

  private static let keyColumns = 11
  private static let mostColumns = 76

  func draw(in bounds: Rect, on screen: inout Screen) {
    let columns = min(Self.mostColumns, bounds.columns - 4)
    let lines = lines(columns: columns - 4 - Self.keyColumns)
    let rows = min(bounds.rows, lines.count + 4)
    let box = Rect(
      row: bounds.row + (bounds.rows - rows) / 2,
      column: bounds.column + (bounds.columns - columns) / 2,
      rows: rows,
      columns: columns
    )
    guard box.columns > Self.keyColumns + 8, box.rows > 4 else { return }
    // Whole rows, so that nothing from outside stands beside our words.
    screen.fill(Rect(row: box.row, column: bounds.column, rows: box.rows, columns: bounds.columns))
    screen.drawFrame(in: box)
    let left = box.column + 2
    screen.draw("WELCOME  six keys to begin with", at: Point(row: box.row + 1, column: left), role: .heading)
    for (index, line) in lines.prefix(rows - 4).enumerated() {
      let row = box.row + 2 + index
      screen.draw(line.key, at: Point(row: row, column: left), role: .key)
      screen.draw(line.text, at: Point(row: row, column: left + Self.keyColumns))
    }
    screen.draw("any key closes this", at: Point(row: box.endRow - 2, column: left), role: .dim)
    screen.cursor = Point(row: box.row + 1, column: left)
  }

  /// Where the ranker's pick is not to be seen there is nothing to accept.
  private var commands: [Command] {
    mode == .assisted
      ? [.accept, .override, .none, .skip, .undo, .help] : [.accept, .open, .none, .skip, .undo, .help]
  }

  private func lines(columns: Int) -> [(key: DisplayText, text: DisplayText)] {
    commands.flatMap { command in
      let summary = keyMap.bindings.first { $0.command == command }?.summary ?? ""
      let text: DisplayText =
        command == .accept && mode != .assisted
        ? "choose the candidate under the cursor" : "\(untrusted: summary)"
      return text.lines(columns: max(1, columns)).enumerated().map { index, line in
        (key: index == 0 ? keyMap.way(to: command) : "", text: line)
      }
    }
  }
}
