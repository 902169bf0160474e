import TextUI

extension State {
  /// Gives the list of clusters that stands beside the candidates more columns, or less.
  mutating func widenList(by columns: Int) {
    guard RoomLayout.isWide(size) else {
      notice = Notice(
        "From \(RoomLayout.wideColumns) columns on the list of clusters has a width of its own."
      )
      return
    }
    let before = RoomLayout(self).clusters.columns
    place.panes.clusterColumns = before + columns
    let after = RoomLayout(self).clusters.columns
    place.panes.clusterColumns = after
    if after == before { notice = Notice("The list cannot be any \(columns > 0 ? "wider" : "narrower").") }
    clampScroll()
  }

  /// Gives the list above the texts more rows, or less.
  mutating func heightenList(by rows: Int) {
    let before = listRows
    place.panes.listRows = before + rows
    let after = listRows
    // A list that needs fewer rows than it may have keeps the wish for longer ones.
    if after == before {
      if rows < 0 { place.panes.listRows = after }
      notice = Notice(
        rows > 0 ? "The list has all the rows that it can use." : "The list cannot be any shorter."
      )
    }
    clampScroll()
  }

  private var listRows: Int {
    let layout = RoomLayout(self)
    return RoomLayout.isWide(size) || place.pane != .clusters ? layout.candidates.rows : layout.clusters.rows
  }
}
