import Curation
import Testing

@testable import ProjectStore

@Suite struct EmbeddingsTests {
  static let encoder = EncoderDescription(name: "lexical", version: "1")

  static func vectors(_ count: Int, dimensions: Int = 3) throws -> Embeddings {
    let values = (0..<count * dimensions).map { Float($0) * 0.1 - 1 }
    return try #require(Embeddings(count: count, dimensions: dimensions, values: values))
  }

  @Test func `vectors come back bit by bit`() throws {
    let fixture = try ProjectFixture(count: 3)
    let values: [Float] = [.leastNonzeroMagnitude, -0.0, .pi, .greatestFiniteMagnitude, .nan, -.infinity]
    let embeddings = try #require(Embeddings(count: 3, dimensions: 2, values: values))
    try fixture.project.save(embeddings, encoder: Self.encoder, stage: ProjectFixture.stage(.embed))
    let stored = try #require(try fixture.reopened().embeddings())
    #expect(stored.embeddings.values.map(\.bitPattern) == values.map(\.bitPattern))
    #expect(stored.rows == [0, 1, 2])
    #expect(
      stored.summary == EmbeddingSummary(encoder: Self.encoder, element: .float32, count: 3, dimensions: 2)
    )
    #expect(try fixture.project.embeddingSummary() == stored.summary)
  }

  @Test func `vectors in half precision take half the room, and come back rounded once`() throws {
    let fixture = try ProjectFixture(count: 3)
    let values: [Float] = [1, -0.0, 65504, 0x1p-24, 1 / 3, .pi]
    let embeddings = try #require(Embeddings(count: 3, dimensions: 2, values: values))
    let rounded = values.map { Float(halfBits: $0.halfBits) }
    func save(_ embeddings: Embeddings) throws {
      try fixture.project.save(
        embeddings,
        as: .float16,
        encoder: Self.encoder,
        stage: ProjectFixture.stage(.embed)
      )
    }
    try save(embeddings)
    let project = try fixture.reopened()
    let stored = try #require(try project.embeddings())
    #expect(stored.summary.element == .float16)
    #expect(stored.embeddings.values.map(\.bitPattern) == rounded.map(\.bitPattern))
    #expect(try fixture.count("SELECT sum(length(components)) FROM vector") == 12)
    // However they are read.
    #expect(try project.vector(ofRow: 2) == Array(rounded[4...]))
    var inBlocks: [Float] = []
    try project.forEachVectorBlock(of: 2) { _, block in inBlocks += block.components }
    #expect(inBlocks == rounded)
    #expect(try project.nearest(to: id("item-1"), limit: 1)?.first?.id == id("item-0"))
    // And stored again they are the same.
    try save(stored.embeddings)
    #expect(try fixture.reopened().embeddings()?.embeddings == stored.embeddings)
  }

  @Test(arguments: [[1, 65520], [1e-9, -1e-9], [.infinity, 1]] as [[Float]])
  func `a vector that half precision cannot hold is refused, and the old ones stay`(vector: [Float]) throws {
    let fixture = try ProjectFixture(count: 2)
    let vectors = try Self.vectors(2)
    try fixture.project.save(vectors, encoder: Self.encoder, stage: ProjectFixture.stage(.embed))
    let other = try #require(Embeddings(count: 2, dimensions: 2, values: [0.5, 1] + vector))
    #expect(throws: ProjectError.beyondHalfPrecision(row: 1)) {
      try fixture.project.save(
        other,
        as: .float16,
        encoder: Self.encoder,
        stage: ProjectFixture.stage(.embed)
      )
    }
    #expect(try fixture.project.embeddings()?.embeddings == vectors)
  }

  @Test func `vectors may stand for some of the instructions`() throws {
    let fixture = try ProjectFixture(count: 5)
    let vectors = try Self.vectors(2)
    try fixture.project.save(
      vectors,
      rows: [4, 1],
      encoder: Self.encoder,
      stage: ProjectFixture.stage(.embed)
    )
    let stored = try #require(try fixture.project.embeddings())
    #expect(stored.rows == [1, 4])
    #expect(Array(stored.embeddings[0]) == Array(vectors[1]))
  }

  @Test func `new vectors replace the old ones, and both stages are remembered`() throws {
    let fixture = try ProjectFixture(count: 4)
    try fixture.project.save(try Self.vectors(4), encoder: Self.encoder, stage: ProjectFixture.stage(.embed))
    let other = EncoderDescription(name: "other", version: "2")
    let vectors = try Self.vectors(4, dimensions: 5)
    try fixture.project.save(vectors, encoder: other, stage: ProjectFixture.stage(.embed))
    #expect(try fixture.project.embeddings()?.embeddings == vectors)
    #expect(try fixture.project.embeddingSummary()?.encoder == other)
    #expect(try fixture.project.stages().map(\.name) == [.importing, .embed, .embed])
  }

  @Test func `a project without vectors has none`() throws {
    let fixture = try ProjectFixture(count: 1)
    #expect(try fixture.project.embeddings() == nil)
    #expect(try fixture.project.embeddingSummary() == nil)
  }

  @Test func `vectors that fit no instruction are refused`() throws {
    let fixture = try ProjectFixture(count: 2)
    let two = try Self.vectors(2)
    func save(_ rows: [Int]) throws {
      try fixture.project.save(two, rows: rows, encoder: Self.encoder, stage: ProjectFixture.stage(.embed))
    }
    #expect(throws: ProjectError.unknownRow(2)) { try save([0, 2]) }
    #expect(throws: ProjectError.unknownRow(-1)) { try save([0, -1]) }
    #expect(throws: ProjectError.vectorsDoNotFit(rows: 1, vectors: 2)) { try save([1, 1]) }
    #expect(throws: ProjectError.vectorsDoNotFit(rows: 1, vectors: 2)) { try save([1]) }
    #expect(try fixture.project.embeddings() == nil)
    #expect(try fixture.project.stages().count == 1)
  }

  @Test(arguments: [
    "UPDATE embeddingSet SET dimensions = 9223372036854775807",
    "UPDATE embeddingSet SET count = 3",
    "UPDATE embeddingSet SET count = 1",
    "UPDATE embeddingSet SET count = 9223372036854775807",
    "UPDATE embeddingSet SET count = -1",
    "UPDATE embeddingSet SET element = 'float16'",
    "UPDATE embeddingSet SET element = 'float8'",
    "UPDATE vector SET components = x'00' WHERE row = 1",
    "DELETE FROM vector WHERE row = 0",
  ])
  func `vectors that lost their shape are damage, not a crash`(sql: String) throws {
    let fixture = try ProjectFixture(count: 2)
    try fixture.project.save(try Self.vectors(2), encoder: Self.encoder, stage: ProjectFixture.stage(.embed))
    try fixture.execute(sql)
    #expect(throws: ProjectError.self) { try fixture.project.embeddings() }
  }
}
