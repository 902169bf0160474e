import Curation
import Foundation
import ProjectStore
import Testing

@Suite struct RunsTests {
  private func setup(_ seed: Int) -> RankingRun.Setup {
    RankingRun.Setup(origin: .model(name: "tiny"), model: "tiny", options: ["seed": "\(seed)"])
  }

  /// A try that puts the candidates of a cluster in the order of the division, or in reverse.
  private func record(
    _ fixture: ProjectFixture,
    _ cluster: Int,
    round: Int = 1,
    isReversed: Bool
  ) throws -> RankingRecord {
    var record = try fixture.reversal(of: cluster)
    record.round = round
    guard !isReversed, case .success(var ranking) = record.outcome else { return record }
    ranking.order.reverse()
    record.outcome = .success(ranking)
    return record
  }

  @Test func `a run that is begun aside leaves the one under review`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let project = fixture.project
    let first = try project.beginRun(setup(0), at: ProjectFixture.time, aside: true)
    #expect(try project.currentRun == first, "the first is under review in any case")
    let second = try project.beginRun(setup(1), at: ProjectFixture.time, aside: true)
    let third = try project.beginRun(setup(2), at: ProjectFixture.time, aside: true)
    #expect(try project.currentRun == first)
    // Going on with it aside changes nothing either; going on with it as usual does.
    #expect(try project.beginRun(setup(1), at: ProjectFixture.time, aside: true) == second)
    #expect(try project.currentRun == first)
    #expect(try project.beginRun(setup(1), at: ProjectFixture.time) == second)
    #expect(try project.currentRun == second)
    let before = try project.lastStart()
    #expect(try project.review(run: third.id) == third)
    #expect(try project.currentRun == third)
    #expect(try project.lastStart() > before)
    #expect(throws: ProjectError.unknownRun(9)) { try project.review(run: 9) }
  }

  @Test func `a run of clusters that were replaced cannot be reviewed`() throws {
    let fixture = try ProjectFixture.divided(clusters: 1)
    let old = try fixture.project.beginRun(setup(0), at: ProjectFixture.time)
    try fixture.divide(into: 3)
    #expect(throws: ProjectError.unknownRun(old.id)) { try fixture.project.review(run: old.id) }
  }

  @Test func `rankings lie side by side, and the chosen one is shown, listed and searched`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let project = fixture.project
    let first = try project.beginRun(setup(0), at: ProjectFixture.time)
    try project.record([try record(fixture, 1, isReversed: true)], inRun: first.id)
    let second = try project.beginRun(setup(1), at: ProjectFixture.time)
    try project.record([try record(fixture, 2, isReversed: false)], inRun: second.id)
    #expect(try project.rankingStates() == [.unasked, .ranked])
    #expect(try project.rankingStates(inRun: first.id) == [.ranked, .unasked])
    try project.review(run: first.id)
    #expect(try project.rankingStates() == [.ranked, .unasked])
    #expect(try project.outcome(cluster: 1).run == first.id)
    let ids = try project.cluster(1).candidates
    let orders = try project.runOrders(ofCluster: 1)
    #expect(orders.map(\.run) == [first.id, second.id])
    #expect(orders.map(\.isReviewed) == [true, false])
    #expect(orders.map(\.order) == [ids.reversed(), []])
    let rows = try project.rows(of: ids)
    #expect(try project.orders(inRun: first.id) == [1: rows.reversed()])
    #expect(try project.orders(inRun: second.id).keys.sorted() == [2])
  }

  @Test func `passes tell what was shown, and rounds what came of asking again`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let project = fixture.project
    let run = try project.beginRun(setup(0), at: ProjectFixture.time)
    try project.record(
      [
        try fixture.failure(of: 1), try record(fixture, 1, isReversed: true),
        try record(fixture, 2, isReversed: true),
        try record(fixture, 1, round: 2, isReversed: false),
      ],
      inRun: run.id
    )
    let ids = try project.cluster(1).candidates
    let rows = try project.rows(of: ids)
    var passes: [PassOrder] = []
    try project.forEachPass(ofRun: run.id) { passes.append($0) }
    #expect(passes.map(\.cluster) == [1, 1, 2])
    #expect(passes.first?.shown == rows && passes.first?.order == rows.reversed())
    #expect(try project.repeatedOrders(inRun: run.id) == [1: [ids.reversed(), ids]])
  }
}
