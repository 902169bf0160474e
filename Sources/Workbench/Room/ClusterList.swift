import Curation
import TextUI

/// The list of clusters with number, state and label.
struct ClusterList {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(in rect: Rect, on screen: inout Screen) {
    guard !rect.isEmpty else { return }
    let isFocused = state.place.pane == .clusters
    let (title, list) = rect.splitTop(1)
    let heading: DisplayText = "CLUSTERS  \(state.clusterIndex + 1)/\(state.listing.count)"
    screen.draw(
      (isFocused ? "> " : "  ") + heading,
      at: title.origin,
      role: .heading,
      maxColumns: title.columns
    )
    let window = Window(count: state.listing.count, rows: list.rows, cursor: state.clusterIndex)
    let width = "\(state.listing.total)".count
    for (row, index) in window.visible.enumerated() {
      let number = state.listing[index]
      let summary = state.summaries[number]
      let isCurrent = index == state.clusterIndex
      let mark = mark(of: number)
      let line = Rect(row: list.row + row, column: list.column, rows: 1, columns: max(0, list.columns - 1))
      let title: DisplayText = "\(number)"
      let lead: DisplayText = (isCurrent ? "> " : "  ") + title.aligned(right: width) + " "
      let role: Role = isCurrent ? (isFocused ? .cursor : .cursorIdle) : .text
      var column = line.column
      column += screen.draw(lead, at: Point(row: line.row, column: column), role: role)
      column += screen.draw(
        mark.text + (summary?.isFlagged == true ? "f" : summary?.hasNote == true ? "n" : " "),
        at: Point(row: line.row, column: column),
        role: isCurrent ? role : mark.role
      )
      let label = DisplayText(untrusted: summary?.label ?? "", as: .row)
      let room = line.column + line.columns - column
      screen.draw(label.truncated(to: max(0, room)), at: Point(row: line.row, column: column), role: role)
      if isCurrent && isFocused { screen.cursor = Point(row: line.row, column: line.column) }
    }
  }

  private func mark(of cluster: Int) -> (text: DisplayText, role: Role) {
    if state.unsaved.contains(where: { $0.cluster == cluster }) { return ("!", .failure) }
    if state.pending[cluster] != nil { return ("*", .notice) }
    if let verdict = state.verdicts[cluster] { return (verdict.letter, verdict.role) }
    guard state.project.mode == .assisted, let summary = state.summaries[cluster] else { return ("-", .open) }
    return summary.isRanked ? ("-", .open) : ("?", .open)
  }
}

/// The part of a list that fits on screen around its cursor.
///
/// It turns by half a page, since a list beside other panes cannot be scrolled by the terminal: each step at the
/// edge would send the whole list anew.
struct Window: Equatable {
  /// The rows of the list that are on screen, from 0.
  let visible: Range<Int>

  init(count: Int, rows: Int, cursor: Int) {
    guard rows > 0, count > rows else {
      visible = 0..<max(0, min(count, rows))
      return
    }
    let step = max(1, rows / 2)
    let start = min(max(0, (cursor / step) * step - step / 2), count - rows)
    visible = start..<start + rows
  }
}
