/// What the lines before say about the next one: whether it is code, a row of a table, or ordinary text.
///
/// A reader's rules in the manner of CommonMark, not a parser: whatever they decide, every letter is shown.
struct BlockContext: Hashable, Sendable {
  /// How one source line is laid out.
  struct Shape: Hashable, Sendable {
    enum Kind: UInt8, Sendable {
      /// Wrapped.
      case prose
      /// Wrapped, and a heading.
      case heading
      /// One line however wide it is.
      case whole
    }

    var kind = Kind.prose
    /// Columns before the lines that continue the first.
    var hang = 0
    var hasEmphasis = false
  }

  private enum Table { case pipes, tabs }

  /// Columns from which on even code and tables are wrapped, since nobody scrolls that far.
  private static let widestWhole = 400
  /// The same for code that only its indentation tells: wider lines are paragraphs.
  private static let widestIndented = 160
  /// Columns of indentation that make code.
  private static let codeIndentation = 4

  private var fence: CodeFence?
  private var isAfterBlank = true
  private var isInIndentedCode = false
  /// The column of the content of the list item under way.
  private var listColumn: Int?
  private var table: Table?

  /// Decides about the next line.
  mutating func shape(of line: SourceLine, in bytes: UnsafeBufferPointer<UInt8>) -> Shape {
    var shape = Shape(hang: line.contentColumn)
    if let fence {
      if fence.isClosed(by: line, in: bytes) { self.fence = nil }
      shape.hang = line.indentation
      return whole(shape, line, in: bytes, upTo: Self.widestWhole)
    }
    guard !line.isBlank else {
      isAfterBlank = true
      table = nil
      return shape
    }
    defer { isAfterBlank = false }
    if isIndentedCode(line) {
      isInIndentedCode = true
      shape.hang = line.indentation
      return whole(shape, line, in: bytes, upTo: Self.widestIndented)
    }
    isInIndentedCode = false
    followList(line)
    fence = CodeFence(opening: line, in: bytes)
    guard fence == nil else { return whole(shape, line, in: bytes, upTo: Self.widestWhole) }
    table = table(of: line, in: bytes)
    guard table == nil else { return whole(shape, line, in: bytes, upTo: Self.widestWhole) }
    shape.hasEmphasis = line.hasEmphasisMark && line.end != nil
    if isHeading(line, in: bytes) { shape.kind = .heading }
    return shape
  }

  /// Keeps a line whole if it is not too wide for that.
  private func whole(
    _ shape: Shape,
    _ line: SourceLine,
    in bytes: UnsafeBufferPointer<UInt8>,
    upTo columns: Int
  ) -> Shape {
    guard let end = line.end else { return shape }
    var cells = CellReader(bytes, from: line.start)
    var column = 0
    while let cell = cells.next(column: column), cell.start < end {
      column += cell.width
      if column > columns { return shape }
    }
    var shape = shape
    shape.kind = .whole
    return shape
  }

  private func isIndentedCode(_ line: SourceLine) -> Bool {
    guard isAfterBlank || isInIndentedCode, line.end != nil else { return false }
    return line.indentation >= (listColumn ?? 0) + Self.codeIndentation
  }

  private mutating func followList(_ line: SourceLine) {
    if line.isListItem {
      listColumn = line.contentColumn
    } else if isAfterBlank, line.indentation == 0 {
      listColumn = nil
    }
  }

  private func isHeading(_ line: SourceLine, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let end = line.end, line.indentation < Self.codeIndentation else { return false }
    let marks = bytes[line.contentStart..<end].prefix(7).prefix { $0 == Byte.heading }.count
    guard (1...6).contains(marks) else { return false }
    return line.contentStart + marks == end || Byte.isSpace(bytes[line.contentStart + marks])
  }
}

// MARK: - Tables

extension BlockContext {
  /// What kind of table a line is a row of.
  private func table(of line: SourceLine, in bytes: UnsafeBufferPointer<UInt8>) -> Table? {
    guard let end = line.end, line.hasPipe || line.hasInnerTab else { return nil }
    if line.hasPipe {
      if table == .pipes || isFramed(line, in: bytes) || isDelimiterRow(line, in: bytes) { return .pipes }
    }
    if line.hasInnerTab, table == .tabs { return .tabs }
    guard end < bytes.count else { return nil }
    let next = SourceLine(bytes, from: end + 1)
    if line.hasPipe, isDelimiterRow(next, in: bytes) { return .pipes }
    return line.hasInnerTab && next.hasInnerTab ? .tabs : nil
  }

  /// Whether a line begins with `|` and has another one.
  private func isFramed(_ line: SourceLine, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let end = line.end, line.contentStart < end, bytes[line.contentStart] == Byte.pipe else {
      return false
    }
    return bytes[line.contentStart + 1..<end].contains(Byte.pipe)
  }

  /// Whether a line is the rule below a table's head, as `--- | :---:`.
  private func isDelimiterRow(_ line: SourceLine, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let end = line.end, line.hasPipe else { return false }
    let content = bytes[line.contentStart..<end]
    return content.contains(Byte.dash)
      && content.allSatisfy { $0 == Byte.dash || $0 == Byte.pipe || $0 == Byte.colon || Byte.isSpace($0) }
  }
}
