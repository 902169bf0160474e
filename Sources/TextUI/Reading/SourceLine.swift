/// One line of a text as it was written, looked at for what its layout depends on.
///
/// Lines longer than `limit` are only looked at from their beginning, so that the layout of a screenful never
/// waits for the end of a long one.
struct SourceLine {
  /// Bytes of a line that are looked at.
  static let limit = 4096
  /// Columns of marks and white space at the beginning that are looked at.
  static let openingLimit = 80

  /// The first byte.
  let start: Int
  /// The byte of the line end, or the end of the text; nil where it is further away than `limit`.
  let end: Int?
  /// White space before anything else, in columns.
  private(set) var indentation = 0
  /// The first byte after white space, quote marks and list marks.
  private(set) var contentStart: Int
  /// Its column.
  private(set) var contentColumn = 0
  /// Whether a list mark stands before the content.
  private(set) var isListItem = false
  /// Whether a quote mark stands before the content.
  private(set) var isQuote = false
  /// Whether there is `|` in the content.
  private(set) var hasPipe = false
  /// Whether there is a tab between two parts of the content.
  private(set) var hasInnerTab = false
  /// Whether there is `**` in the content.
  private(set) var hasEmphasisMark = false

  /// Looks at the line that begins at a byte offset.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.start = start
    contentStart = start
    let last = min(bytes.count, start + Self.limit)
    var end = start
    while end < last, bytes[end] != Byte.lineEnd { end += 1 }
    self.end = end < last || end == bytes.count ? end : nil
    readOpening(bytes, to: end)
    readContent(bytes, to: end)
  }

  /// Whether there is nothing but white space and marks in it.
  var isBlank: Bool { contentStart == end && !isListItem && !isQuote }

  private mutating func readOpening(_ bytes: UnsafeBufferPointer<UInt8>, to end: Int) {
    var offset = start
    var column = 0
    func skipSpaces() {
      while offset < end, column < Self.openingLimit, Byte.isSpace(bytes[offset]) {
        column += bytes[offset] == Byte.tab ? CellReader.tabStop - column % CellReader.tabStop : 1
        offset += 1
      }
    }
    skipSpaces()
    indentation = column
    while offset < end, column < Self.openingLimit {
      if bytes[offset] == Byte.quote {
        isQuote = true
        column += 1
        offset += 1
      } else if let length = Self.listMarkLength(bytes, from: offset, to: end) {
        isListItem = true
        column += length
        offset += length
      } else {
        break
      }
      skipSpaces()
    }
    contentStart = offset
    contentColumn = column
  }

  private mutating func readContent(_ bytes: UnsafeBufferPointer<UInt8>, to end: Int) {
    var previous: UInt8 = 0
    var isAfterTab = false
    for byte in bytes[contentStart..<end] {
      switch byte {
      case Byte.tab: isAfterTab = true
      case Byte.space: break
      default:
        if isAfterTab { hasInnerTab = true }
        if byte == Byte.pipe { hasPipe = true }
        if byte == Byte.star, previous == Byte.star { hasEmphasisMark = true }
      }
      previous = byte
    }
  }

  /// Bytes of `-`, `*`, `+`, `1.` or `1)` before white space or the end of the line; nil where there is none.
  private static func listMarkLength(
    _ bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    to end: Int
  ) -> Int? {
    var next = start
    switch bytes[start] {
    case Byte.dash, Byte.star, Byte.plus:
      next += 1
    case Byte.digits:
      while next < end, next < start + 9, Byte.digits.contains(bytes[next]) { next += 1 }
      guard next < end, bytes[next] == Byte.period || bytes[next] == Byte.closingParenthesis else {
        return nil
      }
      next += 1
    default:
      return nil
    }
    return next == end || Byte.isSpace(bytes[next]) ? next - start : nil
  }
}
