import Curation
import Foundation
import Testing

@testable import ProjectStore

@Suite struct NearDuplicateTests {
  let fixture: ProjectFixture

  /// Nine instructions in three clusters {0 3 6} {1 4 7} {2 5 8}; 8 has no vector.
  init() throws {
    fixture = try ProjectFixture(count: 9)
    try embed()
  }

  private func embed() throws {
    try fixture.project.save(
      EmbeddingsTests.vectors(8),
      encoder: EmbeddingsTests.encoder,
      stage: ProjectFixture.stage(.embed)
    )
  }

  /// 0 and 6 are the same and in one cluster; 1 is near to 2, in two; 4 is as near as the line asks.
  private func search(isExact: Bool = true, set: Int? = nil) throws {
    let nearest = [(6, 0.99), (2, 0.92), (1, 0.92), (0, 0.4), (5, 0.95), (4, 0.9499), (0, 0.99), (0, -0.2)]
    try fixture.project.save(
      nearest.enumerated().map { NeighbourRecord(row: $0, nearest: $1.0, similarity: $1.1) },
      isExact: isExact,
      ofSet: try set ?? #require(try fixture.project.embeddings()).set,
      stage: ProjectFixture.stage(.neighbours)
    )
  }

  private func clusters(_ query: String, _ order: ClusterOrder = .natural) throws -> [Int32] {
    try fixture.reopened().clusters(matching: ClusterQuery(parsing: query), in: order)
  }

  @Test func `what was found is counted, and told for each cluster`() throws {
    try fixture.divide(into: 3)
    #expect(try fixture.project.nearDuplicates() == nil)
    try search(isExact: false)
    #expect(try fixture.project.nearDuplicates() == NearDuplicateSummary(instructions: 3, isExact: false))
    #expect(
      try fixture.project.nearDuplicates(inCluster: 1)
        == [id("item-0"): NearDuplicate(of: id("item-6")), id("item-6"): NearDuplicate(of: id("item-0"))]
    )
    #expect(
      try fixture.project.nearDuplicates(inCluster: 2)
        == [
          id("item-1"): NearDuplicate(of: id("item-2"), .near), id("item-4"): NearDuplicate(of: id("item-5")),
        ]
    )
    #expect(
      try fixture.project.nearDuplicates(inCluster: 3)
        == [
          id("item-2"): NearDuplicate(of: id("item-1"), .near),
          id("item-5"): NearDuplicate(of: id("item-4"), .near),
        ]
    )
    #expect(try fixture.project.stages().last?.name == .neighbours)
  }

  @Test(arguments: [
    ("has:duplicate", [1, 2]), ("-has:duplicate", [3]), ("has:near", [2, 3]),
    ("has:near -has:duplicate", [3]), ("similarity:>0.95", [1]),
    ("similarity:>=0.95", [1, 2]), ("similarity:<0.95", [3]), ("similarity:0.94..0.95", [2, 3]),
    ("similarity:>=0.99", [1]), ("similarity:>0.99", []), ("similarity:<=1", [1, 2, 3]),
    ("similarity:>0.98,<0.95", [1, 3]), ("-similarity:>0.95 has:duplicate", [2]),
  ])
  func `clusters are listed by the most alike of their candidates`(query: String, numbers: [Int32]) throws {
    try fixture.divide(into: 3)
    try search()
    #expect(try clusters(query) == numbers)
  }

  @Test func `the most alike come first, and those of which nothing is known last, both ways`() throws {
    try fixture.divide(into: 9)
    try search()
    let order = ClusterOrder(.distance)
    #expect(try clusters("", order) == [1, 7, 5, 6, 2, 3, 4, 8, 9])
    #expect(try clusters("", ClusterOrder(.distance, isReversed: true)) == [8, 4, 3, 2, 6, 5, 7, 1, 9])
  }

  @Test(arguments: ["has:duplicate", "-similarity:>0.5", "state:open has:flag,duplicate"])
  func `what nobody looked for cannot be listed, and the refusal says what to do`(query: String) throws {
    try fixture.divide(into: 3)
    #expect(throws: ProjectError.noNeighbours) { try clusters(query) }
    #expect(throws: ProjectError.noNeighbours) { try clusters("", ClusterOrder(.distance)) }
    #expect(ProjectError.noNeighbours.suggestion.contains("handpick neighbours"))
  }

  @Test func `clusters that are made later know it, too`() throws {
    try search()
    try fixture.divide(into: 3)
    #expect(try clusters("has:duplicate") == [1, 2])
    try fixture.divide(into: 9, replacing: true)
    #expect(try clusters("has:duplicate") == [1, 5, 7])
    try search()
    #expect(try clusters("has:duplicate") == [1, 5, 7])
  }

  @Test func `new vectors make it unknown again, and what was found among the old ones is refused`() throws {
    try fixture.divide(into: 3)
    let old = try #require(try fixture.project.embeddings()).set
    try search()
    try embed()
    #expect(try fixture.project.nearDuplicates() == nil)
    #expect(try fixture.project.nearDuplicates(inCluster: 1).isEmpty)
    #expect(throws: ProjectError.vectorsReplaced) { try search(set: old) }
    #expect(throws: ProjectError.noNeighbours) { try clusters("has:duplicate") }
  }
}
