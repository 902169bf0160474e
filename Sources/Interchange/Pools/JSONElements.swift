/// The elements of a JSON array, or JSON values one after another, each read by itself.
struct JSONElements: RecordSource {
  private var cursor: ByteCursor
  private let file: String
  private let isArray: Bool
  private let recordLimit: Int
  private let nestingLimit: Int
  private var hasBegun = false
  private var awaitsElement = true
  private var hasElements = false
  private var isDone = false

  /// Makes the records from a cursor on.
  ///
  /// - Parameters:
  ///   - cursor: A place before the array's opening bracket, or before the first value.
  ///   - isArray: Whether there is an array around the values.
  ///   - file: What messages call the file.
  ///   - options: The limits.
  init(_ cursor: ByteCursor, isArray: Bool, file: String, options: PoolOptions) {
    self.cursor = cursor
    self.file = file
    self.isArray = isArray
    recordLimit = options.recordLimit
    nestingLimit = options.nestingLimit
  }

  mutating func next() throws(InterchangeError) -> RawRecord? {
    if !hasBegun {
      hasBegun = true
      try cursor.skipSpace()
      if isArray { cursor.skip() }
    }
    while !isDone {
      try cursor.skipSpace()
      let text = RecordText(at: cursor, file: file)
      guard let byte = try cursor.peek() else {
        isDone = true
        return isArray ? text.problem(.invalidJSON("the list ends without its closing bracket")) : nil
      }
      guard isArray else { return try element(text) }
      switch byte {
      case UInt8(ascii: "]"):
        if let problem = try close(text) { return problem }
      case UInt8(ascii: ","):
        cursor.skip()
        if awaitsElement { return text.problem(.invalidJSON("a record should be here")) }
        awaitsElement = true
      case _ where !awaitsElement:
        awaitsElement = true
        return text.problem(.invalidJSON("a comma should be here"))
      default:
        return try element(text)
      }
    }
    return nil
  }

  private mutating func element(_ text: RecordText) throws(InterchangeError) -> RawRecord {
    awaitsElement = false
    hasElements = true
    var scan = ElementScan()
    let bytes = try cursor.take(limit: recordLimit) { scan.takes($0) }
    if bytes.count == recordLimit, !scan.isFinished {
      try cursor.skip { scan.takes($0) }
      return text.problem(.tooLong(limit: recordLimit))
    }
    if scan.isFinished {
      // The comma is somewhere in what was given up.
      awaitsElement = scan.isBroken
    } else if scan.isOpen {
      // What is cut off in the middle of a record is one problem, not two.
      isDone = true
    }
    return text.parsed(bytes, nestingLimit: nestingLimit)
  }

  /// Ends the array at its closing bracket.
  private mutating func close(_ bracket: RecordText) throws(InterchangeError) -> RawRecord? {
    isDone = true
    cursor.skip()
    if awaitsElement, hasElements { return bracket.problem(.invalidJSON("a record should be here")) }
    try cursor.skipSpace()
    let rest = RecordText(at: cursor, file: file)
    guard try cursor.peek() != nil else { return nil }
    return rest.problem(.invalidJSON("there is text after the end of the list"))
  }
}
