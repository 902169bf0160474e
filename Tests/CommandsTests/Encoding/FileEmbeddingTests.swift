import Curation
import Foundation
import ProjectStore
import TestSupport
import Testing

/// Vectors that were made elsewhere, with the built program.
@Suite struct FileEmbeddingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let pool = (1...4).map { #"{"id":"p\#($0)","instruction":"Write \#($0) lines about tea"}"# }
    try folder.write(pool.joined(separator: "\n"), to: "pool.jsonl")
    try BuiltProgram.run("new", "tea.handpick", "pool.jsonl", in: folder)
  }

  /// Writes an array of two columns in half precision and Fortran order; the numbers are small and whole.
  private func write(_ rows: [[Int]], to name: String = "v.npy") throws {
    let header = "{'descr': '<f2', 'fortran_order': True, 'shape': (\(rows.count), 2), }"
    var bytes: [UInt8] =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
    // Zero, ones, twos and fours, and something that is no number.
    let halves: [Int: [UInt8]] = [0: [0, 0], 1: [0, 0x3C], 2: [0, 0x40], 4: [0, 0x44], -1: [0, 0x7E]]
    for column in 0..<2 { for row in rows { bytes += halves[row[column]] ?? [] } }
    try folder.write(bytes, to: name)
  }

  private func embed(_ options: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(["embed", "tea.handpick", "--vectors", "v.npy"] + options, in: folder)
  }

  private func stored() throws -> [Float]? {
    let project = try Project.open(at: folder.file("tea.handpick"))
    defer { try? project.close() }
    return try project.embeddings()?.embeddings.values
  }

  private func element() throws -> VectorElement? {
    let project = try Project.open(at: folder.file("tea.handpick"))
    defer { try? project.close() }
    return try project.embeddingSummary()?.element
  }

  @Test func `vectors come in import order, or by the ids that are named or lie beside them`() throws {
    try write([[1, 0], [2, 0], [4, 0], [0, 1]])
    #expect(try embed().status == 0)
    #expect(try stored() == [1, 0, 2, 0, 4, 0, 0, 1])
    // A vector of no instruction is left out: pools lose exact duplicates.
    try write([[1, 0], [2, 0], [4, 0], [0, 1], [1, 1]])
    try folder.write("p4\np3\np2\np1\nelse\n", to: "v.ids")
    let beside = try embed()
    #expect(beside.status == 0, "\(beside.errors)")
    #expect(beside.errors.contains("Whose vector is whose: ") && beside.errors.contains("v.ids."))
    #expect(try stored() == [0, 1, 4, 0, 2, 0, 1, 0])
    try folder.write("p1\np3\np2\np4\nelse\n", to: "other.txt")
    #expect(try embed("--ids", "other.txt").status == 0)
    #expect(try stored() == [1, 0, 4, 0, 2, 0, 0, 1])
  }

  @Test func `vectors are stored as the file has them, or as is said`() throws {
    let rows = [[1, 0], [2, 0], [4, 0], [0, 1]]
    try write(rows)
    #expect(try embed().status == 0)
    #expect(try element() == .float16)
    #expect(try embed("--store", "float32").status == 0)
    #expect(try element() == .float32)
    // Encoders keep to what their vectors were stored as before.
    let lexical = ["embed", "tea.handpick", "--encoder", "lexical"]
    #expect(try BuiltProgram.run(lexical, in: folder).status == 0)
    #expect(try element() == .float32)
    for options in [["--store", "float16"], []] {
      #expect(try BuiltProgram.run(lexical + options, in: folder).status == 0)
      #expect(try element() == .float16)
    }
  }

  @Test(arguments: [
    (
      [[1, 0], [2, -1], [4, 0], [-1, 0]], "",
      "Row 1, column 1 of v.npy (counted from 0) is not a finite number; likewise row 3."
    ),
    ([[1, 0], [2, 0], [0, 0], [4, 0]], "", "Row 2 of v.npy (counted from 0) is all zeros."),
    ([[1, 0], [2, 0]], "", "v.npy has 2 vectors, but the pool has 4 instructions."),
    (
      [[1, 0], [2, 0]], "p1\np3\n",
      "The instruction “p2” (row 1, counted from 0) has no vector: its id is not in"
    ),
    ([[1, 0], [2, 0]], "p1\np3\np2\np4\n", "v.ids has 4 ids for 2 vectors."),
    ([[1, 0], [2, 0]], "p1\n\n", "is empty where an id is expected."),
  ])
  func `what is wrong is told by row, and the vectors in use stay`(
    rows: [[Int]],
    ids: String,
    message: String
  ) throws {
    try write([[1, 0], [2, 0], [4, 0], [0, 1]])
    #expect(try embed().status == 0)
    try write(rows)
    if !ids.isEmpty { try folder.write(ids, to: "v.ids") }
    let outcome = try embed()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(try stored() == [1, 0, 2, 0, 4, 0, 0, 1])
  }
}
