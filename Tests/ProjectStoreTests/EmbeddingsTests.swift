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
    #expect(stored.summary == EmbeddingSummary(encoder: Self.encoder, count: 3, dimensions: 2))
    #expect(try fixture.project.embeddingSummary() == stored.summary)
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
