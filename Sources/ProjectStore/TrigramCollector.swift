/// Collects which rows of a segment hold which three bytes in a row, ASCII letters in lower case.
///
/// For each of them it keeps the differences between the rows, as they are stored, in small chunks that are
/// linked, since nobody knows beforehand how many there will be. A row that holds the same three bytes again takes
/// one look. What it can hold no more of is for its user to write: see `size`.
struct TrigramCollector {
  /// The rows of three bytes: the newest one, and where in `chunks` their differences begin and end; 0 for none.
  private struct List {
    var last: Int32 = -1
    var start: UInt32 = 0
    var end: UInt32 = 0
  }

  /// What stands behind a text: UTF-8 has no such byte.
  private static let end = 0xFF

  /// The bytes of a chunk; the last four say where the next one begins.
  private static let chunkSize = 64
  private static let dataSize = 60

  /// For the first two bytes where in `lists` the 256 lists begin of what can follow them; -1 for nowhere yet.
  private var blocks = [Int32](repeating: -1, count: 1 << 16)
  private var lists: [List] = []
  /// The first chunk is never used, so that no list begins at 0.
  private var chunks = [UInt8](repeating: 0, count: chunkSize)

  /// About how many bytes of memory it takes.
  var size: Int { chunks.count + lists.count * MemoryLayout<List>.stride }

  /// Whether there is nothing in it.
  var isEmpty: Bool { lists.isEmpty }

  /// Adds a text of a row.
  ///
  /// Behind a text stand two bytes that no text has, so that each of its bytes is the first of three.
  ///
  /// - Parameters:
  ///   - text: The text, folded.
  ///   - row: The place of the row in its segment; not less than any before.
  mutating func add(_ text: Span<UInt8>, row: Int) {
    guard text.count > 0 else { return }
    let row = Int32(truncatingIfNeeded: row)
    var pair = Int(SearchNeedle.lowercased(text[0])) << 8
    pair |= text.count == 1 ? Self.end : Int(SearchNeedle.lowercased(text[1]))
    for place in 2..<max(2, text.count) {
      add(Int(SearchNeedle.lowercased(text[place])), after: &pair, row: row)
    }
    for _ in 0..<min(2, text.count) { add(Self.end, after: &pair, row: row) }
  }

  /// Visits what was collected.
  ///
  /// - Parameter body: Takes the three bytes, the first highest, in ascending order, and the rows that hold them, as
  ///   they are stored.
  /// - Throws: What `body` throws.
  func forEach(_ body: (_ trigram: Int, _ rows: [UInt8]) throws -> Void) rethrows {
    for (pair, block) in blocks.enumerated() where block >= 0 {
      for byte in 0..<256 where lists[Int(block) + byte].last >= 0 {
        let differences = differences(of: lists[Int(block) + byte])
        try body(pair << 8 | byte, PoolSegment.stored(differences: differences))
      }
    }
  }

  @inline(__always)
  private mutating func add(_ byte: Int, after pair: inout Int, row: Int32) {
    var block = Int(blocks[pair])
    if block < 0 { block = makeBlock(after: pair) }
    if lists[block + byte].last < row { append(row, to: block + byte) }
    pair = (pair << 8 | byte) & 0xFFFF
  }

  private mutating func makeBlock(after pair: Int) -> Int {
    let block = lists.count
    lists.append(contentsOf: repeatElement(List(), count: 256))
    blocks[pair] = Int32(block)
    return block
  }

  @inline(__always)
  private mutating func append(_ row: Int32, to index: Int) {
    var list = lists[index]
    var rest = UInt32(row - max(0, list.last))
    list.last = row
    while rest >= 0x80 {
      append(UInt8(rest & 0x7F | 0x80), to: &list)
      rest >>= 7
    }
    append(UInt8(rest), to: &list)
    lists[index] = list
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8, to list: inout List) {
    if list.start == 0 {
      list.start = makeChunk()
      list.end = list.start
    } else if Int(list.end) % Self.chunkSize == Self.dataSize {
      let next = makeChunk()
      for offset in 0..<4 { chunks[Int(list.end) + offset] = UInt8(truncatingIfNeeded: next >> (8 * offset)) }
      list.end = next
    }
    chunks[Int(list.end)] = byte
    list.end += 1
  }

  private mutating func makeChunk() -> UInt32 {
    let start = UInt32(chunks.count)
    chunks.append(contentsOf: repeatElement(0, count: Self.chunkSize))
    return start
  }

  private func differences(of list: List) -> [UInt8] {
    var bytes: [UInt8] = []
    chunks.withUnsafeBufferPointer { chunks in
      var place = Int(list.start)
      while true {
        let limit = place - place % Self.chunkSize + Self.dataSize
        let isLast = place...limit ~= Int(list.end)
        let data = chunks[place..<(isLast ? Int(list.end) : limit)]
        // What lies in one piece is copied at once, which a slice of an array is not.
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: data))
        if isLast { return }
        place = (0..<4).reduce(0) { $0 | Int(chunks[limit + $1]) << (8 * $1) }
      }
    }
    return bytes
  }
}
