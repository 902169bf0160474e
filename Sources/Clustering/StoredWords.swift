import Foundation

/// Lists of 32-bit numbers as bytes, one behind the other: its length, then its numbers, all little-endian.
struct StoredWords {
  private(set) var data: Data
  private var place: Int

  init(_ data: Data = Data()) {
    self.data = data
    place = data.startIndex
  }

  /// Whether everything has been read.
  var isAtEnd: Bool { place == data.endIndex }

  /// Adds a list.
  mutating func append(_ list: [Int32]) {
    ([Int32(list.count)] + list).map(\.littleEndian).withUnsafeBytes { data.append(contentsOf: $0) }
  }

  /// Reads the next list; nil where none is.
  mutating func next() -> [Int32]? {
    guard let count = word(at: place), count >= 0, Int(count) <= (data.endIndex - place) / 4 - 1 else {
      return nil
    }
    let start = place - data.startIndex + 4
    place += 4 * (Int(count) + 1)
    return data.withUnsafeBytes { bytes in
      (0..<Int(count)).map {
        Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * $0, as: Int32.self))
      }
    }
  }

  private func word(at place: Int) -> Int32? {
    guard data.endIndex - place >= 4 else { return nil }
    return data.withUnsafeBytes {
      Int32(littleEndian: $0.loadUnaligned(fromByteOffset: place - data.startIndex, as: Int32.self))
    }
  }
}
