import Foundation

/// What the beginning of a `.npy` file says: element type, memory order and shape.
///
/// The format is NumPy's own (NEP 1; versions 1.0, 2.0 and 3.0 differ only in the header's length and text
/// encoding).
struct NumPyHeader: Equatable {
  /// The element types that are read, all little-endian.
  enum Element: String {
    case float16 = "<f2"
    case float32 = "<f4"
    case float64 = "<f8"

    var byteCount: Int {
      switch self {
      case .float16: 2
      case .float32: 4
      case .float64: 8
      }
    }
  }

  var element: Element
  var isColumnMajor: Bool
  var rows: Int
  var columns: Int

  /// Where the elements begin, in bytes from the start of the file.
  var length: Int

  /// The number of bytes that the elements take.
  var byteCount: Int { rows * columns * element.byteCount }

  /// Reads the header at the start of a file's bytes.
  init(_ bytes: Data, path: String) throws(EmbeddingError) {
    let bytes = [UInt8](bytes.prefix(1 << 20))
    guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else { throw .notNumPy(path: path) }
    guard bytes.count >= 8 else { throw .unsupportedArray(path: path, problem: "its header is cut off") }
    guard (1...3).contains(bytes[6]) else {
      throw .unsupportedArray(path: path, problem: "format version \(bytes[6]).\(bytes[7]) is not known")
    }
    let sizeBytes = bytes[6] == 1 ? 2 : 4
    let size = bytes.dropFirst(8).prefix(sizeBytes).reversed().reduce(0) { $0 << 8 | Int($1) }
    length = 8 + sizeBytes + size
    guard bytes.count >= length else {
      throw .unsupportedArray(path: path, problem: "its header is cut off")
    }
    let text = String(decoding: bytes[(8 + sizeBytes)..<length], as: UTF8.self)

    guard let type = text.firstMatch(of: /'descr'\s*:\s*'([^']*)'/)?.1 else {
      throw .unsupportedArray(path: path, problem: "it is not a plain array of numbers")
    }
    guard let element = Element(rawValue: String(type)) else {
      throw .unsupportedArray(path: path, problem: "its elements are of type \(type)")
    }
    guard let order = text.firstMatch(of: /'fortran_order'\s*:\s*(True|False)/)?.1,
      let shape = text.firstMatch(of: /'shape'\s*:\s*\(([^)]*)\)/)?.1
    else { throw .unsupportedArray(path: path, problem: "its header is incomplete") }
    let sizes = shape.split(separator: ",").map { Int($0.filter { !$0.isWhitespace }) }
    guard sizes.count == 2, let rows = sizes[0], let columns = sizes[1] else {
      throw .unsupportedArray(path: path, problem: "its shape is (\(shape)), not (rows, columns)")
    }
    // A shape of more bytes than any file can have must not overflow.
    guard rows > 0, columns > 0, rows <= Int(Int32.max), columns <= 1 << 20 else {
      throw .unsupportedArray(path: path, problem: "its shape is (\(shape))")
    }
    self.element = element
    self.rows = rows
    self.columns = columns
    isColumnMajor = order == "True"
  }
}
