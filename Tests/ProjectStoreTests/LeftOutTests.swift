import Curation
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct LeftOutTests {
  let fixture: ProjectFixture

  init() throws { fixture = try ProjectFixture(count: 6) }

  private static let leftOut = [
    LeftOut(row: 4, reason: .annotated), LeftOut(row: 5, reason: .duplicate(of: 4, similarity: 0.97)),
  ]

  private func divide(_ rows: [[Int]], leavingOut leftOut: [LeftOut]) throws {
    try fixture.project.save(
      partition: rows,
      leavingOut: leftOut,
      labels: rows.map { _ in "label" },
      method: .random,
      picks: 1,
      seed: 0,
      stage: ProjectFixture.stage(.cluster)
    )
  }

  @Test func `what is left out is in no cluster, is kept, and is in one again when nothing is left out`()
    throws
  {
    #expect(try fixture.project.leftOut().isEmpty)
    try divide([[3, 0], [1, 2]], leavingOut: Self.leftOut.reversed())
    let project = try fixture.reopened()
    #expect(try project.leftOut() == Self.leftOut)
    let counts = try project.leftOutCounts()
    #expect(counts.annotated == 1 && counts.duplicates == 1)
    #expect(counts == LeftOutCounts(Self.leftOut))
    #expect(try project.clusterNumber(of: id("item-5")) == nil)
    #expect(try project.clusterNumbers() == [1, 2, 2, 1, 0, 0])
    #expect(try project.search("item 5", limit: 9).isEmpty && project.search("item 1", limit: 9).count == 1)
    try fixture.divide(into: 2)
    #expect(try fixture.project.leftOut().isEmpty)
    #expect(try fixture.project.clusterNumbers().allSatisfy { $0 > 0 })
  }

  @Test(arguments: [
    ([[0, 1, 2], [3, 4]], leftOut), ([[0, 1, 2], [3]], [leftOut[0]]),
    ([[0, 1], [2, 3]], leftOut + [leftOut[0]]),
    ([[0, 1], [2, 3]], [leftOut[0], LeftOut(row: 6, reason: .annotated)]),
  ])
  func `an instruction is either in one cluster or left out once`(rows: [[Int]], leftOut: [LeftOut]) throws {
    #expect(throws: ProjectError.self) { try divide(rows, leavingOut: leftOut) }
    #expect(try fixture.project.division == nil)
  }

  @Test func `of what is annotated the nearest to a candidate is told`() throws {
    let values: [Float] = [1, 0, 0.9, 0.1, 0, 1, 1, 1, 0.8, 0.2, 0.1, 0.9]
    try fixture.project.save(
      try #require(Embeddings(count: 6, dimensions: 2, values: values)),
      encoder: EmbeddingsTests.encoder,
      stage: ProjectFixture.stage(.embed)
    )
    try fixture.divide(into: 2)
    #expect(try fixture.project.nearestAnnotated(to: id("item-0")) == nil)
    try divide(
      [[0], [1, 2, 3]],
      leavingOut: [LeftOut(row: 4, reason: .annotated), LeftOut(row: 5, reason: .annotated)]
    )
    #expect(try fixture.project.nearestAnnotated(to: id("item-0"))?.id == id("item-4"))
    #expect(try fixture.project.nearestAnnotated(to: id("item-2"))?.id == id("item-5"))
  }

  @Test func `near-duplicates are told by row, both of a pair`() throws {
    #expect(throws: ProjectError.noNeighbours) { try fixture.project.rows(withSimilarity: 0.9) }
    try fixture.project.save(
      EmbeddingsTests.vectors(6),
      encoder: EmbeddingsTests.encoder,
      stage: ProjectFixture.stage(.embed)
    )
    try fixture.project.save(
      [
        NeighbourRecord(row: 3, nearest: 1, similarity: 0.95),
        NeighbourRecord(row: 2, nearest: 3, similarity: 0.949),
      ],
      isExact: false,
      ofSet: try #require(try fixture.project.embeddings()).set,
      stage: ProjectFixture.stage(.neighbours)
    )
    #expect(try fixture.project.rows(withSimilarity: 0.95) == [1, 3])
    #expect(try fixture.project.rows(withSimilarity: 0.9) == [1, 2, 3])
  }
}
