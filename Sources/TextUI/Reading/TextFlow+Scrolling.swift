extension TextFlow {
  /// How far down the flow can be scrolled in so many rows, as far as it is laid out.
  public func scrollLimit(rows: Int) -> Int { max(0, lineCount - rows) }

  /// How far the lines on screen can be scrolled sideways.
  ///
  /// - Parameters:
  ///   - scroll: The first line shown.
  ///   - size: The place they are shown in.
  /// - Returns: Columns; 0 where nothing is cut off.
  public func columnLimit(scroll: Int, size: Size) -> Int {
    let widest = lines(visibleLines(scroll: scroll, rows: size.rows)).filter(\.scrolls).map(\.width).max()
    return max(0, (widest ?? 0) - size.columns)
  }

  /// Says which lines are on screen, as `lines 1-20 of 300`; empty when all of them are.
  public func position(scroll: Int, rows: Int) -> DisplayText {
    let shown = visibleLines(scroll: scroll, rows: rows)
    guard !shown.isEmpty, shown.count < lineCount || !isComplete else { return "" }
    let place: DisplayText = "lines \(shown.lowerBound + 1)-\(shown.upperBound) of "
    return isComplete ? place + "\(lineCount)" : place + "more than \(lineCount)"
  }

  /// Draws the lines from `scroll` on.
  ///
  /// - Parameters:
  ///   - scroll: The first line shown.
  ///   - columnOffset: How far lines of code and tables are scrolled sideways.
  ///   - rect: Where they are drawn.
  ///   - screen: What they are drawn on.
  public func draw(scroll: Int, columnOffset: Int = 0, in rect: Rect, on screen: inout Screen) {
    for (row, line) in lines(visibleLines(scroll: scroll, rows: rect.rows)).enumerated() {
      let place = Rect(row: rect.row + row, column: rect.column, rows: 1, columns: rect.columns)
      screen.draw(line, in: place, scrolledBy: columnOffset)
    }
  }

  /// The lines on screen; scrolling ends where the last line is at the bottom.
  public func visibleLines(scroll: Int, rows: Int) -> Range<Int> {
    let first = min(max(0, scroll), scrollLimit(rows: rows))
    return first..<first + min(lineCount - first, max(0, rows))
  }
}
