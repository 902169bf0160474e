internal import Curation
internal import Foundation

/// A vector as the project file holds it: IEEE 754 components, little-endian.
enum VectorBlob {
  /// The bytes of a vector.
  static func encode(_ vector: ArraySlice<Float>, as element: VectorElement = .float32) -> Data {
    switch element {
    case .float16: vector.map { $0.halfBits.littleEndian }.withUnsafeBytes { Data($0) }
    case .float32: vector.map { $0.bitPattern.littleEndian }.withUnsafeBytes { Data($0) }
    }
  }

  /// The bytes of a vector that has a direction still when they are read again.
  ///
  /// - Throws: `ProjectError.beyondHalfPrecision` when a component would be infinite, or all would be 0.
  static func encode(_ vector: ArraySlice<Float>, as element: VectorElement, ofRow row: Int) throws -> Data {
    if element == .float16 {
      let largest = vector.reduce(0) { max($0, $1.magnitude) }
      let stored = Float(halfBits: largest.halfBits)
      guard stored.isFinite, (stored > 0) == (largest > 0) else {
        throw ProjectError.beyondHalfPrecision(row: row)
      }
    }
    return encode(vector, as: element)
  }

  /// The components that bytes stand for.
  static func decode(_ data: Data, as element: VectorElement = .float32) -> [Float] {
    [Float](unsafeUninitializedCapacity: data.count / element.byteCount) { components, count in
      decode(data, as: element, into: components)
      count = components.count
    }
  }

  /// Writes the components that bytes stand for to where there is room for as many.
  static func decode(
    _ data: Data,
    as element: VectorElement,
    into components: UnsafeMutableBufferPointer<Float>
  ) {
    data.withUnsafeBytes { bytes in
      switch element {
      case .float16:
        for index in components.indices {
          let bits = bytes.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
          components.initializeElement(at: index, to: Float(halfBits: UInt16(littleEndian: bits)))
        }
      case .float32:
        for index in components.indices {
          let bits = bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
          components.initializeElement(at: index, to: Float(bitPattern: UInt32(littleEndian: bits)))
        }
      }
    }
  }
}
