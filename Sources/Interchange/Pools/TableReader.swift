/// Takes a table apart into rows of cells (RFC 4180).
///
/// Lines may end in LF or CR LF. A quote inside a cell that does not begin with one is taken as it is.
struct TableReader {
  /// A row, its cells without their quotes.
  struct Row {
    /// Where it begins.
    var text: RecordText
    /// The bytes of the cells; valid UTF-8 unless there is a problem.
    var cells: [[UInt8]] = []
    /// The first thing that is wrong with the row.
    var problem: PoolProblem?
    /// Whether the row is an empty line.
    var isBlank = false
  }

  private static let quote = UInt8(ascii: "\"")
  private static let carriageReturn = UInt8(ascii: "\r")

  private var cursor: ByteCursor
  private let delimiter: UInt8
  private let file: String
  private let recordLimit: Int

  /// Makes a reader of the rows from a cursor on.
  init(_ cursor: ByteCursor, delimiter: UInt8, file: String, recordLimit: Int) {
    self.cursor = cursor
    self.delimiter = delimiter
    self.file = file
    self.recordLimit = recordLimit
  }

  /// The next row, or nil at the end.
  mutating func next() throws(InterchangeError) -> Row? {
    guard try cursor.peek() != nil else { return nil }
    var row = Row(text: RecordText(at: cursor, file: file))
    while true {
      if try cursor.peek() == Self.quote {
        try takeQuotedCell(into: &row)
      } else {
        try takePlainCell(into: &row)
      }
      if cursor.offset - row.text.offset > recordLimit {
        note(.tooLong(limit: recordLimit), at: row.text, in: &row)
        try cursor.skip(upTo: newline)
      }
      let byte = try cursor.peek()
      if byte != nil { cursor.skip() }
      guard byte == delimiter else { return row }
    }
  }

  private mutating func takePlainCell(into row: inout Row) throws(InterchangeError) {
    let delimiter = delimiter
    var cell = try takeText(into: &row) { $0 != delimiter && $0 != newline }
    let end = try cursor.peek()
    if end != delimiter, cell.last == Self.carriageReturn { cell.removeLast() }
    row.isBlank = row.cells.isEmpty && cell.isEmpty && end != delimiter
    row.cells.append(cell)
  }

  private mutating func takeQuotedCell(into row: inout Row) throws(InterchangeError) {
    let opening = RecordText(at: cursor, file: file)
    var cell: [UInt8] = []
    row.isBlank = false
    cursor.skip()
    while true {
      cell += try takeText(into: &row) { $0 != Self.quote }
      guard try cursor.peek() != nil else {
        note(.unclosedQuote, at: opening, in: &row)
        break
      }
      cursor.skip()
      guard try cursor.peek() == Self.quote else { break }
      cell.append(Self.quote)
      cursor.skip()
    }
    row.cells.append(cell)
    if try cursor.lookAhead(2).starts(with: [Self.carriageReturn, newline]) { cursor.skip() }
    if let byte = try cursor.peek(), byte != delimiter, byte != newline {
      note(.textAfterQuote, at: RecordText(at: cursor, file: file), in: &row)
      let delimiter = delimiter
      try cursor.skip { $0 != delimiter && $0 != newline }
    }
  }

  /// Takes text that holds no quote, delimiter or line break of the table's own, and checks it.
  private mutating func takeText(
    into row: inout Row,
    while isWanted: (UInt8) -> Bool
  ) throws(InterchangeError) -> [UInt8] {
    let start = RecordText(at: cursor, file: file)
    let limit = max(0, row.text.offset + recordLimit - cursor.offset)
    let bytes = try cursor.take(limit: limit, while: isWanted)
    if let next = try cursor.peek(), isWanted(next) {
      note(.tooLong(limit: recordLimit), at: row.text, in: &row)
      try cursor.skip(while: isWanted)
    }
    if let invalid = InvalidByte(in: bytes[...]) {
      note(.invalidUTF8(byte: invalid.byte), at: start, after: bytes[..<invalid.index], in: &row)
    }
    return bytes
  }

  /// Keeps what is wrong with a row, unless something was wrong before.
  private func note(
    _ kind: PoolProblem.Kind,
    at text: RecordText,
    after bytes: ArraySlice<UInt8> = [],
    in row: inout Row
  ) {
    guard row.problem == nil, case .failure(let problem) = text.problem(kind, after: bytes).content else {
      return
    }
    row.problem = problem
  }
}
