/// Finds `**strong**` parts within one line.
enum Emphasis {
  /// The parts between two byte offsets, with their marks, in ascending order.
  static func strongRanges(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> [Range<Int>]
  {
    var found: [Range<Int>] = []
    var opening: Int?
    var offset = start
    while offset + 1 < end {
      guard bytes[offset] == Byte.star, bytes[offset + 1] == Byte.star else {
        offset += 1
        continue
      }
      let next = offset + 2 < end ? bytes[offset + 2] : Byte.space
      if let begin = opening, offset > begin + 2, !Byte.isSpace(bytes[offset - 1]) {
        found.append(begin..<offset + 2)
        opening = nil
      } else if next == Byte.star {
        // Of a longer run, the two next to the letters count.
        offset += 1
        continue
      } else if !Byte.isSpace(next) {
        opening = offset
      }
      offset += 2
    }
    return found
  }
}
