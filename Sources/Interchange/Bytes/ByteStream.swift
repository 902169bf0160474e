import Foundation

/// The bytes of one source, unpacked if they are gzipped, in pieces of limited size.
///
/// Compression is recognised by the first two bytes, never by the name.
final class ByteStream {
  private static let pieceSize = 1 << 16

  /// What messages call the source.
  let name: String

  /// How many bytes were read from the source, before unpacking.
  private(set) var bytesRead = 0

  private let descriptor: Int32
  private let isOwned: Bool
  private var inflater: GzipInflater?
  private var head: [UInt8]?

  /// Whether the source is gzipped.
  var isCompressed: Bool { inflater != nil }

  /// Opens a source and reads enough of it to know whether it is compressed.
  init(_ source: PoolSource) throws(InterchangeError) {
    name = source.name
    switch source {
    case .standardInput:
      descriptor = 0
      isOwned = false
    case .file(let path):
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      isOwned = descriptor >= 0
      guard descriptor >= 0 else { throw .cannotRead(file: source.name, errno: errno) }
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .cannotRead(file: source.name, errno: errno) }
      if status.st_mode & S_IFMT == S_IFDIR { throw .directory(file: source.name) }
    }
    var head: [UInt8] = []
    while head.count < GzipInflater.magic.count {
      let piece = try readPiece()
      if piece.isEmpty { break }
      head += piece
    }
    self.head = head
    if head.starts(with: GzipInflater.magic) {
      inflater = try unpacking { () throws(GzipFault) in try GzipInflater() }
    }
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// The next bytes; none at the end.
  func next() throws(InterchangeError) -> [UInt8] {
    guard let inflater else { return try nextRaw() }
    while true {
      if inflater.needsInput {
        let raw = try nextRaw()
        if raw.isEmpty {
          try unpacking { () throws(GzipFault) in try inflater.finish() }
          return []
        }
        inflater.feed(raw)
      }
      let unpacked = try unpacking { () throws(GzipFault) in try inflater.next(capacity: Self.pieceSize) }
      if !unpacked.isEmpty { return unpacked }
    }
  }

  private func nextRaw() throws(InterchangeError) -> [UInt8] {
    if let head {
      self.head = nil
      return head
    }
    return try readPiece()
  }

  private func readPiece() throws(InterchangeError) -> [UInt8] {
    var failure: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      var result: Int
      repeat {
        result = read(descriptor, buffer.baseAddress, buffer.count)
      } while result < 0 && errno == EINTR
      if result < 0 { failure = errno }
      count = max(result, 0)
    }
    guard failure == 0 else { throw .cannotRead(file: name, errno: failure) }
    bytesRead += piece.count
    return piece
  }

  private func unpacking<Result>(
    _ body: () throws(GzipFault) -> Result
  ) throws(InterchangeError) -> Result {
    do {
      return try body()
    } catch {
      switch error {
      case .truncated: throw .truncatedGzip(file: name)
      case .corrupt(let detail): throw .corruptGzip(file: name, detail: detail)
      }
    }
  }
}
