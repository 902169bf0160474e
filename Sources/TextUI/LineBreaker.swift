/// Finds the lines of a body text, one after the other, without looking further than it has to.
struct LineBreaker {
  private static let closingPunctuation = Set("、。，．！？：；）」』】〉》〕".unicodeScalars.map(\.value))

  private let bytes: UnsafeBufferPointer<UInt8>
  private let columns: Int
  private var cells: CellReader
  private var isAtEnd: Bool
  /// The start of the line under way.
  private var start = 0
  /// Whether the line under way continues the one before.
  private var isContinuation = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, columns: Int) {
    self.bytes = bytes
    self.columns = columns
    cells = CellReader(bytes)
    isAtEnd = bytes.isEmpty
  }

  /// The bytes of the next line, without its line end; nil after the last.
  mutating func next() -> Range<Int>? {
    guard !isAtEnd else { return nil }
    var column = 0
    var hasContent = false
    var contentEnd = start
    /// The end of what fits, trailing spaces included.
    var fittingEnd = start
    /// Where the line may be broken: the end of what stays, and the start of what moves on.
    var opportunity: (end: Int, next: Int)?
    var previousIsWide = false

    while let cell = cells.next(column: column) {
      switch cell.kind {
      case .lineEnd:
        isAtEnd = cell.end == bytes.count
        return finish(at: fittingEnd, next: cell.end, continues: false)
      case .space, .tab:
        if isContinuation, !hasContent {
          start = cell.end
          fittingEnd = cell.end
          continue
        }
        if column + cell.width <= columns { fittingEnd = cell.end }
        column = min(columns, column + cell.width)
        if hasContent { opportunity = (contentEnd, cell.end) }
        previousIsWide = false
      case .text:
        let isWide = cell.width == 2
        if hasContent, contentEnd == cell.start, isWide || previousIsWide, !isClosing(cell) {
          opportunity = (cell.start, cell.start)
        }
        guard column + cell.width <= columns || column == 0 else {
          let (end, next) = opportunity ?? (fittingEnd, cell.start)
          cells = CellReader(bytes, from: next)
          return finish(at: end, next: next, continues: true)
        }
        column += cell.width
        contentEnd = cell.end
        fittingEnd = cell.end
        hasContent = true
        previousIsWide = isWide
      }
    }
    isAtEnd = true
    return start..<fittingEnd
  }

  private mutating func finish(at end: Int, next: Int, continues: Bool) -> Range<Int> {
    defer {
      start = next
      isContinuation = continues
    }
    return start..<end
  }

  /// Whether a cell is East Asian punctuation that must not begin a line.
  private func isClosing(_ cell: CellReader.Cell) -> Bool {
    guard let element = ScalarReader(bytes: bytes).element(at: cell.start) else { return false }
    return Self.closingPunctuation.contains(element.value)
  }
}
