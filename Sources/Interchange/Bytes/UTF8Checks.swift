extension UInt8 {
  /// Whether JSON takes the byte for white space between its tokens.
  var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

/// A byte that cannot be part of UTF-8 text where it stands.
struct InvalidByte: Equatable {
  /// Its place, counted as the sequence's own indices are.
  var index: Int
  /// Its value.
  var byte: UInt8

  /// Finds the first byte of a text that is not UTF-8, or nothing.
  init?(in bytes: ArraySlice<UInt8>) {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      index = bytes.startIndex + error.byteOffsets.lowerBound
      byte = bytes[index]
    }
  }
}
