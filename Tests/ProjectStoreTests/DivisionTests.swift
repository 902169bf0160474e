import Curation
import Foundation
import Testing

@testable import ProjectStore

@Suite struct DivisionTests {
  @Test func `clusters come back as they were made`() throws {
    let fixture = try ProjectFixture(count: 5)
    let seed = UInt64.max
    try fixture.project.save(
      partition: [[4, 0, 2], [3, 1]],
      labels: ["x · y", "z\u{0}ü"],
      method: .coreset,
      picks: 2,
      seed: seed,
      stage: ProjectFixture.stage(.cluster)
    )
    let project = try fixture.reopened()
    let clusters = [
      Cluster(number: 1, label: "x · y", candidates: [id("item-4"), id("item-0"), id("item-2")]),
      Cluster(number: 2, label: "z\u{0}ü", candidates: [id("item-3"), id("item-1")]),
    ]
    #expect(try project.clusters() == clusters)
    #expect(try project.cluster(2) == clusters[1])
    #expect(
      try project.clusterSummaries([2, 1, 3]) == [
        ClusterSummary(
          number: 2,
          label: "z\u{0}ü",
          size: 2,
          ranking: .unasked,
          isFlagged: false,
          hasNote: false
        ),
        ClusterSummary(
          number: 1,
          label: "x · y",
          size: 3,
          ranking: .unasked,
          isFlagged: false,
          hasNote: false
        ),
      ]
    )
    #expect(try project.clusterNumber(of: id("item-1")) == 2)
    #expect(try project.clusterNumber(of: id("nobody")) == nil)
    let division = try #require(try project.division)
    #expect((division.method, division.clusters, division.picks, division.seed) == (.coreset, 2, 2, seed))
    #expect(division.created == ProjectFixture.time.addingTimeInterval(2))
  }

  @Test func `without clusters there is nothing, and asking for one says so`() throws {
    let fixture = try ProjectFixture(count: 2)
    #expect(try fixture.project.division == nil)
    #expect(try fixture.project.clusters().isEmpty)
    #expect(try fixture.project.clusterSummaries([1]).isEmpty)
    #expect(try fixture.project.clusterNumber(of: id("item-0")) == nil)
    #expect(throws: ProjectError.noDivision) { try fixture.project.cluster(1) }
    try fixture.divide(into: 1)
    #expect(throws: ProjectError.unknownCluster(2)) { try fixture.project.cluster(2) }
  }

  @Test(arguments: [
    ([[0, 1], [2, 1]], ["a", "b"]), ([[0, 1]], ["a"]), ([[0, 1, 2], []], ["a", "b"]),
    ([[0, 1], [2]], ["a", " "]), ([[0, 1], [2]], ["a"]), ([[0, 1], [2, 3]], ["a", "b"]),
    ([[0, 1], [2, -1]], ["a", "b"]),
  ])
  func `what does not divide the pool is refused`(rows: [[Int]], labels: [String]) throws {
    let fixture = try ProjectFixture(count: 3)
    #expect(throws: ProjectError.self) {
      try fixture.project.save(
        partition: rows,
        labels: labels,
        method: .random,
        picks: 1,
        seed: 0,
        stage: ProjectFixture.stage(.cluster)
      )
    }
    #expect(try fixture.project.division == nil)
    #expect(try fixture.project.stages().count == 1)
  }

  @Test func `progress ends where it was said to, whatever is left out`() throws {
    let fixture = try ProjectFixture(count: 5)
    var shown: [[Int]] = []
    try fixture.project.save(
      partition: [[4, 0], [3]],
      leavingOut: [LeftOut(row: 1, reason: .annotated), LeftOut(row: 2, reason: .quota)],
      labels: ["a", "b"],
      method: .random,
      picks: 1,
      seed: 0,
      stage: ProjectFixture.stage(.cluster),
      progress: { shown.append([$0, $1]) }
    )
    #expect(shown == [[6, 6]])
  }

  @Test func `an unused division is replaced without asking`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    try fixture.divide(into: 3)
    #expect(try fixture.project.clusters().count == 3)
    #expect(try fixture.project.division?.id == 2)
  }

  @Test func `a division in use is replaced only explicitly, and stays in the file`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let project = fixture.project
    let run = try project.beginRun(.init(origin: .length), at: ProjectFixture.time)
    try project.record([try fixture.reversal(of: 1)], inRun: run.id)
    _ = try project.append(
      try fixture.decision(1),
      cluster: 1,
      by: "ada",
      at: ProjectFixture.time,
      expecting: 0
    )
    #expect(throws: ProjectError.divisionInUse(decisions: 1, rankings: 1)) { try fixture.divide(into: 3) }
    #expect(try project.division?.id == 1)

    try fixture.divide(into: 3, replacing: true)
    #expect(try project.clusters().count == 3)
    #expect(try project.currentRun == nil)
    #expect(try project.outcome(cluster: 1) == .unasked)
    #expect(try project.log().isEmpty)
    #expect(try project.review().isOpen(1))
    #expect(try fixture.count("SELECT count(*) FROM log") == 1)
    #expect(try fixture.count("SELECT count(*) FROM cluster") == 5)
    #expect(try project.ranking(cluster: 1, run: run.id)?.order.count == 3)
    #expect(try project.verifyLog() == nil)
  }
}
