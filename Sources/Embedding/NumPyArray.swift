public import Curation
import Foundation

/// A two-dimensional array of floating-point numbers from a `.npy` file.
///
/// Float16, float32 and float64, little-endian, in C or Fortran order. The file stays mapped into memory and
/// its elements are converted when they are asked for.
public struct NumPyArray: Sendable {
  /// The file's path, for messages.
  public let path: String

  /// The number of rows.
  public var rows: Int { header.rows }

  /// The number of columns.
  public var columns: Int { header.columns }

  private let header: NumPyHeader
  private let bytes: Data

  /// Opens the file at a path.
  ///
  /// - Throws: `EmbeddingError` when it cannot be read, is no array of the supported kinds, or does not have as
  ///   many bytes as its header promises.
  public init(path: String) throws(EmbeddingError) {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
    let header = try NumPyHeader(bytes, path: path)
    guard bytes.count - header.length == header.byteCount else {
      throw .wrongLength(path: path, expected: header.byteCount, found: bytes.count - header.length)
    }
    self.path = path
    self.header = header
    self.bytes = bytes
  }

  /// The array as embeddings, one row an instruction.
  ///
  /// - Throws: `EmbeddingError.notFinite` or `.zeroVector` with the row; a float64 beyond the range of float32
  ///   is not finite here.
  public func embeddings() throws(EmbeddingError) -> Embeddings {
    let values = try finiteElements { Float($0) }
    for row in 0..<rows where values[row * columns..<(row + 1) * columns].allSatisfy({ $0 == 0 }) {
      throw .zeroVector(path: path, row: row)
    }
    guard let embeddings = Embeddings(count: rows, dimensions: columns, values: values) else {
      throw .unsupportedArray(path: path, problem: "its shape is (\(rows), \(columns))")
    }
    return embeddings
  }

  /// The array's `rows × columns` elements as they are, row-major, such as for centroids.
  ///
  /// - Throws: `EmbeddingError.notFinite` with the row.
  public func elements() throws(EmbeddingError) -> [Double] {
    try finiteElements { $0 }
  }

  private func finiteElements<Element: BinaryFloatingPoint>(
    _ convert: (Double) -> Element
  ) throws(EmbeddingError) -> [Element] {
    let (rows, columns) = (header.rows, header.columns)
    let elements = bytes.withUnsafeBytes { bytes in
      (0..<rows * columns).map { index in
        let position =
          header.isColumnMajor ? (index % columns) * rows + index / columns : index
        return convert(Self.element(header.element, in: bytes, at: header.length, position))
      }
    }
    if let bad = elements.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(path: path, row: bad / columns, column: bad % columns)
    }
    return elements
  }

  private static func element(
    _ type: NumPyHeader.Element,
    in bytes: UnsafeRawBufferPointer,
    at start: Int,
    _ position: Int
  ) -> Double {
    let offset = start + position * type.byteCount
    return switch type {
    case .float16:
      Double(
        Float(halfBits: UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
      )
    case .float32:
      Double(
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      )
    case .float64:
      Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
  }
}

extension Float {
  /// Makes the number that 16 bits stand for in IEEE 754 half precision (Swift has no `Float16` everywhere).
  fileprivate init(halfBits bits: UInt16) {
    let sign: Float = bits & 0x8000 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Float(bits & 0x3FF)
    switch exponent {
    case 0: self = sign * fraction * 0x1p-24
    case 0x1F: self = fraction == 0 ? sign * .infinity : .nan
    default: self = sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
    }
  }
}
