/// A place in a stream of bytes, with a view of what follows and a count of what went before.
struct ByteCursor {
  private let stream: ByteStream
  private var buffer: [UInt8] = []
  private var position = 0

  /// The line of the place, from 1.
  private(set) var line = 1

  /// The byte of the line at which the place is, from 1.
  private(set) var column = 1

  /// The unpacked bytes before the place.
  private(set) var offset = 0

  /// Makes a cursor at the start of a stream.
  init(_ stream: ByteStream) { self.stream = stream }

  /// Reads until at least `count` bytes lie ahead or the stream ends, and gives what there is.
  mutating func lookAhead(_ count: Int) throws(InterchangeError) -> ArraySlice<UInt8> {
    while buffer.count - position < count {
      let piece = try stream.next()
      if piece.isEmpty { break }
      if position == buffer.count {
        buffer = piece
      } else {
        buffer.removeFirst(position)
        buffer += piece
      }
      position = 0
    }
    return buffer[position...]
  }

  /// The next byte, or nil at the end.
  mutating func peek() throws(InterchangeError) -> UInt8? {
    if position == buffer.count, try lookAhead(1).isEmpty { return nil }
    return buffer[position]
  }

  /// Moves past bytes that were seen.
  mutating func skip(_ count: Int = 1) {
    let end = position + count
    offset += count
    while let length = buffer[position..<end].span.firstIndex(of: newline) {
      line += 1
      column = 1
      position += length + 1
    }
    column += end - position
    position = end
  }

  /// Moves past JSON's white space.
  mutating func skipSpace() throws(InterchangeError) {
    while let byte = try peek(), byte.isJSONSpace { skip() }
  }

  /// Takes bytes as long as `isWanted` says so; stops early when `limit` bytes were taken.
  ///
  /// - Returns: The bytes taken.
  mutating func take(limit: Int, while isWanted: (UInt8) -> Bool) throws(InterchangeError) -> [UInt8] {
    try take(limit: limit) { ahead in ahead.firstIndex { !isWanted($0) } }
  }

  /// Takes the bytes before the next of a value; stops early when `limit` bytes were taken.
  ///
  /// - Returns: The bytes taken.
  mutating func take(limit: Int, upTo end: UInt8) throws(InterchangeError) -> [UInt8] {
    try take(limit: limit) { ahead in ahead.firstIndex(of: end) }
  }

  /// Moves past bytes as long as `isUnwanted` says so.
  mutating func skip(while isUnwanted: (UInt8) -> Bool) throws(InterchangeError) {
    try skip { ahead in ahead.firstIndex { !isUnwanted($0) } }
  }

  /// Moves to the next byte of a value, or to the end.
  mutating func skip(upTo end: UInt8) throws(InterchangeError) {
    try skip { ahead in ahead.firstIndex(of: end) }
  }

  private mutating func take(
    limit: Int,
    upTo end: (Span<UInt8>) -> Int?
  ) throws(InterchangeError) -> [UInt8] {
    var taken: [UInt8] = []
    while taken.count < limit {
      let ahead = try lookAhead(1).prefix(limit - taken.count)
      if ahead.isEmpty { break }
      let end = end(ahead.span)
      taken += ahead.prefix(end ?? ahead.count)
      skip(end ?? ahead.count)
      if end != nil { break }
    }
    return taken
  }

  private mutating func skip(upTo end: (Span<UInt8>) -> Int?) throws(InterchangeError) {
    while true {
      let ahead = try lookAhead(1)
      if ahead.isEmpty { return }
      let end = end(ahead.span)
      skip(end ?? ahead.count)
      if end != nil { return }
    }
  }
}

/// The byte that ends a line.
let newline = UInt8(ascii: "\n")
