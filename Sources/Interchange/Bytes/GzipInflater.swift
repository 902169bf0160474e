internal import CZlib

/// Why compressed bytes could not be unpacked.
enum GzipFault: Error, Equatable {
  /// The data end in the middle of a member.
  case truncated
  /// The data contradict themselves; the text is zlib's.
  case corrupt(String)
}

/// Unpacks gzip data (RFC 1952), of any number of members, piece by piece.
final class GzipInflater {
  /// The first two bytes of every gzip member.
  static let magic: [UInt8] = [0x1F, 0x8B]

  private enum State { case inMember, betweenMembers, inPadding }

  /// zlib keeps a pointer to its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var state = State.inMember
  private var input: [UInt8] = []
  private var consumed = 0
  private var mayHoldOutput = false

  /// Makes an inflater at the start of the data.
  init() throws(GzipFault) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, as every gzip file may need; 16 more ask for the gzip header.
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .corrupt("zlib cannot start (\(status))") }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Whether the next call of `next` needs more data first.
  var needsInput: Bool { consumed == input.count && !mayHoldOutput }

  /// Takes the next piece of compressed data; only when `needsInput`.
  func feed(_ bytes: [UInt8]) {
    input = bytes
    consumed = 0
  }

  /// Says that no more data follow.
  func finish() throws(GzipFault) {
    if state == .inMember { throw .truncated }
  }

  /// Unpacks at most `capacity` bytes; may unpack none.
  func next(capacity: Int) throws(GzipFault) -> [UInt8] {
    try startNextMember()
    guard state == .inMember else { return [] }
    var status = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: capacity) { output, produced in
      input.withUnsafeMutableBufferPointer { input in
        stream.pointee.next_in = input.baseAddress.map { $0 + consumed }
        stream.pointee.avail_in = UInt32(input.count - consumed)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(capacity)
        status = inflate(stream, Z_NO_FLUSH)
        consumed = input.count - Int(stream.pointee.avail_in)
        produced = capacity - Int(stream.pointee.avail_out)
      }
    }
    mayHoldOutput = output.count == capacity && status == Z_OK
    switch status {
    // Z_BUF_ERROR only says that there was nothing to do.
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: state = .betweenMembers
    default: throw .corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)")
    }
    return output
  }

  private func startNextMember() throws(GzipFault) {
    if state == .betweenMembers, consumed < input.count {
      if input[consumed] == 0 {
        state = .inPadding
      } else {
        inflateReset(stream)
        state = .inMember
      }
    }
    guard state == .inPadding else { return }
    // Tapes and some tools fill the last block with zeros.
    guard input[consumed...].allSatisfy({ $0 == 0 }) else { throw .corrupt("text after the end") }
    consumed = input.count
  }
}
