/// Reads the cells of a `DisplayText` one after the other.
struct CellReader {
  /// Columns from one tab stop to the next.
  static let tabStop = 4

  /// What a cell is to line breaking and to drawing.
  enum Kind {
    case text
    case space
    /// Blank up to the next stop.
    case tab
    case lineEnd
  }

  /// One cell, as a stretch of the bytes.
  struct Cell {
    var start: Int
    var end: Int
    var width: Int
    var kind: Kind
  }

  private let reader: ScalarReader
  private var offset: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int = 0) {
    reader = ScalarReader(bytes: bytes)
    self.offset = offset
  }

  /// The next cell, given the column where it will stand, counted from the start of its line.
  mutating func next(column: Int) -> Cell? {
    let bytes = reader.bytes
    guard offset < bytes.count else { return nil }
    let start = offset
    let byte = bytes[start]
    if byte == 0x0A { return take(to: start + 1, width: 1, kind: .lineEnd) }
    if byte == 0x09 {
      return take(to: start + 1, width: Self.tabStop - column % Self.tabStop, kind: .tab)
    }
    if byte < 0x80 {
      let kind: Kind = byte == 0x20 ? .space : .text
      guard start + 1 < bytes.count, bytes[start + 1] >= 0x80 else {
        return take(to: start + 1, width: 1, kind: kind)
      }
      let end = endOfMarks(from: start + 1)
      // A space with marks on it is something to see: no break may swallow it.
      return take(to: end, width: 1, kind: end == start + 1 ? kind : .text)
    }
    guard let element = reader.element(at: start) else { return nil }
    let end = start + element.length
    if EmojiSequence.isRegionalIndicator(element.value), let second = reader.element(at: end),
      EmojiSequence.isRegionalIndicator(second.value)
    {
      return take(to: endOfMarks(from: end + second.length), width: 2, kind: .text)
    }
    return take(to: endOfMarks(from: end), width: ScalarClass(element.value).width, kind: .text)
  }

  private mutating func take(to end: Int, width: Int, kind: Kind) -> Cell {
    defer { offset = end }
    return Cell(start: offset, end: end, width: width, kind: kind)
  }

  private func endOfMarks(from start: Int) -> Int {
    var end = start
    while let element = reader.element(at: end), element.value >= 0x80,
      ScalarClass(element.value).shape == .mark
    {
      end += element.length
    }
    return end
  }
}
