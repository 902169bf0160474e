internal import Foundation

extension Span<UInt8> {
  /// The place of the first byte of a value, or nil where there is none.
  ///
  /// It looks at many bytes at once.
  func firstIndex(of byte: UInt8) -> Int? {
    withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, let found = memchr(start, CInt(byte), bytes.count) else {
        return nil
      }
      return UnsafeRawPointer(found) - start
    }
  }

  /// The place of the first byte of which something is true, or nil where there is none.
  func firstIndex(where isSought: (UInt8) -> Bool) -> Int? {
    var place = 0
    while place < count, !isSought(self[place]) { place += 1 }
    return place < count ? place : nil
  }
}
