/// Reads Unicode scalars from bytes that need not be UTF-8.
struct ScalarReader {
  /// One scalar, or one byte that is none.
  struct Element {
    /// The scalar's value, or the byte.
    var value: UInt32
    /// Bytes taken.
    var length: Int
    /// Whether the bytes are well-formed UTF-8.
    var isValid: Bool

    static func invalid(_ byte: UInt8) -> Element {
      Element(value: UInt32(byte), length: 1, isValid: false)
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>

  /// The element that begins at a byte offset; nil at the end.
  ///
  /// Overlong forms, surrogates and values beyond U+10FFFF are not scalars (RFC 3629): each of their bytes is
  /// an element of its own.
  func element(at offset: Int) -> Element? {
    guard offset < bytes.count else { return nil }
    let lead = bytes[offset]
    switch lead {
    case 0..<0x80: return Element(value: UInt32(lead), length: 1, isValid: true)
    case 0xC2..<0xE0: return sequence(from: offset, lead: UInt32(lead & 0x1F), length: 2, least: 0x80)
    case 0xE0..<0xF0: return sequence(from: offset, lead: UInt32(lead & 0x0F), length: 3, least: 0x800)
    case 0xF0..<0xF5: return sequence(from: offset, lead: UInt32(lead & 0x07), length: 4, least: 0x10000)
    default: return .invalid(lead)
    }
  }

  private func sequence(from offset: Int, lead: UInt32, length: Int, least: UInt32) -> Element {
    guard offset + length <= bytes.count else { return .invalid(bytes[offset]) }
    var value = lead
    for index in offset + 1..<offset + length {
      guard bytes[index] & 0xC0 == 0x80 else { return .invalid(bytes[offset]) }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    guard value >= least, value <= 0x10FFFF, !(0xD800..<0xE000).contains(value) else {
      return .invalid(bytes[offset])
    }
    return Element(value: value, length: length, isValid: true)
  }

  /// The scalars from a byte offset on; each byte that is none counts for one.
  func count(from offset: Int) -> Int {
    var count = 0
    var offset = offset
    while let element = element(at: offset) {
      count += 1
      offset += element.length
    }
    return count
  }
}
