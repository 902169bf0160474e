/// The lines of a text, found from its beginning as far as anybody looked, and where to go on.
struct ProseLayout: Sendable {
  /// One line; 12 bytes, since a text of blank lines has as many of them as bytes.
  struct Line: Sendable {
    private let first: UInt32
    private let length: UInt32
    private let indent: UInt16
    let kind: BlockContext.Shape.Kind

    init(_ range: Range<Int>, indentation: Int, kind: BlockContext.Shape.Kind) {
      first = UInt32(clamping: range.lowerBound)
      length = UInt32(clamping: range.count)
      indent = UInt16(clamping: indentation)
      self.kind = kind
    }

    /// The bytes shown.
    var range: Range<Int> { Int(first)..<Int(first) + Int(length) }
    /// Blank columns before them.
    var indentation: Int { Int(indent) }
  }

  let columns: Int
  let form: Prose.Form
  private(set) var lines: [Line] = []
  /// The strong parts of what is laid out, in ascending order.
  private(set) var strong: [Range<Int>] = []
  private(set) var isComplete: Bool

  /// Where the next line begins.
  private(set) var offset = 0
  private var isContinuation = false
  private var shape = BlockContext.Shape()
  private var context = BlockContext()

  init(columns: Int, form: Prose.Form, isEmpty: Bool) {
    self.columns = max(1, columns)
    self.form = form
    isComplete = isEmpty
  }

  /// Goes on until there are so many lines, so many bytes are read, or the text ends.
  mutating func advance(in bytes: UnsafeBufferPointer<UInt8>, toLine count: Int, orByte limit: Int = .max) {
    while !isComplete, lines.count < count, offset < limit {
      if !isContinuation, beginSourceLine(in: bytes) { continue }
      var breaker = LineBreaker(
        bytes,
        columns: columns,
        hang: shape.hang,
        from: offset,
        isContinuation: isContinuation
      )
      repeat {
        let indentation = breaker.isContinuation ? shape.hang : 0
        guard let range = breaker.next() else { break }
        lines.append(Line(range, indentation: indentation, kind: shape.kind))
      } while breaker.isContinuation && lines.count < count && breaker.start < limit
      offset = breaker.start
      isContinuation = breaker.isContinuation
      isComplete = breaker.isAtEnd
    }
  }

  /// Decides how the source line is laid out; one that is kept whole is done with.
  private mutating func beginSourceLine(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard form != .plain else { return false }
    let line = SourceLine(bytes, from: offset)
    shape = context.shape(of: line, in: bytes)
    shape.hang = columns < 4 ? 0 : min(shape.hang, columns / 2)
    guard let end = line.end else { return false }
    if shape.hasEmphasis {
      strong += Emphasis.strongRanges(in: bytes, from: line.contentStart, to: end)
    }
    guard shape.kind == .whole else { return false }
    guard form == .scrollingCode else {
      shape.kind = .prose
      return false
    }
    lines.append(Line(line.start..<end, indentation: 0, kind: .whole))
    offset = end + 1
    isComplete = offset >= bytes.count
    return true
  }
}
