/// Says what the cells of a text are, line after line: found, marked, strong, or nothing special.
struct RolePainter {
  /// What a strong part looks like.
  static let strongRole = Role.heading

  private var strong: ArraySlice<Range<Int>>
  private var marks: ArraySlice<TextMark>
  private var matches: ArraySlice<Range<Int>>

  /// Begins before the first line; all three are in ascending order.
  init(strong: ArraySlice<Range<Int>>, marks: ArraySlice<TextMark>, matches: ArraySlice<Range<Int>>) {
    self.strong = strong
    self.marks = marks
    self.matches = matches
  }

  /// The spans of the line that shows some bytes; lines are asked for in ascending order.
  mutating func spans(of line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> [StyledLine.Span] {
    let isPlain =
      !begins(strong.first, before: line.upperBound) && !begins(marks.first?.range, before: line.upperBound)
      && !begins(matches.first, before: line.upperBound)
    guard !isPlain else { return [] }
    var spans: [StyledLine.Span] = []
    var cells = CellReader(bytes, from: line.lowerBound)
    var column = 0
    var run: (start: Int, role: Role?) = (0, nil)
    func close() {
      if let role = run.role { spans.append(StyledLine.Span(columns: run.start..<column, role: role)) }
    }
    while let cell = cells.next(column: column), cell.start < line.upperBound {
      let role = role(of: cell)
      if role != run.role {
        close()
        run = (column, role)
      }
      column += cell.width
    }
    close()
    return spans
  }

  private mutating func role(of cell: CellReader.Cell) -> Role? {
    while let first = strong.first, first.upperBound <= cell.start { strong.removeFirst() }
    while let first = marks.first, first.range.upperBound <= cell.start { marks.removeFirst() }
    while let first = matches.first, first.upperBound <= cell.start { matches.removeFirst() }
    if begins(matches.first, before: cell.end) { return .match }
    if let mark = marks.first, begins(mark.range, before: cell.end) { return mark.role }
    return begins(strong.first, before: cell.end) ? Self.strongRole : nil
  }

  private func begins(_ range: Range<Int>?, before offset: Int) -> Bool {
    range.map { $0.lowerBound < offset } ?? false
  }
}

extension [Range<Int>] {
  /// Those that do not end before an offset; all are in ascending order.
  func from(_ offset: Int) -> ArraySlice<Range<Int>> {
    self[partitioningIndex { $0.upperBound > offset }...]
  }
}

extension [TextMark] {
  /// Those that do not end before an offset; all are in ascending order.
  func from(_ offset: Int) -> ArraySlice<TextMark> {
    self[partitioningIndex { $0.range.upperBound > offset }...]
  }
}
