import Curation
import Testing

@testable import ProjectStore

@Suite struct ProjectionTests {
  private struct Stop: Error {}

  /// A project with vectors, of which those at `rows` stand for these rows.
  private func embedded(_ count: Int, rows: [Int]? = nil) throws -> ProjectFixture {
    let fixture = try ProjectFixture(count: count)
    let vectors = try EmbeddingsTests.vectors(rows?.count ?? count)
    try fixture.project.save(
      vectors,
      rows: rows,
      encoder: EmbeddingsTests.encoder,
      stage: ProjectFixture.stage(.embed)
    )
    return fixture
  }

  @Test(arguments: [1, 2, 5, 7, 100])
  func `vectors are handed over by row, in blocks`(size: Int) throws {
    let project = try embedded(7, rows: [6, 0, 2, 5, 1]).project
    let stored = try #require(try project.embeddings())
    var rows: [Int] = []
    var components: [Float] = []
    let set = try project.forEachVectorBlock(of: size) { dimensions, block in
      #expect(dimensions == 3)
      #expect(block.rows.count <= size && block.components.count == 3 * block.rows.count)
      rows += block.rows
      components += block.components
    }
    #expect(set == 1)
    #expect(rows == stored.rows)
    #expect(components == stored.embeddings.values)
  }

  @Test func `a pool without vectors has no blocks, and what the body throws ends the reading`() throws {
    let empty = try ProjectFixture(count: 2).project
    #expect(try empty.forEachVectorBlock { _, _ in Issue.record("there is nothing") } == nil)
    #expect(throws: Stop.self) { try embedded(3).project.forEachVectorBlock(of: 1) { _, _ in throw Stop() } }
  }

  @Test(arguments: [
    "UPDATE embeddingSet SET dimensions = 9223372036854775807",
    "UPDATE embeddingSet SET dimensions = 0",
    "UPDATE embeddingSet SET count = 3",
    "UPDATE embeddingSet SET element = 'float16'",
    "UPDATE embeddingSet SET element = 'float8'",
    "UPDATE vector SET components = x'00' WHERE row = 1",
    "DELETE FROM vector WHERE row = 0",
  ])
  func `vectors that lost their shape are damage in blocks too`(sql: String) throws {
    let fixture = try embedded(2)
    try fixture.execute(sql)
    #expect(throws: ProjectError.self) { try fixture.project.forEachVectorBlock { _, _ in } }
  }

  @Test func `a projection is kept until the pool is embedded anew or projected in another way`() throws {
    let fixture = try embedded(3)
    let coordinates: [SIMD2<Float>] = [[0.5, -1], [.nan, .nan], [.pi, .leastNonzeroMagnitude]]
    let projection = StoredProjection(method: "one", title: "Ebene \u{0}", coordinates: coordinates)
    try fixture.project.save(projection, ofSet: 1)
    let found = try #require(try fixture.reopened(access: .readOnly).projection(by: "one"))
    #expect(found.title == projection.title)
    #expect(found.coordinates.map(\.x.bitPattern) == coordinates.map(\.x.bitPattern))
    #expect(found.coordinates.map(\.y.bitPattern) == coordinates.map(\.y.bitPattern))
    #expect(try fixture.project.projection(by: "other") == nil)

    try fixture.project.save(
      EmbeddingsTests.vectors(3),
      encoder: EmbeddingsTests.encoder,
      stage: ProjectFixture.stage(.embed)
    )
    #expect(try fixture.project.projection(by: "one") == nil)
    try fixture.project.save(projection, ofSet: 2)
    #expect(try fixture.count("SELECT count(*) FROM projection") == 1)
  }

  @Test func `rows know their clusters, labels and picks`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let project = fixture.project
    #expect(try project.clusterNumbers() == [1, 2, 1, 2, 1, 2])
    #expect(try project.clusterLabels() == ["label 1", "label 2"])
    #expect(try project.picks().isEmpty)
    for (cluster, index, curator) in [(2, 1, "bob"), (1, 2, "ada")] {
      let event = try fixture.decision(cluster, index: index)
      _ = try project.append(event, cluster: cluster, by: curator, at: ProjectFixture.time, expecting: 0)
    }
    let picks = [Pick(row: 4, cluster: 1, curator: "ada"), Pick(row: 3, cluster: 2, curator: "bob")]
    #expect(try project.picks() == picks)
    #expect(try project.instruction(atRow: 4)?.id == id("item-4"))
    #expect(try project.instruction(atRow: 6) == nil)
  }

  @Test func `rows of a pool that is not divided are in no cluster`() throws {
    let project = try ProjectFixture(count: 2).project
    #expect(try project.clusterNumbers() == [0, 0])
    #expect(try project.clusterLabels().isEmpty)
    #expect(try project.picks().isEmpty)
    #expect(try project.categories().names.isEmpty)
    #expect(try project.categories().rows == [-1, -1])
  }

  @Test func `rows know their categories`() throws {
    let fixture = try ProjectFixture()
    let categories = ["qa", "", "essay \u{0}", "qa"]
    try fixture.add(
      categories.enumerated().map { index, category in
        Instruction(id: id("c\(index)"), text: "Text \(index)", category: category)
      }
    )
    let found = try fixture.project.categories()
    #expect(found.rows.map { $0 < 0 ? "" : found.names[Int($0)] } == categories)
    #expect(found.names.count == 2)
  }
}
