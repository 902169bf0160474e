import Curation
import TestSupport
import Testing

@testable import Embedding

@Suite struct NumPyArrayTests {
  /// The bytes of a `.npy` file.
  private func file(
    type: String = "<f4",
    order: String = "False",
    shape: String = "(2, 3)",
    version: UInt8 = 1,
    _ elements: [UInt8]
  ) -> [UInt8] {
    let header = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }"
    let padded = Array(header.utf8) + Array(repeating: 0x20, count: 20) + [0x0A]
    let size = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: padded.count >> (8 * $0)) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + padded + elements
  }

  private func bytes(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) } }
  }

  private func bytes(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) } }
  }

  @Test(arguments: [1, 2, 3] as [UInt8])
  func `float32 is read in every version of the format`(version: UInt8) throws {
    let values: [Float] = [1, -2, 0.5, 0, 3, -0.25]
    try withTemporaryFile(file(version: version, bytes(values))) { path in
      let array = try NumPyArray(path: path)
      #expect(array.rows == 2 && array.columns == 3)
      #expect(try array.embeddings() == Embeddings(count: 2, dimensions: 3, values: values))
      #expect(try array.elements() == values.map(Double.init))
    }
  }

  @Test func `float64 keeps its precision for centroids`() throws {
    let values = [0.1, 0.2, 1e-300, 4, 5, 6]
    try withTemporaryFile(file(type: "<f8", bytes(values))) { path in
      let array = try NumPyArray(path: path)
      #expect(try array.elements() == values)
      #expect(try array.embeddings().values == values.map { Float($0) })
    }
  }

  @Test func `float16 is read, subnormal numbers too`() throws {
    let bits: [UInt16] = [0x3C00, 0xC000, 0x3555, 0x0001, 0x8400, 0x7BFF]
    let bytes = bits.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    try withTemporaryFile(file(type: "<f2", bytes)) { path in
      let elements = try NumPyArray(path: path).elements()
      #expect(elements == [1, -2, 0.333251953125, 0x1p-24, -0x1p-14, 65504])
    }
  }

  @Test(arguments: [("<f2", VectorElement.float16), ("<f4", .float32), ("<f8", .float32)])
  func `a file says what holds it as it is computed with`(type: String, element: VectorElement) throws {
    let bytes = [UInt8](repeating: 1, count: type == "<f2" ? 12 : type == "<f4" ? 24 : 48)
    try withTemporaryFile(file(type: type, bytes)) { path in
      let array = try NumPyArray(path: path)
      #expect(array.element == element)
    }
  }

  @Test func `Fortran order is turned round`() throws {
    try withTemporaryFile(file(order: "True", bytes([1, 4, 2, 5, 3, 6] as [Float]))) { path in
      let elements = try NumPyArray(path: path).elements()
      #expect(elements == [1, 2, 3, 4, 5, 6])
    }
  }

  @Test func `numbers that are not finite and zero vectors are told by row`() throws {
    try withTemporaryFile(file(bytes([1, 2, 3, 4, .nan, 6] as [Float]))) { path in
      #expect(throws: EmbeddingError.notFinite(path: path, column: 1, rows: RowList([1]))) {
        try NumPyArray(path: path).embeddings()
      }
    }
    try withTemporaryFile(file(type: "<f8", bytes([1, 2, 1e300, 4, 5, 6]))) { path in
      #expect(throws: EmbeddingError.notFinite(path: path, column: 2, rows: RowList([0]))) {
        try NumPyArray(path: path).embeddings()
      }
    }
    try withTemporaryFile(file(type: "<f2", [0, 0x7C] + [UInt8](repeating: 0, count: 10))) { path in
      #expect(throws: EmbeddingError.notFinite(path: path, column: 0, rows: RowList([0]))) {
        try NumPyArray(path: path).elements()
      }
    }
    try withTemporaryFile(file(bytes([1, 2, 3, 0, -0.0, 0] as [Float]))) { path in
      let array = try NumPyArray(path: path)
      #expect(throws: EmbeddingError.zeroVector(path: path, rows: RowList([1]))) { try array.embeddings() }
      #expect(try array.elements().count == 6)
    }
  }

  @Test func `all rows that are wrong are counted`() throws {
    try withTemporaryFile(file(shape: "(4, 2)", bytes([1, 2, .nan, 4, .infinity, .nan, 7, 8] as [Float]))) {
      path in
      let error = EmbeddingError.notFinite(path: path, column: 0, rows: RowList([1, 2]))
      #expect(throws: error) { try NumPyArray(path: path).embeddings() }
      #expect(error.summary.hasSuffix("(counted from 0) is not a finite number; likewise row 2."))
    }
    try withTemporaryFile(file(shape: "(4, 2)", bytes([0, 0, 1, 2, 0, 0, 0, 0] as [Float]))) { path in
      #expect(throws: EmbeddingError.zeroVector(path: path, rows: RowList([0, 2, 3]))) {
        try NumPyArray(path: path).embeddings()
      }
    }
  }

  @Test(arguments: ["<f2", "<f4", "<f8"]) func `a long array in Fortran order is turned round whole`(
    type: String
  )
    throws
  {
    // Numbers that every type holds exactly, in more rows than are turned at a time.
    let (rows, columns) = (600, 3)
    let elements = (0..<rows * columns).map { Double($0) }
    let turned = (0..<columns).flatMap { column in (0..<rows).map { elements[$0 * columns + column] } }
    let content: [UInt8] = turned.flatMap { number in
      switch type {
      case "<f2": bytesOfHalf(number)
      case "<f4": bytes([Float(number)])
      default: bytes([number])
      }
    }
    try withTemporaryFile(file(type: type, order: "True", shape: "(600, 3)", content)) { path in
      let array = try NumPyArray(path: path)
      let read = try array.elements()
      #expect(read == elements)
      for row in [0, 255, 256, 599] {
        #expect(array.vector(row) == elements[row * columns..<(row + 1) * columns].map { Float($0) })
      }
    }
  }

  /// A whole number up to 2,048 in half precision.
  private func bytesOfHalf(_ number: Double) -> [UInt8] {
    guard number > 0 else { return [0, 0] }
    let bits = UInt16(Float(number).exponent + 15) << 10 | UInt16(Float(number).significandBitPattern >> 13)
    return [UInt8(truncatingIfNeeded: bits), UInt8(bits >> 8)]
  }

  @Test func `a file of the wrong length is refused`() throws {
    for count in [0, 23, 25] {
      try withTemporaryFile(file([UInt8](repeating: 1, count: count))) { path in
        #expect(throws: EmbeddingError.wrongLength(path: path, expected: 24, found: count)) {
          try NumPyArray(path: path)
        }
      }
    }
  }

  @Test func `what is no array is refused`() throws {
    for bytes in [[], [0x93], Array("PK\u{3}\u{4} a zip archive".utf8), Array("1.0,2.0\n".utf8)] {
      try withTemporaryFile(bytes) { path in
        #expect(throws: EmbeddingError.notNumPy(path: path)) { try NumPyArray(path: path) }
      }
    }
    #expect(throws: EmbeddingError.self) { try NumPyArray(path: "/nonexistent/vectors.npy") }
  }

  @Test(arguments: [
    (">f4", "False", "(2, 3)", "its elements are of type >f4"),
    ("<i8", "False", "(2, 3)", "its elements are of type <i8"),
    ("|O", "False", "(2, 3)", "its elements are of type |O"),
    ("<f4", "False", "(6,)", "its shape is (6,), not (rows, columns)"),
    ("<f4", "False", "()", "its shape is (), not (rows, columns)"),
    ("<f4", "False", "(1, 2, 3)", "its shape is (1, 2, 3), not (rows, columns)"),
    ("<f4", "False", "(0, 3)", "its shape is (0, 3)"),
    ("<f4", "False", "(-2, -3)", "its shape is (-2, -3)"),
    ("<f4", "False", "(99999999999999, 99999999999999)", "its shape is (99999999999999, 99999999999999)"),
    ("<f4", "Maybe", "(2, 3)", "its header is incomplete"),
  ])
  func `an array of another kind is refused with the reason`(
    type: String,
    order: String,
    shape: String,
    problem: String
  ) throws {
    try withTemporaryFile(file(type: type, order: order, shape: shape, [])) { path in
      #expect(throws: EmbeddingError.unsupportedArray(path: path, problem: problem)) {
        try NumPyArray(path: path)
      }
    }
  }

  @Test func `a header is never read beyond the file, wherever it is cut`() throws {
    let whole = file(bytes([1, 2, 3, 4, 5, 6] as [Float]))
    for count in 0..<whole.count {
      try withTemporaryFile(Array(whole.prefix(count))) { path in
        #expect(throws: EmbeddingError.self) { try NumPyArray(path: path) }
      }
    }
    var unknown = whole
    unknown[6] = 4
    try withTemporaryFile(unknown) { path in
      #expect(throws: EmbeddingError.unsupportedArray(path: path, problem: "format version 4.0 is not known"))
      {
        try NumPyArray(path: path)
      }
    }
  }

  @Test(.enabled(if: SharedData.isPresent, SharedData.note))
  func `the reference vectors are read`() throws {
    let embeddings = try NumPyArray(path: SharedData.path("dolly-1k.minilm.npy")).embeddings()
    #expect(embeddings.count == 1000 && embeddings.dimensions == 384)
    for row in 0..<1000 {
      #expect(abs(embeddings[row].reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    }
  }
}
