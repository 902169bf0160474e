import Curation
import Testing

@testable import ProjectStore

/// What is read of clusters before a model is asked about them.
@Suite struct OpenClustersTests {
  @Test func `clusters come with their texts and their newest rounds, in the order asked for`() throws {
    let fixture = try ProjectFixture.divided(clusters: 3)
    let project = fixture.project
    let run = try project.beginRun(
      RankingRun.Setup(origin: .model(name: "tiny")),
      at: ProjectFixture.time
    ).id
    try project.record([try fixture.reversal(of: 2), try fixture.failure(of: 1)], inRun: run)
    let numbers = [3, 1, 2]
    let open = try project.openClusters(numbers, inRun: run)
    #expect(open.map(\.cluster.number) == numbers)
    for open in open {
      let cluster = try project.cluster(open.cluster.number)
      #expect(open.cluster == cluster)
      #expect(open.candidates == (try project.instructions(ids: cluster.candidates)))
      #expect(open.round == (try project.newestRound(cluster: cluster.number, run: run)))
    }
    #expect(open.contains { !$0.round.results.isEmpty } && open.contains { $0.round.results.isEmpty })
    #expect(try project.openClusters([1], inRun: nil).map(\.round) == [RankingRound()])
    #expect(throws: ProjectError.unknownCluster(99)) { try project.openClusters([1, 99], inRun: run) }
  }

  @Test(arguments: [[], [0], [3, 1, 2], [-4, 70_000]])
  func `row numbers are kept as JSON and read back`(rows: [Int]) throws {
    #expect(StoredRows.encode(rows) == (try StoredJSON.encode(rows)))
    #expect(try StoredRows.decode(StoredRows.encode(rows)) == rows)
  }

  @Test func `row numbers are read however JSON writes them, and nothing else is`() throws {
    #expect(try StoredRows.decode("[ 1, 2 ]") == [1, 2])
    for text in ["", "[1,x]", "[1,,2]", "1,2,3", "{}"] {
      #expect(throws: (any Error).self) { try StoredRows.decode(text) }
    }
  }
}
