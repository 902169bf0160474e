/// The lines of a text file of any size, gzipped or not, one at a time; empty ones are passed over.
public struct LineFile {
  /// A line.
  public struct Line: Equatable, Sendable {
    /// Its number, from 1.
    public var number: Int
    /// Its bytes without the line break; nil when there are more than the limit.
    public var bytes: [UInt8]?
    /// Whether a line break ends it; the last line may have none.
    public var isEnded: Bool
  }

  /// The file's path, as it was given.
  public let path: String
  /// The most bytes of a line.
  public let limit: Int
  private var cursor: ByteCursor

  /// Opens a file and looks at its beginning.
  ///
  /// - Throws: `InterchangeError` when it cannot be read, is empty, or is no text in UTF-8.
  public init(path: String, limit: Int = 16 << 20) throws(InterchangeError) {
    self.path = path
    self.limit = limit
    cursor = ByteCursor(try ByteStream(.file(path: path)))
    _ = try FormatDetection(of: &cursor, file: path)
  }

  /// The next line that holds anything, or nil at the end.
  ///
  /// - Throws: `InterchangeError` when the file cannot be read on.
  public mutating func next() throws(InterchangeError) -> Line? {
    while try cursor.peek() != nil {
      let number = cursor.line
      // A byte more than the limit tells that there are too many.
      let bytes = try cursor.take(limit: limit + 1, upTo: newline)
      try cursor.skip(upTo: newline)
      let isEnded = try cursor.peek() != nil
      if isEnded { cursor.skip() }
      if bytes.allSatisfy(\.isJSONSpace) { continue }
      return Line(number: number, bytes: bytes.count > limit ? nil : bytes, isEnded: isEnded)
    }
    return nil
  }
}
