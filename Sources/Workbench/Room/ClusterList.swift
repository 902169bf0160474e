import Curation
import TextUI

/// The list of clusters with number, state and label.
struct ClusterList {
  private let state: State

  /// From how many columns on the heading has room for the list's name.
  private static let leastForName = 26

  init(_ state: State) { self.state = state }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let isFocused = state.place.pane == .clusters
    let (title, list) = rect.splitTop(1)
    let here: DisplayText = state.listing.place(of: state.place.cluster).map { "\($0 + 1)" } ?? "-"
    let whole: DisplayText = "\(state.listing.count)"
    let position =
      state.isFiltering ? "filtering…" : here + "/" + (state.listing.isWhole ? whole : state.listTitle)
    // In a narrow list the numbers matter more than the word.
    let heading: DisplayText = title.columns < Self.leastForName ? position : "CLUSTERS  " + position
    canvas.screen.draw(
      ((isFocused ? "> " : "  ") + heading).truncated(to: max(0, title.columns - 1)),
      at: title.origin,
      role: .heading,
      maxColumns: title.columns
    )
    let window = Window(count: state.listing.count, rows: list.rows, cursor: state.clusterIndex)
    let width = "\(state.listing.total)".count
    for (row, index) in window.visible.enumerated() {
      let place = Rect(row: list.row + row, column: list.column, rows: 1, columns: max(0, list.columns - 1))
      let line = line(about: state.listing[index], numberWidth: width)
      canvas.draw(.cluster(line), in: place)
      if line.isCurrent && isFocused { canvas.screen.cursor = place.origin }
    }
  }

  private func line(about cluster: Int, numberWidth: Int) -> ClusterLine {
    let summary = state.summaries[cluster]
    let isCurrent = cluster == state.place.cluster
    return ClusterLine(
      number: cluster,
      numberWidth: numberWidth,
      mark: mark(of: cluster),
      label: summary?.label ?? "",
      topic: summary?.topic,
      isFlagged: summary?.isFlagged ?? false,
      hasNote: summary?.hasNote ?? false,
      isCurrent: isCurrent,
      isFocused: isCurrent && state.place.pane == .clusters
    )
  }

  /// The place in the list of what stands at a point.
  func index(at point: Point, in rect: Rect) -> Int? {
    let list = rect.splitTop(1).rest
    return Window(count: state.listing.count, rows: list.rows, cursor: state.clusterIndex)
      .index(atRow: point.row - list.row)
  }

  private func mark(of cluster: Int) -> ClusterLine.Mark {
    if state.unsaved.contains(where: { $0.cluster == cluster }) { return .unsaved }
    if state.pending[cluster] != nil { return .pending }
    if let verdict = state.verdicts[cluster] { return .verdict(verdict) }
    guard state.project.mode == .assisted, let summary = state.summaries[cluster] else { return .open }
    return summary.isRanked ? .open : .unranked
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
