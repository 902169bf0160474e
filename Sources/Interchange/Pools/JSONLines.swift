/// A JSON object on each line; blank lines are passed over.
struct JSONLines: RecordSource {
  private var cursor: ByteCursor
  private let file: String
  private let recordLimit: Int
  private let nestingLimit: Int

  /// Makes the records from a cursor on.
  init(_ cursor: ByteCursor, file: String, options: PoolOptions) {
    self.cursor = cursor
    self.file = file
    recordLimit = options.recordLimit
    nestingLimit = options.nestingLimit
  }

  mutating func next() throws(InterchangeError) -> RawRecord? {
    while try cursor.peek() != nil {
      let text = RecordText(at: cursor, file: file)
      let line = try cursor.take(limit: recordLimit, upTo: newline)
      let isWhole = try cursor.peek().map { $0 == newline } ?? true
      if !isWhole { try cursor.skip(upTo: newline) }
      if try cursor.peek() != nil { cursor.skip() }
      guard isWhole else { return text.problem(.tooLong(limit: recordLimit)) }
      if line.allSatisfy(\.isJSONSpace) { continue }
      return text.parsed(line, nestingLimit: nestingLimit)
    }
    return nil
  }
}
