/// 65,536 rows of the pool that follow each other, and how a set of them is stored.
///
/// A set is stored as the differences between its rows in ascending order, the first from 0: seven bits a byte, the
/// lowest first, and the highest bit set in all but the last byte (LEB128). Where that would take 8,192 bytes or
/// more, it is a bitmap of 8,192 bytes, row `n` being bit `n % 8` of byte `n / 8`. So the size tells which it is.
enum PoolSegment {
  /// How many rows a segment has.
  static let size = 1 << 16

  private static let bitmapSize = size / 8

  /// The segment that a row belongs to.
  static func number(ofRow row: Int) -> Int { row / size }

  /// A set as it is stored, for the differences between its rows.
  static func stored(differences: [UInt8]) -> [UInt8] {
    guard differences.count >= bitmapSize else { return differences }
    return bitmap(of: differences.withUnsafeBytes(rows(differences:)))
  }

  /// A set as it is stored.
  static func stored(_ rows: BitSet) -> [UInt8] {
    var differences: [UInt8] = []
    var last = 0
    rows.forEach { row in
      append(row - last, to: &differences)
      last = row
    }
    return differences.count < bitmapSize ? differences : bitmap(of: rows)
  }

  /// Reads what `stored` made; rows that no segment has are left out.
  static func rows(stored bytes: UnsafeRawBufferPointer) -> BitSet {
    guard bytes.count >= bitmapSize else { return rows(differences: bytes) }
    var rows = BitSet(below: size)
    for index in 0..<bitmapSize / 8 {
      let word = bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
      rows.insert(word: UInt64(littleEndian: word), at: index)
    }
    return rows
  }

  /// Appends a difference as it is stored.
  static func append(_ difference: Int, to bytes: inout [UInt8]) {
    var rest = difference
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F | 0x80))
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func rows(differences: UnsafeRawBufferPointer) -> BitSet {
    var rows = BitSet(below: size)
    var row = 0
    var difference = 0
    var shift = 0
    for byte in differences {
      // More bits than a row has can only come from a damaged file.
      if shift < 21 { difference |= Int(byte & 0x7F) << shift }
      shift += 7
      guard byte < 0x80 else { continue }
      row += difference
      guard row < size else { return rows }
      rows.insert(row)
      (difference, shift) = (0, 0)
    }
    return rows
  }

  private static func bitmap(of rows: BitSet) -> [UInt8] {
    rows.words.map(\.littleEndian).withUnsafeBytes { Array($0) }
  }
}
