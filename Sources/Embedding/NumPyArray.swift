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
  /// - Throws: `EmbeddingError.notFinite` or `.zeroVector` with the first such row and their number; a float64 beyond
  ///   the range of float32 is not finite here.
  public func embeddings() throws(EmbeddingError) -> Embeddings {
    let values: [Float] = try finiteElements()
    let zeros = (0..<rows).filter { row in
      values[row * columns..<(row + 1) * columns].allSatisfy { $0 == 0 }
    }
    if let first = zeros.first { throw .zeroVector(path: path, row: first, rows: zeros.count) }
    guard let embeddings = Embeddings(count: rows, dimensions: columns, values: values) else {
      throw .unsupportedArray(path: path, problem: "its shape is (\(rows), \(columns))")
    }
    return embeddings
  }

  /// The array's `rows × columns` elements as they are, row-major, such as for centroids.
  ///
  /// - Throws: `EmbeddingError.notFinite` with the first such row and their number.
  public func elements() throws(EmbeddingError) -> [Double] { try finiteElements() }

  private func finiteElements<Element: BinaryFloatingPoint>() throws(EmbeddingError) -> [Element] {
    let elements: [Element] =
      switch header.element {
      case .float16: read(UInt16.self) { Element(Float(halfBits: $0)) }
      case .float32: read(UInt32.self) { Element(Float(bitPattern: $0)) }
      case .float64: read(UInt64.self) { Element(Double(bitPattern: $0)) }
      }
    let bad = (0..<rows).filter { row in
      !elements[row * columns..<(row + 1) * columns].allSatisfy(\.isFinite)
    }
    guard let row = bad.first else { return elements }
    let column = elements[(row * columns)...].firstIndex { !$0.isFinite } ?? 0
    throw .notFinite(path: path, row: row, column: column - row * columns, rows: bad.count)
  }

  /// The elements, row by row, each made of its bits.
  private func read<Element, Bits: FixedWidthInteger>(
    _ type: Bits.Type,
    _ element: (Bits) -> Element
  ) -> [Element] {
    let (rows, columns, start) = (rows, columns, header.length)
    return [Element](unsafeUninitializedCapacity: rows * columns) { elements, count in
      bytes.withUnsafeBytes { bytes in
        func load(_ place: Int) -> Element {
          let offset = start + place * MemoryLayout<Bits>.size
          return element(Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self)))
        }
        guard header.isColumnMajor else {
          for place in 0..<rows * columns { elements.initializeElement(at: place, to: load(place)) }
          return
        }
        // Some rows at a time, so that what is read and what is written stays near.
        for first in Swift.stride(from: 0, to: rows, by: 256) {
          for column in 0..<columns {
            for row in first..<min(first + 256, rows) {
              elements.initializeElement(at: row * columns + column, to: load(column * rows + row))
            }
          }
        }
      }
      count = rows * columns
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
