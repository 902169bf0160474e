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

  /// What holds a row as exactly as it is computed with: float64 has digits that float32 has not.
  public var element: VectorElement { header.element == .float16 ? .float16 : .float32 }

  /// One row, in float32.
  public func vector(_ row: Int) -> [Float] { read(row..<row + 1) }

  /// Sees that every row can stand for an instruction, with some of them in memory at a time.
  ///
  /// - Throws: `EmbeddingError.notFinite` or `.zeroVector` with the rows; a float64 beyond the range of float32 is
  ///   not finite here.
  public func checkVectors() throws(EmbeddingError) {
    var (infinite, zero) = (RowList(), RowList())
    for first in stride(from: 0, to: rows, by: 256) {
      let block: [Float] = read(first..<min(first + 256, rows))
      for start in stride(from: 0, to: block.count, by: columns) {
        // The bits of magnitudes are in the order of what they stand for, with what is no number at the end.
        let largest = block[start..<start + columns].reduce(0 as Int32) {
          max($0, Int32(bitPattern: $1.magnitude.bitPattern))
        }
        if largest == 0 { zero.add(first + start / columns) }
        if largest >= Int32(bitPattern: Float.infinity.bitPattern) { infinite.add(first + start / columns) }
      }
    }
    if let row = infinite.first.first {
      let column = vector(row).firstIndex { !$0.isFinite } ?? 0
      throw .notFinite(path: path, column: column, rows: infinite)
    }
    if zero.count > 0 { throw .zeroVector(path: path, rows: zero) }
  }

  /// The array as embeddings, one row an instruction.
  ///
  /// - Throws: As `checkVectors()`.
  public func embeddings() throws(EmbeddingError) -> Embeddings {
    try checkVectors()
    guard let embeddings = Embeddings(count: rows, dimensions: columns, values: read(0..<rows)) else {
      throw .unsupportedArray(path: path, problem: "its shape is (\(rows), \(columns))")
    }
    return embeddings
  }

  /// The array's `rows × columns` elements as they are, row-major, such as for centroids.
  ///
  /// - Throws: `EmbeddingError.notFinite` with the rows.
  public func elements() throws(EmbeddingError) -> [Double] {
    let elements: [Double] = read(0..<rows)
    var infinite = RowList()
    for row in 0..<rows where !elements[row * columns..<(row + 1) * columns].allSatisfy(\.isFinite) {
      infinite.add(row)
    }
    guard infinite.count > 0 else { return elements }
    let column = (elements.firstIndex { !$0.isFinite } ?? 0) % columns
    throw .notFinite(path: path, column: column, rows: infinite)
  }

  /// The elements of some rows, row by row.
  private func read<Element: BinaryFloatingPoint>(_ rows: Range<Int>) -> [Element] {
    switch header.element {
    case .float16: read(rows, UInt16.self) { Element(Float(halfBits: $0)) }
    case .float32: read(rows, UInt32.self) { Element(Float(bitPattern: $0)) }
    case .float64: read(rows, UInt64.self) { Element(Double(bitPattern: $0)) }
    }
  }

  /// The elements of some rows, row by row, each made of its bits.
  private func read<Element, Bits: FixedWidthInteger>(
    _ rows: Range<Int>,
    _ type: Bits.Type,
    _ element: (Bits) -> Element
  ) -> [Element] {
    let (height, columns, start) = (header.rows, columns, header.length)
    return [Element](unsafeUninitializedCapacity: rows.count * columns) { elements, count in
      bytes.withUnsafeBytes { bytes in
        func load(_ place: Int) -> Element {
          let offset = start + place * MemoryLayout<Bits>.size
          return element(Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self)))
        }
        guard header.isColumnMajor else {
          let first = rows.lowerBound * columns
          for place in 0..<rows.count * columns {
            elements.initializeElement(at: place, to: load(first + place))
          }
          return
        }
        // Some rows at a time, so that what is read and what is written stays near.
        for first in stride(from: rows.lowerBound, to: rows.upperBound, by: 256) {
          for column in 0..<columns {
            for row in first..<min(first + 256, rows.upperBound) {
              let place = (row - rows.lowerBound) * columns + column
              elements.initializeElement(at: place, to: load(column * height + row))
            }
          }
        }
      }
      count = rows.count * columns
    }
  }
}
