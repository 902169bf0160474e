extension Screen {
  /// Draws a text on one row, as far as there is room; line ends show as `↵`.
  ///
  /// What is cut is not marked: see `DisplayText.truncated(to:)`. Substitutes have a role of their own.
  /// - Parameters:
  ///   - text: The text.
  ///   - point: Where it begins; what lies outside the screen is left out.
  ///   - role: What it is.
  ///   - maxColumns: The most columns to use; nil for up to the right edge.
  /// - Returns: Columns used, those outside the screen included.
  @discardableResult
  public mutating func draw(
    _ text: DisplayText,
    at point: Point,
    role: Role = .text,
    maxColumns: Int? = nil
  ) -> Int {
    let limit = min(maxColumns ?? .max, size.columns - point.column)
    return draw(StyledLine(text, role: role), columns: 0..<max(0, limit), at: point).used
  }

  /// Draws a text on the first row of a rectangle, not beyond its right side.
  ///
  /// - Returns: Columns used.
  @discardableResult
  public mutating func draw(_ text: DisplayText, in rect: Rect, role: Role = .text) -> Int {
    guard !rect.isEmpty else { return 0 }
    return draw(text, at: rect.origin, role: role, maxColumns: rect.columns)
  }

  /// Draws lines one below the other, as far as the rectangle goes.
  public mutating func draw(_ lines: some Sequence<DisplayText>, in rect: Rect, role: Role = .text) {
    for (index, line) in lines.prefix(rect.rows).enumerated() {
      draw(line, at: Point(row: rect.row + index, column: rect.column), role: role, maxColumns: rect.columns)
    }
  }

  /// Blanks a rectangle.
  public mutating func fill(_ rect: Rect, role: Role = .text) {
    repeatCell(.blank, in: rect, role: role)
  }

  /// Draws a rule along the first row of a rectangle.
  public mutating func drawHorizontalRule(in rect: Rect, role: Role = .border) {
    repeatCell(OwnGlyph.horizontalRule.cell, in: rect.splitTop(1).top, role: role)
  }

  /// Draws a rule along the first column of a rectangle.
  public mutating func drawVerticalRule(in rect: Rect, role: Role = .border) {
    repeatCell(OwnGlyph.verticalRule.cell, in: rect.splitLeft(1).left, role: role)
  }

  /// Draws a frame along the edge of a rectangle.
  public mutating func drawFrame(in rect: Rect, role: Role = .border) {
    guard rect.rows > 1, rect.columns > 1 else { return }
    let (right, bottom) = (rect.endColumn - 1, rect.endRow - 1)
    drawHorizontalRule(in: rect, role: role)
    drawHorizontalRule(in: Rect(row: bottom, column: rect.column, rows: 1, columns: rect.columns), role: role)
    drawVerticalRule(in: rect, role: role)
    drawVerticalRule(in: Rect(row: rect.row, column: right, rows: rect.rows, columns: 1), role: role)
    for (glyph, row, column) in [
      (OwnGlyph.topLeft, rect.row, rect.column), (.topRight, rect.row, right),
      (.bottomLeft, bottom, rect.column), (.bottomRight, bottom, right),
    ] {
      repeatCell(glyph.cell, in: Rect(row: row, column: column, rows: 1, columns: 1), role: role)
    }
  }

  /// Takes over the cells of a rectangle from another screen of the same size.
  public mutating func copy(_ rect: Rect, from other: Screen) {
    guard other.size == size else { return }
    let visible = rect.intersection(bounds)
    for row in visible.row..<visible.endRow {
      let cells = row * size.columns + visible.column..<row * size.columns + visible.endColumn
      self.cells.replaceSubrange(cells, with: other.cells[cells])
    }
  }

  /// Gives the cells of a rectangle another role and leaves their text.
  public mutating func setRole(_ role: Role, in rect: Rect) {
    forEachCell(in: rect) { $0.setRole(role, at: $1) }
  }

  private mutating func repeatCell(_ text: CellText, in rect: Rect, role: Role) {
    forEachCell(in: rect) { $0.put(text, at: $1, role: role) }
  }

  private mutating func forEachCell(in rect: Rect, _ body: (inout Screen, Point) -> Void) {
    let visible = rect.intersection(bounds)
    for row in visible.row..<visible.endRow {
      for column in visible.column..<visible.endColumn { body(&self, Point(row: row, column: column)) }
    }
  }
}
