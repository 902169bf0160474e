import TextUI

extension State {
  /// Lines that a notch of the wheel is worth.
  private static let notch = 3

  /// Takes what the mouse did: a press selects, a second one opens, the wheel scrolls what is under it.
  ///
  /// Nothing that the mouse does decides. Where a question or a text field is open it does nothing.
  mutating func receive(_ mouse: MouseEvent, keyMap: KeyMap) -> [Effect] {
    switch (layers.last, mouse.action) {
    case (_, .release): return []
    case (.welcome, .press):
      layers.removeLast()
      return []
    case (.page(let page, let line), .press): return press(at: mouse, on: page, line: line, keyMap: keyMap)
    case (.page(let page, _), .wheelDown): return turn(.moveDown, on: page, keyMap: keyMap)
    case (.page(let page, _), .wheelUp): return turn(.moveUp, on: page, keyMap: keyMap)
    case (.map(let sheet), .press): return press(at: mouse, on: sheet)
    case (.map(let sheet), .wheelUp): return perform(.zoomIn, on: sheet)
    case (.map(let sheet), .wheelDown): return perform(.zoomOut, on: sheet)
    case (nil, .press): return press(at: mouse, keyMap: keyMap)
    case (nil, .wheelDown): scroll(at: mouse.point, by: Self.notch)
    case (nil, .wheelUp): scroll(at: mouse.point, by: -Self.notch)
    default: break
    }
    return []
  }

  private mutating func press(at mouse: MouseEvent, keyMap: KeyMap) -> [Effect] {
    guard !RoomLayout.isTooSmall(size), let target = target(at: mouse.point) else { return [] }
    // What was selected by the first press may have moved to another row since.
    if isSecond(Click(row: mouse.point.row, pane: target.pane, time: mouse.time)) {
      return perform(.open, keyMap: keyMap)
    }
    notice = nil
    switch (target.pane, target.index) {
    case (.clusters, let index?): go(toCluster: listing[index])
    case (.candidates, let index?): move(toCandidate: index)
    default: break
    }
    place.pane = target.pane
    clampScroll()
    return []
  }

  private mutating func press(at mouse: MouseEvent, on page: Page, line: Int, keyMap: KeyMap) -> [Effect] {
    guard let pressed = PageView(page, state: self, keyMap: keyMap).line(at: mouse.point, whileAt: line)
    else {
      return []
    }
    if isSecond(Click(row: mouse.point.row, pane: nil, time: mouse.time)) {
      return perform(.open, on: page, keyMap: keyMap)
    }
    notice = nil
    layers[layers.count - 1] = .page(page, line: pressed)
    return []
  }

  /// Puts the cursor on the instruction nearest to the pointer; a second press goes there.
  private mutating func press(at mouse: MouseEvent, on sheet: MapSheet) -> [Effect] {
    let picture = MapLayout(size).picture
    guard case .open(var position) = sheet, picture.contains(mouse.point) else { return [] }
    if isSecond(Click(row: mouse.point.row, pane: nil, time: mouse.time)) { return perform(.open, on: sheet) }
    let before = position.point
    position.go(
      toRow: mouse.point.row - picture.row,
      column: mouse.point.column - picture.column,
      in: picture.size
    )
    layers[layers.count - 1] = .map(.open(position))
    return position.point == before ? [] : [.locate(row: position.row)]
  }

  /// Keeps a press and tells whether it is the second of a double click.
  private mutating func isSecond(_ click: Click) -> Bool {
    let isSecond = lastClick?.isDoubled(by: click) ?? false
    lastClick = isSecond ? nil : click
    return isSecond
  }

  private mutating func scroll(at point: Point, by lines: Int) {
    guard !RoomLayout.isTooSmall(size), let target = target(at: point) else { return }
    move(by: lines, in: target.pane)
  }

  private mutating func turn(_ command: Command, on page: Page, keyMap: KeyMap) -> [Effect] {
    var effects: [Effect] = []
    for _ in 0..<Self.notch { effects += perform(command, on: page, keyMap: keyMap) }
    return effects
  }
}
