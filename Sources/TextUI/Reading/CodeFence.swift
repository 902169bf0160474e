/// The line that opens a block of code: three or more backticks or tildes.
struct CodeFence: Hashable, Sendable {
  private let mark: UInt8
  private let length: Int

  /// Reads a fence that opens; nil where the line is none.
  init?(opening line: SourceLine, in bytes: UnsafeBufferPointer<UInt8>) {
    guard let end = line.end, let (mark, length) = Self.run(in: bytes, from: line.contentStart, to: end)
    else {
      return nil
    }
    // Three backticks with others after them are code within a line.
    let rest = bytes[line.contentStart + length..<end]
    guard mark == Byte.tilde || !rest.contains(Byte.backtick) else { return nil }
    self.mark = mark
    self.length = length
  }

  /// Whether a line closes the block.
  func isClosed(by line: SourceLine, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let end = line.end, let (mark, length) = Self.run(in: bytes, from: line.contentStart, to: end)
    else {
      return false
    }
    return mark == self.mark && length >= self.length
      && bytes[line.contentStart + length..<end].allSatisfy(Byte.isSpace)
  }

  private static func run(
    in bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    to end: Int
  ) -> (mark: UInt8, length: Int)? {
    guard start < end, bytes[start] == Byte.backtick || bytes[start] == Byte.tilde else { return nil }
    let mark = bytes[start]
    let length = bytes[start..<end].prefix { $0 == mark }.count
    return length >= 3 ? (mark, length) : nil
  }
}
