import Curation
import Testing

@testable import Embedding

@Suite struct VectorIDsTests {
  private func ids(_ text: String) throws -> VectorIDs { try VectorIDs(path: "v.ids", text: text) }

  private let vectors = Embeddings(count: 3, dimensions: 2, values: [1, 1, 2, 2, 3, 3])

  @Test(arguments: ["a\nb\nc\n", "a\nb\nc", "a\r\nb\r\nc\r\n", "\u{FEFF}a\nb\nc"])
  func `vectors are put into the pool's order`(text: String) throws {
    let pool = ["c", "a", "b"].map { InstructionID($0) }
    let arranged = try ids(text).arrange(try #require(vectors), for: pool)
    #expect(arranged.values == [3, 3, 1, 1, 2, 2])
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
    let vectors = try #require(vectors)
    let ids = try ids("a\nb\nc")
    let pool = ["a", "b"].map { InstructionID($0) }
    #expect(throws: EmbeddingError.unknownID(path: "v.ids", id: "c", line: 3)) {
      try ids.arrange(vectors, for: pool)
    }
    #expect(try ids.arrange(vectors, for: pool, ignoringUnknown: true).values == [1, 1, 2, 2])
    let larger = ["a", "x", "b", "c", "y"].map { InstructionID($0) }
    #expect(throws: EmbeddingError.missingID(path: "v.ids", id: "x", row: 1, count: 2)) {
      try ids.arrange(vectors, for: larger)
    }
  }

  @Test func `another number of ids than of vectors is refused`() throws {
    let vectors = try #require(vectors)
    #expect(throws: EmbeddingError.countMismatch(path: "v.ids", vectors: 3, expected: 2)) {
      try ids("a\nb").arrange(vectors, for: [])
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
