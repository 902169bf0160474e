extension DisplayText {
  /// The sign at the end of a text that was cut.
  static let ellipsis: DisplayText = "…"

  /// Columns that the text takes in one row, with tabs to every fourth.
  public var width: Int {
    withCells { cells in
      var column = 0
      while let cell = cells.next(column: column) { column += cell.width }
      return column
    }
  }

  /// Cuts the text to a number of columns; `…` at its end tells that something was cut.
  ///
  /// A cell of two columns is kept whole or left out.
  public func truncated(to columns: Int) -> DisplayText {
    guard columns > 0 else { return "" }
    let end = withCells { cells -> Int? in
      var column = 0
      var end = 0
      while let cell = cells.next(column: column) {
        column += cell.width
        if column > columns { return end }
        if column <= columns - 1 { end = cell.end }
      }
      return nil
    }
    guard let end else { return self }
    return slice(0..<end) + Self.ellipsis
  }

  /// Fills the text up with spaces on the right; a longer one stays as it is.
  public func padded(to columns: Int) -> DisplayText {
    let width = width
    guard columns > width else { return self }
    var padded = self
    padded.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: columns - width))
    return padded
  }

  /// Breaks the text into lines of at most a number of columns.
  ///
  /// Breaks lie at spaces and beside wide characters, and inside a word only where it is longer than a line.
  /// Spaces at a break are left out; those at the start of a line are kept. Tabs go to every fourth column.
  /// - Parameters:
  ///   - columns: The columns of a line, at least 1.
  ///   - limit: The most lines to make; what comes after them is not even looked at.
  /// - Returns: The lines; none for an empty text.
  public func lines(columns: Int, limit: Int = .max) -> [DisplayText] {
    bytes.withUnsafeBufferPointer { buffer in
      var breaker = LineBreaker(buffer, columns: max(1, columns))
      var lines: [DisplayText] = []
      while lines.count < limit, let range = breaker.next() { lines.append(slice(range)) }
      return lines
    }
  }

  /// What to show for an empty text, or one of spaces only: a remark instead of nothing.
  public func remarkingIfBlank() -> DisplayText {
    if isEmpty { return "(empty)" }
    guard bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }) else { return self }
    return bytes.count == 1 ? "(1 space)" : "(\(bytes.count) spaces)"
  }

  func withCells<Result>(_ body: (inout CellReader) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = CellReader(buffer)
      return body(&reader)
    }
  }
}

extension DisplayText: CustomStringConvertible {
  /// The text for logs and standard error: no control but, in body text, line ends; tabs become spaces.
  public var plainText: String {
    let tab = UInt8(ascii: "\t")
    guard bytes.contains(tab) else { return String(decoding: bytes, as: UTF8.self) }
    return withCells { cells in
      var plain: [UInt8] = []
      var column = 0
      while let cell = cells.next(column: column) {
        if cell.kind == .tab {
          plain.append(contentsOf: repeatElement(UInt8(ascii: " "), count: cell.width))
        } else {
          plain.append(contentsOf: bytes[cell.start..<cell.end])
        }
        column = cell.kind == .lineEnd ? 0 : column + cell.width
      }
      return String(decoding: plain, as: UTF8.self)
    }
  }

  /// The same as `plainText`.
  public var description: String { plainText }
}
