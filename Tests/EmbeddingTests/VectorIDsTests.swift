import Curation
import Testing

@testable import Embedding

@Suite struct VectorIDsTests {
  private func ids(_ text: String) throws -> VectorIDs { try VectorIDs(path: "v.ids", text: text) }

  @Test(arguments: ["a\nb\nc\n", "a\nb\nc", "a\r\nb\r\nc\r\n", "\u{FEFF}a\nb\nc"])
  func `vectors are found in the pool's order`(text: String) throws {
    let pool = ["c", "a", "b"].map { InstructionID($0) }
    #expect(try ids(text).rows(of: pool, amongVectors: 3) == [2, 0, 1])
  }

  @Test func `ids keep their spaces and their composition`() throws {
    let ids = try ids("a b\n\u{E9}\ne\u{301}\n")
    #expect(ids.ids.map(\.rawValue.unicodeScalars.count) == [3, 1, 2])
    #expect(Set(ids.ids).count == 3)
  }

  @Test func `lines that are wrong are told by their number`() {
    #expect(throws: EmbeddingError.emptyID(path: "v.ids", line: 2)) { try ids("a\n\nc\n") }
    #expect(throws: EmbeddingError.duplicateID(path: "v.ids", id: "a", line: 3, firstLine: 1)) {
      try ids("a\nb\na\n")
    }
  }

  @Test func `missing and unknown ids are told`() throws {
    let ids = try ids("a\nb\nc")
    let pool = ["a", "b"].map { InstructionID($0) }
    #expect(throws: EmbeddingError.unknownID(path: "v.ids", id: "c", line: 3)) {
      try ids.rows(of: pool, amongVectors: 3)
    }
    #expect(try ids.rows(of: pool, amongVectors: 3, ignoringUnknown: true) == [0, 1])
    let larger = ["a", "x", "b", "c", "y"].map { InstructionID($0) }
    #expect(throws: EmbeddingError.missingID(path: "v.ids", id: "x", rows: RowList([1, 4]))) {
      try ids.rows(of: larger, amongVectors: 3)
    }
  }

  @Test func `another number of ids than of vectors is refused`() throws {
    #expect(throws: EmbeddingError.countMismatch(path: "v.ids", vectors: 3, expected: 2)) {
      try ids("a\nb").rows(of: [], amongVectors: 3)
    }
  }

  @Test func `the file is read from disk`() throws {
    try withTemporaryFile(Array("a\nb\n".utf8)) { path in
      let ids = try VectorIDs(path: path).ids
      #expect(ids.count == 2)
    }
    try withTemporaryFile([0xFF, 0xFE, 0x41]) { path in
      #expect(throws: EmbeddingError.self) { try VectorIDs(path: path) }
    }
  }
}
