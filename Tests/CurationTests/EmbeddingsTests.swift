import Curation
import Testing

@Suite struct EmbeddingsTests {
  @Test func `the scale of a vector gives it length 1, and nothing gives one to zeros`() throws {
    let embeddings = try #require(
      Embeddings(count: 4, dimensions: 2, values: [3, 4, 0, 0, 0, -1, 3e-30, 4e-30])
    )
    #expect((0..<3).map(embeddings.unitScale) == [0.2, 0, 1])
    // What Float32 could not square has a length all the same.
    #expect(abs(embeddings.unitScale(of: 3) * 5e-30 - 1) < 1e-6)
  }
}
