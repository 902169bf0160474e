import Foundation

/// The tensors of a `.safetensors` file, which stays mapped into memory.
struct Safetensors: Sendable {
  /// The file's path, for messages.
  let path: String

  private let tensors: [String: Tensor]

  /// Opens a file and checks that its header fits its length.
  ///
  /// - Throws: `SentenceEncoderError` when it is none, is cut off, or its tensors overlap or leave gaps.
  init(_ name: String, in folder: ModelFolder) throws(SentenceEncoderError) {
    let path = folder.path(of: name)
    func fault(_ problem: String) -> SentenceEncoderError { .malformed(path: path, problem: problem) }
    let bytes = try folder.bytes(of: name)
    guard bytes.count >= 8 else { throw fault("it is cut off within its first 8 bytes") }
    let announced = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard announced <= 100_000_000 else { throw fault("it does not begin as a safetensors file does") }
    let start = 8 + Int(announced)
    guard bytes.count >= start else { throw fault("it is cut off within its header") }
    let header: [String: Entry]
    do {
      header = try JSONDecoder().decode([String: Entry].self, from: bytes[8..<start])
    } catch {
      throw fault("its header cannot be read: \(ModelFolder.problem(of: error))")
    }
    var tensors: [String: Tensor] = [:]
    var end = 0
    for (name, entry) in header.sorted(by: { $0.value.begin < $1.value.begin }) where name != "__metadata__" {
      guard let type = entry.dtype, let shape = entry.shape, let offsets = entry.data_offsets,
        offsets.count == 2
      else { throw fault("the entry of “\(name)” lacks its type, shape or offsets") }
      guard offsets[0] == end, offsets[1] >= offsets[0] else {
        throw fault("the tensor “\(name)” does not begin where the one before it ends")
      }
      end = offsets[1]
      guard end <= bytes.count - start else {
        throw fault("it is cut off: “\(name)” ends at byte \(start + end) of \(bytes.count)")
      }
      tensors[name] = Tensor(type: type, shape: shape, bytes: bytes[start + offsets[0]..<start + end])
    }
    guard end == bytes.count - start else {
      throw fault("\(bytes.count - start - end) bytes follow its last tensor")
    }
    self.path = path
    self.tensors = tensors
  }

  /// Whether there is a tensor of a name.
  func contains(_ name: String) -> Bool { tensors[name] != nil }

  /// The tensor of a name, of floating-point numbers and of a shape.
  func tensor(_ name: String, shape: [Int]) throws(SentenceEncoderError) -> Tensor {
    guard let tensor = tensors[name] else { throw .missingTensor(path: path, name: name) }
    guard tensor.shape == shape else {
      throw .wrongShape(path: path, name: name, expected: shape, found: tensor.shape)
    }
    guard let size = tensor.elementSize else {
      throw .unsupported(path: path, problem: "the numbers of “\(name)” are \(tensor.type)")
    }
    guard tensor.bytes.count == shape.reduce(size, *) else {
      throw .malformed(
        path: path,
        problem: "“\(name)” has \(tensor.bytes.count) bytes, not those of its shape"
      )
    }
    return tensor
  }

  private struct Entry: Decodable {
    var dtype: String?
    var shape: [Int]?
    var data_offsets: [Int]?
    var begin: Int { data_offsets?.first ?? 0 }
  }
}

/// Numbers of a weights file, row-major.
struct Tensor: Sendable {
  /// Their type as the file names it.
  var type: String
  /// The size in each dimension.
  var shape: [Int]
  /// Their bytes, little-endian.
  var bytes: Data

  /// How many bytes a number takes, or nil for types that no weights have.
  var elementSize: Int? {
    switch type {
    case "F32": 4
    case "F16", "BF16": 2
    default: nil
    }
  }

  /// All numbers.
  var numbers: [Float] { numbers(0..<shape.reduce(1, *)) }

  /// The numbers of some positions.
  func numbers(_ positions: Range<Int>) -> [Float] {
    [Float](unsafeUninitializedCapacity: positions.count) { buffer, count in
      read(positions, into: buffer)
      count = positions.count
    }
  }

  /// Writes the numbers of some positions to uninitialised memory of as many.
  func read(_ positions: Range<Int>, into buffer: UnsafeMutableBufferPointer<Float>) {
    bytes.withUnsafeBytes { bytes in
      let source = UnsafeRawBufferPointer(rebasing: bytes[...])
      func bits(_ index: Int) -> UInt16 {
        UInt16(
          littleEndian: source.loadUnaligned(
            fromByteOffset: 2 * (positions.lowerBound + index),
            as: UInt16.self
          )
        )
      }
      switch type {
      case "F32":
        let first = 4 * positions.lowerBound
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: .init(rebasing: source[first..<first + 4 * positions.count])
        )
      case "BF16":
        for index in 0..<positions.count { buffer[index] = Float(bitPattern: UInt32(bits(index)) << 16) }
      default:
        for index in 0..<positions.count { buffer[index] = Float(halfPrecision: bits(index)) }
      }
    }
  }
}

extension Float {
  /// Makes the number that 16 bits stand for in IEEE 754 half precision (Swift has no `Float16` everywhere).
  fileprivate init(halfPrecision bits: UInt16) {
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
