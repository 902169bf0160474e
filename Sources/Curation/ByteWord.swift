/// Eight bytes of a text that are looked at together, which is much quicker than one after the other.
///
/// Each question is answered by a mask: the highest bit of every byte of which it is true, the first byte lowest.
public struct ByteWord {
  /// How many bytes there are.
  @inlinable public static var size: Int { 8 }

  @usableFromInline let bits: UInt64

  /// Takes the bytes from a place on.
  @inlinable public init(_ bytes: Span<UInt8>, at place: Int) {
    self.init(bits: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian)
  }

  @inlinable init(bits: UInt64) { self.bits = bits }

  /// The bytes that are no ASCII.
  @inlinable public var beyondASCII: UInt64 { bits & Self.highestBits }

  /// The bytes of a value.
  @inlinable public func equal(to byte: UInt8) -> UInt64 {
    ByteWord(bits: bits ^ Self.repeating(byte)).less(than: 1)
  }

  /// The bytes less than a value from 1 to 0x80.
  @inlinable public func less(than limit: UInt8) -> UInt64 {
    // The sum sets the highest bit of what is not less, and never reaches the next byte.
    ~((bits & ~Self.highestBits) &+ Self.repeating(0x80 - limit) | bits) & Self.highestBits
  }

  @inlinable static var highestBits: UInt64 { 0x8080_8080_8080_8080 }

  @inlinable static func repeating(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
