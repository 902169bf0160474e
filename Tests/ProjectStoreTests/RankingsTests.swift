import Curation
import Testing

@testable import ProjectStore

@Suite struct RankingsTests {
  static let setup = RankingRun.Setup(
    origin: .model(name: "tiny"),
    model: "tiny",
    endpoint: "http://127.0.0.1:1/v1",
    promptHash: "00ff",
    options: ["temperature": "0"]
  )

  @Test func `a ranking comes back with its rationales`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let run = try fixture.project.beginRun(Self.setup, at: ProjectFixture.time)
    let record = try fixture.reversal(of: 2, rationale: "NUL \u{0} and quote \"")
    try fixture.project.record([record], inRun: run.id)
    let expected = try record.outcome.get()
    let project = try fixture.reopened()
    #expect(try project.outcome(cluster: 2) == .ranked(expected, run: run.id))
    #expect(try project.ranking(cluster: 2, run: run.id) == expected)
    #expect(try project.outcome(cluster: 1) == .unasked)
    #expect(try project.ranking(cluster: 1, run: run.id) == nil)
    #expect(try project.currentRun == run)
    #expect(run.setup == Self.setup && run.started == ProjectFixture.time)
  }

  @Test func `the newest success counts, whatever fails before or after`() throws {
    let fixture = try ProjectFixture.divided(clusters: 1)
    let run = try fixture.project.beginRun(Self.setup, at: ProjectFixture.time)
    func record(_ record: RankingRecord) throws { try fixture.project.record([record], inRun: run.id) }
    try record(try fixture.failure(of: 1, .truncated))
    try record(try fixture.failure(of: 1, .refusal))
    #expect(
      try fixture.project.outcome(cluster: 1)
        == .failed(RankingFailure(.refusal, "said \u{0} no"), run: run.id)
    )
    try record(try fixture.reversal(of: 1, rationale: "first"))
    let second = try fixture.reversal(of: 1, rationale: "second")
    try record(second)
    try record(try fixture.failure(of: 1))
    #expect(try fixture.project.ranking(cluster: 1, run: run.id) == second.outcome.get())
    #expect(try fixture.project.rankingStates() == [.ranked])
  }

  @Test func `what is left to ask leaves out what was answered`() throws {
    let fixture = try ProjectFixture.divided(clusters: 4)
    let project = fixture.project
    #expect(try project.rankingStates() == [.unasked, .unasked, .unasked, .unasked])
    let run = try project.beginRun(Self.setup, at: ProjectFixture.time)
    try project.record([try fixture.reversal(of: 2), try fixture.failure(of: 3, .unknownID)], inRun: run.id)
    #expect(try project.rankingStates() == [.unasked, .ranked, .failed(.unknownID), .unasked])
    #expect(try project.clustersToRank(inRun: run.id, retryingFailures: false) == [1, 4])
    #expect(try project.clustersToRank(inRun: run.id, retryingFailures: true) == [1, 3, 4])
    #expect(throws: ProjectError.unknownRun(9)) {
      try project.clustersToRank(inRun: 9, retryingFailures: true)
    }
  }

  @Test func `the same setup continues its run, another begins one`() throws {
    let fixture = try ProjectFixture.divided(clusters: 1)
    let project = fixture.project
    let first = try project.beginRun(Self.setup, at: ProjectFixture.time)
    var warmer = Self.setup
    warmer.options["temperature"] = "1"
    let second = try project.beginRun(warmer, at: ProjectFixture.time)
    #expect(second.id != first.id)
    #expect(try project.currentRun == second)
    #expect(try project.beginRun(Self.setup, at: ProjectFixture.time) == first)
    #expect(try project.currentRun == first)
    let fresh = try project.beginRun(Self.setup, at: ProjectFixture.time, fresh: true)
    #expect(try project.runs().map(\.id) == [fresh.id, first.id, second.id])
  }

  @Test func `a run belongs to its division`() throws {
    let fixture = try ProjectFixture.divided(clusters: 1)
    #expect(throws: ProjectError.noDivision) {
      try ProjectFixture().project.beginRun(Self.setup, at: ProjectFixture.time)
    }
    let first = try fixture.project.beginRun(Self.setup, at: ProjectFixture.time)
    let late = try fixture.reversal(of: 1)
    try fixture.divide(into: 3)
    let second = try fixture.project.beginRun(Self.setup, at: ProjectFixture.time)
    #expect(second.id != first.id)
    // A reply that arrives after the clusters were made anew is about the old ones.
    try fixture.project.record([late], inRun: first.id)
    #expect(try fixture.project.rankingStates() == [.unasked, .unasked, .unasked])
  }

  @Test func `what is no ranking of the cluster is refused, and all that came with it`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let run = try fixture.project.beginRun(Self.setup, at: ProjectFixture.time)
    var foreign = try fixture.reversal(of: 2)
    foreign.cluster = 1
    foreign.shown = []
    let records = [try fixture.reversal(of: 1), foreign]
    #expect(throws: ProjectError.self) { try fixture.project.record(records, inRun: run.id) }
    var strangerShown = try fixture.failure(of: 1)
    strangerShown.shown = [id("nobody")]
    #expect(throws: ProjectError.notACandidate(id("nobody"), cluster: 1)) {
      try fixture.project.record([strangerShown], inRun: run.id)
    }
    var nowhere = try fixture.failure(of: 1)
    nowhere.cluster = 7
    #expect(throws: ProjectError.unknownCluster(7)) { try fixture.project.record([nowhere], inRun: run.id) }
    #expect(try fixture.project.rankingStates() == [.unasked, .unasked])
  }

  @Test func `the same inputs give the same clusters and the same queue`() throws {
    func queue() throws -> (clusters: [Cluster], queue: Queue) {
      let fixture = try ProjectFixture.divided(clusters: 6)
      let project = fixture.project
      let run = try project.beginRun(Self.setup, at: ProjectFixture.time)
      for cluster in try project.clusters() {
        let record = try fixture.reversal(of: cluster.number)
        try project.record([record], inRun: run.id)
        let ranking = try record.outcome.get()
        let decision = try Decision(
          .accept,
          picks: [ranking.order[0]],
          in: cluster,
          ranking: ranking,
          presentation: Presentation(order: ranking.order, showedRanking: true, run: run.id)
        )
        _ = try project.append(
          .decide(decision),
          cluster: cluster.number,
          by: "ada",
          at: ProjectFixture.time,
          expecting: 0
        )
      }
      let clusters = try project.clusters()
      let queue = try Queue(
        clusters: clusters,
        review: project.review(),
        ranking: { try project.ranking(cluster: $0, run: $1) },
        instruction: { try project.instruction($0) }
      )
      return (clusters, queue)
    }
    let first = try queue()
    let second = try queue()
    #expect(first.clusters == second.clusters)
    #expect(first.queue == second.queue)
    #expect(first.queue.items.map(\.rationale) == Array(repeating: "last is best", count: 6))
    #expect(first.queue.items.map(\.instruction.id.rawValue) == (12..<18).map { "item-\($0)" })
  }
}
