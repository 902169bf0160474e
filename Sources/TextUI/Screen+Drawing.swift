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
    guard (0..<size.rows).contains(point.row) else { return 0 }
    let limit = min(maxColumns ?? .max, size.columns - point.column)
    return text.withCells { cells in
      var column = 0
      var substitutes = text.substitutes[...]
      while column < limit, let cell = cells.next(column: column) {
        while let first = substitutes.first, first.end <= cell.start { substitutes.removeFirst() }
        let isSubstitute = cell.kind == .lineEnd || substitutes.first.map { $0.start <= cell.start } ?? false
        let place = Point(row: point.row, column: point.column + column)
        let cellRole = isSubstitute ? Role.substitute : role
        switch cell.kind {
        case .tab:
          let width = min(cell.width, limit - column)
          fill(Rect(row: place.row, column: place.column, rows: 1, columns: width), role: cellRole)
          column += width
          continue
        case .lineEnd:
          put(CellText(text: "↵", width: 1), at: place, role: cellRole)
        case .space, .text:
          guard column + cell.width <= limit else {
            put(.blank, at: place, role: cellRole)
            return column + 1
          }
          let scalars = String(decoding: text.bytes[cell.start..<cell.end], as: UTF8.self)
          put(CellText(text: scalars, width: cell.width), at: place, role: cellRole)
        }
        column += cell.width
      }
      return column
    }
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
