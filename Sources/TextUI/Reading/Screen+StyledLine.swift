extension Screen {
  /// Draws a line on the first row of a rectangle.
  ///
  /// Where something is cut off, a sign in the role `badge` stands in its place: `‹` on the left, `›` on the
  /// right.
  /// - Parameters:
  ///   - line: The line.
  ///   - rect: Where it may be drawn.
  ///   - offset: How many columns a line that scrolls is moved to the left.
  public mutating func draw(_ line: StyledLine, in rect: Rect, scrolledBy offset: Int = 0) {
    let shift = line.scrolls ? min(max(0, offset), Int(UInt16.max)) : 0
    let first = max(0, shift - line.indentation)
    let (blank, room) = rect.splitLeft(max(0, line.indentation - shift))
    guard !room.isEmpty else {
      if !line.text.isEmpty { put(.cutRight, at: Point(row: rect.row, column: blank.endColumn - 1)) }
      return
    }
    let isCut = draw(line, columns: first..<first + room.columns, at: room.origin).isCut
    if first > 0, !line.text.isEmpty { put(.cutLeft, at: rect.origin) }
    if isCut { put(.cutRight, at: Point(row: rect.row, column: rect.endColumn - 1)) }
  }

  /// Draws some columns of a line's text, the first of them at a point.
  ///
  /// A wide cell that would be cut leaves a blank; substitutes have a role of their own where no span lies.
  /// - Returns: Columns used, those outside the screen included, and whether there is more on the right.
  @discardableResult
  mutating func draw(
    _ line: StyledLine,
    columns window: Range<Int>,
    at point: Point
  ) -> (used: Int, isCut: Bool) {
    guard (0..<size.rows).contains(point.row) else { return (0, false) }
    let text = line.text
    return text.withCells { cells in
      var column = 0
      var substitutes = text.substitutes[...]
      var spans = line.spans[...]
      while let cell = cells.next(column: column) {
        let end = column + cell.width
        guard column < window.upperBound else { return (window.count, true) }
        defer { column = end }
        guard end > window.lowerBound else { continue }
        while let first = substitutes.first, first.end <= cell.start { substitutes.removeFirst() }
        while let first = spans.first, first.columns.upperBound <= column { spans.removeFirst() }
        let isSubstitute = cell.kind == .lineEnd || substitutes.first.map { $0.start <= cell.start } ?? false
        let role =
          spans.first.flatMap { $0.columns.lowerBound <= column ? $0.role : nil }
          ?? (isSubstitute ? Role.substitute : line.role)
        let visible = (column..<end).clamped(to: window)
        let place = Point(row: point.row, column: point.column + visible.lowerBound - window.lowerBound)
        if cell.kind == .tab || visible.count < cell.width {
          fill(Rect(row: place.row, column: place.column, rows: 1, columns: visible.count), role: role)
          if end > window.upperBound { return (window.count, true) }
        } else if cell.kind == .lineEnd {
          put(OwnGlyph.lineEnd.cell, at: place, role: role)
        } else {
          put(CellText(text.bytes[cell.start..<cell.end], width: cell.width), at: place, role: role)
        }
      }
      return (max(0, column - window.lowerBound), false)
    }
  }

  private mutating func put(_ sign: OwnGlyph, at point: Point) {
    put(sign.cell, at: point, role: .badge)
  }
}
