internal import CZlib
import Foundation

/// The files of a Python wheel, which is a ZIP archive: stored or deflated, not encrypted, under 4 GB.
struct WheelFile: Sendable {
  /// One file of the archive.
  struct Entry: Equatable, Sendable {
    /// Its path within the archive.
    var name: String
    fileprivate var isDeflated: Bool
    fileprivate var packedSize: Int
    fileprivate var size: Int
    fileprivate var checksum: UInt
    fileprivate var header: Int
  }

  /// The archive's path, for messages.
  let path: String

  /// Its files in the order of its directory.
  let entries: [Entry]

  private let bytes: Data

  /// Reads the directory of an archive.
  ///
  /// - Throws: `SentenceEncoderError` when it cannot be read or is none.
  init(path: String) throws(SentenceEncoderError) {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
    let damaged = SentenceEncoderError.malformed(path: path, problem: "it is no whole ZIP archive")
    // The directory's end is found from behind: a comment of up to 65,535 bytes may follow it.
    let start = max(0, bytes.count - 22 - 65_535)
    guard bytes.count >= 22,
      let end = (start...bytes.count - 22).last(where: { bytes.number(4, at: $0) == 0x0605_4B50 }),
      let count = bytes.number(2, at: end + 10), var position = bytes.number(4, at: end + 16)
    else { throw damaged }
    var entries: [Entry] = []
    for _ in 0..<count {
      guard bytes.number(4, at: position) == 0x0201_4B50, let flags = bytes.number(2, at: position + 8),
        let method = bytes.number(2, at: position + 10), let checksum = bytes.number(4, at: position + 16),
        let packedSize = bytes.number(4, at: position + 20), let size = bytes.number(4, at: position + 24),
        let nameLength = bytes.number(2, at: position + 28), let extra = bytes.number(2, at: position + 30),
        let comment = bytes.number(2, at: position + 32), let header = bytes.number(4, at: position + 42),
        position + 46 + nameLength <= bytes.count
      else { throw damaged }
      let name = String(decoding: bytes[position + 46..<position + 46 + nameLength], as: UTF8.self)
      guard flags & 1 == 0, method == 0 || method == 8 else {
        throw .malformed(path: path, problem: "“\(name)” is packed in a way that is not read")
      }
      entries.append(
        Entry(
          name: name,
          isDeflated: method == 8,
          packedSize: packedSize,
          size: size,
          checksum: UInt(checksum),
          header: header
        )
      )
      position += 46 + nameLength + extra + comment
    }
    self.path = path
    self.bytes = bytes
    self.entries = entries
  }

  /// Unpacks a file, handing over its bytes piece by piece.
  ///
  /// - Throws: `SentenceEncoderError` when the bytes do not have their announced length and checksum, or what
  ///   `write` throws.
  func unpack(_ entry: Entry, write: (Data) throws(SentenceEncoderError) -> Void) throws(SentenceEncoderError)
  {
    let damaged = SentenceEncoderError.malformed(path: path, problem: "“\(entry.name)” in it is damaged")
    guard let nameLength = bytes.number(2, at: entry.header + 26),
      let extra = bytes.number(2, at: entry.header + 28)
    else { throw damaged }
    let start = entry.header + 30 + nameLength + extra
    guard start + entry.packedSize <= bytes.count else { throw damaged }
    var packed = Array(bytes[start..<start + entry.packedSize])
    var checksum: UInt = 0
    var size = 0
    func take(_ piece: [UInt8]) throws(SentenceEncoderError) {
      size += piece.count
      // A few packed bytes can stand for more than any disk holds.
      guard size <= entry.size else { throw damaged }
      checksum = crc32(checksum, piece, UInt32(piece.count))
      try write(Data(piece))
    }
    if entry.isDeflated {
      try Self.inflate(&packed, damaged, take)
    } else {
      try take(packed)
    }
    guard size == entry.size, checksum == entry.checksum else { throw damaged }
  }

  private static func inflate(
    _ packed: inout [UInt8],
    _ damaged: SentenceEncoderError,
    _ take: ([UInt8]) throws(SentenceEncoderError) -> Void
  ) throws(SentenceEncoderError) {
    var stream = z_stream()
    // Negative: deflated data without a header of their own.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw damaged
    }
    defer { inflateEnd(&stream) }
    var consumed = 0
    var status = Z_OK
    while status == Z_OK {
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 20) { output, produced in
        packed.withUnsafeMutableBufferPointer { input in
          stream.next_in = input.baseAddress.map { $0 + consumed }
          stream.avail_in = UInt32(input.count - consumed)
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          consumed = input.count - Int(stream.avail_in)
          produced = output.count - Int(stream.avail_out)
        }
      }
      try take(piece)
    }
    guard status == Z_STREAM_END else { throw damaged }
  }
}

extension Data {
  /// A little-endian number of some bytes, or nil beyond the end.
  fileprivate func number(_ size: Int, at position: Int) -> Int? {
    guard position >= 0, position + size <= count else { return nil }
    return (0..<size).reduce(0) { $0 | Int(self[startIndex + position + $1]) << (8 * $1) }
  }
}
