/// Finds the lines of a body text, one after the other, without looking further than it has to.
struct LineBreaker {
  /// Spaces that one line swallows; of more, others are made, so that none waits for the end of a million.
  private static let spaceLimit = 4096
  private static let closingPunctuation = Set("、。，．！？：；）」』】〉》〕".unicodeScalars.map(\.value))

  private let bytes: UnsafeBufferPointer<UInt8>
  private let columns: Int
  private let hang: Int
  private var cells: CellReader
  /// Whether there is no further line.
  private(set) var isAtEnd: Bool
  /// The start of the line to come.
  private(set) var start: Int
  /// Whether the line to come continues the one before.
  private(set) var isContinuation: Bool

  /// Begins at a byte offset.
  ///
  /// - Parameters:
  ///   - bytes: The whole text.
  ///   - columns: The columns of a line, at least 1.
  ///   - hang: How many columns fewer a line has that continues the one before.
  ///   - offset: Where the first line begins.
  ///   - isContinuation: Whether that line continues one that was found earlier.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    columns: Int,
    hang: Int = 0,
    from offset: Int = 0,
    isContinuation: Bool = false
  ) {
    self.bytes = bytes
    self.columns = columns
    self.hang = hang
    self.isContinuation = isContinuation
    start = offset
    cells = CellReader(bytes, from: offset)
    isAtEnd = offset >= bytes.count
  }

  /// The bytes of the next line, without its line end; nil after the last.
  mutating func next() -> Range<Int>? {
    guard !isAtEnd else { return nil }
    let columns = isContinuation ? max(1, columns - hang) : columns
    var column = 0
    var hasContent = false
    var contentEnd = start
    /// The end of what fits, trailing spaces included.
    var fittingEnd = start
    /// Where the line may be broken: the end of what stays, and the start of what moves on.
    var opportunity: (end: Int, next: Int)?
    var previousIsWide = false
    var spaces = 0

    while let cell = cells.next(column: column) {
      switch cell.kind {
      case .lineEnd:
        isAtEnd = cell.end == bytes.count
        return finish(at: fittingEnd, next: cell.end, continues: false)
      case .space, .tab:
        spaces += 1
        guard spaces < Self.spaceLimit else {
          return finish(at: fittingEnd, next: cell.end, continues: true)
        }
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
