import CZlib

/// So many spaces by gzip, in about a thousandth of that.
func gzippedSpaces(_ count: Int) -> [UInt8] {
  var stream = z_stream()
  let version = Int32(MemoryLayout<z_stream>.size)
  guard
    deflateInit2_(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, version) == Z_OK
  else { return [] }
  defer { deflateEnd(&stream) }
  var input = [UInt8](repeating: UInt8(ascii: " "), count: count)
  var output = [UInt8](repeating: 0, count: count / 100 + 1_000)
  input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      deflate(&stream, Z_FINISH)
    }
  }
  return Array(output.prefix(Int(stream.total_out)))
}
