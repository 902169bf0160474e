import Curation
public import TextUI

/// Draws a state on a screen of the state's size.
public func render(_ state: State) -> Screen { render(state, after: nil).screen }

/// Draws a state on a screen of the state's size; what the frame before shows as well is taken over from it.
public func render(_ state: State, after before: Frame?) -> Frame {
  var canvas = Canvas(size: state.size, after: before)
  switch state.layers.last {
  case .page(let page, let line):
    PageView(page, state: state, keyMap: state.keyMap).draw(at: line, on: &canvas.screen)
  case .map(let sheet):
    MapView(sheet: sheet, state: state, keyMap: state.keyMap).draw(on: &canvas.screen)
  default:
    if RoomLayout.isTooSmall(state.size) {
      drawTooSmall(state, on: &canvas.screen)
    } else {
      drawRoom(state, on: &canvas)
    }
  }
  if let cursor = canvas.screen.cursor, !canvas.screen.bounds.contains(cursor) { canvas.screen.cursor = nil }
  return canvas.frame
}

private func drawRoom(_ state: State, on canvas: inout Canvas) {
  let layout = RoomLayout(state)
  HeaderLine(state).draw(in: layout.header, on: &canvas.screen)
  ClusterList(state).draw(in: layout.clusters, on: &canvas)
  CandidateList(state).draw(in: layout.candidates, on: &canvas.screen)
  ScrollingPane.text(of: state).draw(in: layout.text, on: &canvas.screen)
  ScrollingPane.rationale(of: state).draw(in: layout.rationale, on: &canvas.screen)
  FooterLine(state, keyMap: state.keyMap).draw(in: layout.footer, on: &canvas)
  drawMenu(over: layout, state, on: &canvas)
}

private func drawMenu(over layout: RoomLayout, _ state: State, on canvas: inout Canvas) {
  let texts = Rect(joining: layout.text, layout.rationale)
  switch state.layers.last {
  case .reasons(let draft): ReasonMenu(draft, in: state).draw(over: texts, on: &canvas.screen)
  case .orders:
    let hasRoom = texts.rows > state.orderKeys.count
    let area = hasRoom ? texts : Rect(joining: layout.candidates, texts)
    OrderMenu(current: state.place.list.order, keys: state.orderKeys).draw(over: area, on: &canvas.screen)
  case .welcome:
    let body = canvas.screen.bounds.splitTop(1).rest.splitBottom(1).rest
    Welcome(keyMap: state.keyMap, mode: state.project.mode).draw(in: body, on: &canvas.screen)
  default: return
  }
  canvas.forgetLines()
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
