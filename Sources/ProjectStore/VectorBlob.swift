internal import Foundation

/// A vector as the project file holds it: 32-bit IEEE 754 components, little-endian.
enum VectorBlob {
  static func encode(_ vector: some Sequence<Float>) -> Data {
    vector.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
  }

  static func append(_ data: Data, to values: inout [Float]) {
    data.withUnsafeBytes { bytes in
      for offset in stride(from: 0, to: bytes.count - bytes.count % 4, by: 4) {
        let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        values.append(Float(bitPattern: UInt32(littleEndian: bits)))
      }
    }
  }
}
