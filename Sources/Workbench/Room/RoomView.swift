public import TextUI

/// Draws a state on a screen of the state's size.
public func render(_ state: State) -> Screen {
  let keyMap = state.keyMap
  var screen = Screen(size: state.size)
  switch state.layers.last {
  case .page(let page, let line):
    PageView(page, state: state, keyMap: keyMap).draw(at: line, on: &screen)
  case .map(let sheet):
    MapView(sheet: sheet, state: state, keyMap: keyMap).draw(on: &screen)
  default:
    if RoomLayout.isTooSmall(state.size) {
      drawTooSmall(state, on: &screen)
    } else {
      drawRoom(state, keyMap, on: &screen)
    }
  }
  if let cursor = screen.cursor, !screen.bounds.contains(cursor) { screen.cursor = nil }
  return screen
}

private func drawRoom(_ state: State, _ keyMap: KeyMap, on screen: inout Screen) {
  let layout = RoomLayout(state)
  HeaderLine(state).draw(in: layout.header, on: &screen)
  ClusterList(state).draw(in: layout.clusters, on: &screen)
  CandidateList(state).draw(in: layout.candidates, on: &screen)
  ScrollingPane.text(of: state).draw(in: layout.text, on: &screen)
  ScrollingPane.rationale(of: state).draw(in: layout.rationale, on: &screen)
  if case .reasons(let draft) = state.layers.last {
    ReasonMenu(draft: draft).draw(over: Rect(joining: layout.text, layout.rationale), on: &screen)
  }
  if case .orders = state.layers.last {
    let area = Rect(joining: layout.text, layout.rationale)
    OrderMenu(current: state.place.list.order).draw(over: area, on: &screen)
  }
  if case .welcome = state.layers.last {
    let body = screen.bounds.splitTop(1).rest.splitBottom(1).rest
    Welcome(keyMap: keyMap, mode: state.project.mode).draw(in: body, on: &screen)
  }
  FooterLine(state, keyMap: keyMap).draw(in: layout.footer, on: &screen)
}

private func drawTooSmall(_ state: State, on screen: inout Screen) {
  let least = RoomLayout.leastSize
  let lines: [DisplayText] = [
    "Handpick needs \(least.columns)x\(least.rows)",
    "this is \(state.size.columns)x\(state.size.rows)",
    "enlarge the window; \(state.keyMap.way(to: .back)) leaves",
  ]
  for (row, line) in lines.enumerated() where row < state.size.rows {
    screen.draw(line.truncated(to: state.size.columns), at: Point(row: row, column: 0))
  }
}

extension Rect {
  /// Whether a point lies in the rectangle.
  func contains(_ point: Point) -> Bool {
    (row..<endRow).contains(point.row) && (column..<endColumn).contains(point.column)
  }

  /// The smallest rectangle that holds two others.
  init(joining first: Rect, _ second: Rect) {
    let row = min(first.row, second.row)
    let column = min(first.column, second.column)
    self.init(
      row: row,
      column: column,
      rows: max(first.row + first.rows, second.row + second.rows) - row,
      columns: max(first.column + first.columns, second.column + second.columns) - column
    )
  }
}
