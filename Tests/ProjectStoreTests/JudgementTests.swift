import Curation
import Foundation
import Testing

@testable import ProjectStore

@Suite struct JudgementTests {
  private let fixture: ProjectFixture
  private var project: Project { fixture.project }

  /// Four clusters of three, of which a run has ranked all but the fourth.
  init() throws {
    fixture = try ProjectFixture.divided(clusters: 4)
    let run = try fixture.project.beginRun(RankingsTests.setup, at: ProjectFixture.time)
    try fixture.project.record(try (1...3).map { try fixture.reversal(of: $0) }, inRun: run.id)
  }

  private func judgements(longestPause: TimeInterval = 900) throws -> [JudgementRecord] {
    var records: [JudgementRecord] = []
    try fixture.reopened(access: .readOnly).forEachJudgement(longestPause: longestPause) {
      records.append($0)
    }
    return records
  }

  @discardableResult
  private func log(
    _ event: ReviewEvent,
    _ cluster: Int,
    by curator: String = "ada",
    after seconds: TimeInterval
  ) throws -> LogEntry {
    try project.append(
      event,
      cluster: cluster,
      by: curator,
      at: ProjectFixture.time.addingTimeInterval(seconds),
      expecting: try project.standing(of: cluster).version
    )
  }

  /// Picks a candidate by its place in the division.
  private func pick(
    _ index: Int,
    in number: Int,
    first: Int? = nil,
    mode: ReviewMode = .assisted,
    batch: Int64? = nil
  ) throws -> ReviewEvent {
    let cluster = try project.cluster(number)
    let outcome = try project.outcome(cluster: number)
    let isShown = mode == .assisted || mode == .decideFirst
    return .decide(
      try Decision(
        .override,
        picks: [cluster.candidates[index]],
        firstChoice: first.map { [cluster.candidates[$0]] },
        in: cluster,
        ranking: outcome.ranking,
        reason: .coverage,
        presentation: Presentation(
          order: mode == .assisted ? outcome.ranking?.order ?? cluster.candidates : cluster.candidates,
          showedRanking: isShown && outcome.ranking != nil,
          run: isShown ? outcome.run : nil,
          mode: mode
        ),
        batch: batch
      )
    )
  }

  @Test func `a decision comes with its order, its time and the length of the first choice`() throws {
    try log(try pick(0, in: 1), 1, after: 0)
    let entry = try log(try pick(1, in: 2, first: 2, mode: .decideFirst), 2, after: 12.5)
    let records = try judgements()
    #expect(records.map(\.step.entry.cluster) == [1, 2])
    let record = try #require(records.last)
    let candidates = try project.cluster(2).candidates
    #expect(record.step.entry == entry)
    #expect(record.step.decision.firstChoice == [candidates[2]])
    #expect(record.rankerOrder == candidates.reversed())
    #expect(record.seconds == 12.5)
    #expect(record.wordCount == 3)
    #expect(record.agreement == nil)
    #expect(records.first?.seconds == nil)
  }

  @Test func `a blind decision is compared with the current run, and one without a ranking with none`() throws
  {
    try log(try pick(0, in: 3, mode: .blind), 3, after: 0)
    try log(try pick(0, in: 4), 4, after: 1)
    let records = try judgements()
    #expect(records.first?.step.decision.presentation.run == nil)
    #expect(records.first?.rankerOrder == (try project.cluster(3).candidates.reversed()))
    #expect(records.last?.rankerOrder == nil)
  }

  @Test func `the order is that of the run that was shown, and runs that agree are counted`() throws {
    try log(try pick(0, in: 1), 1, after: 0)
    var setup = RankingsTests.setup
    setup.model = "other"
    let run = try project.beginRun(setup, at: ProjectFixture.time)
    let members = try project.cluster(1).candidates
    let ranking = try Ranking(
      of: members,
      cluster: 1,
      order: members,
      rationales: [:],
      origin: .model(name: "other")
    )
    try project.record(
      [
        RankingRecord(cluster: 1, outcome: .success(ranking), shown: members, time: ProjectFixture.time),
        try fixture.reversal(of: 2),
      ],
      inRun: run.id
    )
    try log(try pick(0, in: 2), 2, after: 5)
    let records = try judgements()
    #expect(records.first?.rankerOrder == members.reversed())
    #expect(records.first?.agreement == Confidence(agreeing: 1, passes: 2))
    #expect(records.last?.agreement == Confidence(agreeing: 2, passes: 2))
  }

  @Test func `what was taken back is left out until it is restored`() throws {
    let first = try log(try pick(0, in: 1), 1, after: 0)
    try log(try pick(0, in: 2), 2, after: 10)
    try log(.undo(of: first.sequence + 1), 2, after: 20)
    #expect(try judgements().map(\.step.entry.cluster) == [1])
    try log(try pick(1, in: 2), 2, after: 25)
    // The undo is where the work on the second try began.
    #expect(try judgements().map(\.seconds) == [nil, 5])
    try log(.undo(of: first.sequence + 3), 2, after: 30)
    try log(.redo(of: first.sequence + 3), 2, after: 31)
    #expect(try judgements().map(\.step.entry.sequence) == [1, 4])
  }

  @Test func `each decision about a cluster is there, whoever made it`() throws {
    try log(try pick(0, in: 1), 1, after: 0)
    try log(try pick(1, in: 1), 1, by: "bob", after: 1)
    try log(try pick(2, in: 1), 1, after: 2)
    #expect(try judgements().map(\.step.entry.curator) == ["ada", "bob", "ada"])
    #expect(try judgements().map(\.seconds) == [nil, nil, 2])
  }

  @Test func `a pause, a stroke over many and a script have no time`() throws {
    try log(try pick(0, in: 1), 1, after: 0)
    try log(try pick(0, in: 2), 2, after: 901)
    try log(try pick(0, in: 3, batch: 7), 3, after: 905)
    try log(try pick(1, in: 3, mode: .scripted), 3, after: 908)
    #expect(try judgements().map(\.seconds) == [nil, nil, nil, nil])
    #expect(try judgements(longestPause: 1000).map(\.seconds) == [nil, 901, nil, nil])
    #expect(try judgements().map(\.step.decision.batch) == [nil, nil, 7, nil])
  }

  @Test func `a choice, a flag and a note are part of the work on the decision`() throws {
    try log(try pick(0, in: 1), 1, after: 0)
    let candidates = try project.cluster(2).candidates
    try log(.choose([candidates[1]]), 2, after: 10)
    try log(.flag(true), 2, after: 14)
    try log(.note("odd"), 2, after: 16)
    try log(.undo(of: 4), 2, after: 17)
    try log(.redo(of: 4), 2, after: 18)
    try log(.undo(of: 4), 2, after: 19)
    try log(try pick(0, in: 2, first: 1, mode: .decideFirst), 2, after: 20)
    #expect(try judgements().map(\.seconds) == [nil, 20])
  }

  @Test func `a project without clusters has no judgements, sizes or picks`() throws {
    let empty = try ProjectFixture(count: 2).project
    var count = 0
    try empty.forEachJudgement(longestPause: 900) { _ in count += 1 }
    #expect(count == 0)
    #expect(try empty.clusterSizes() == [])
    #expect(try empty.picksInOrder() == [])
  }

  @Test func `picks come in the order of the decisions that count`() throws {
    try log(try pick(0, in: 3), 3, after: 0)
    try log(try pick(1, in: 1), 1, after: 1)
    try log(try pick(2, in: 3), 3, after: 2)
    // Cluster n of four holds the rows n - 1, n + 3 and n + 7.
    let picks = try project.picksInOrder()
    #expect(try project.rows(of: picks) == [4, 10])
    #expect(try project.rows(of: [picks[1], id("nobody"), picks[0]]) == [10, 4])
    #expect(try project.clusterSizes() == [3, 3, 3, 3])
  }

  @Test func `a vector is read by its row`() throws {
    let vectors = try EmbeddingsTests.vectors(2)
    try project.save(
      vectors,
      rows: [4, 1],
      encoder: EmbeddingsTests.encoder,
      stage: ProjectFixture.stage(.embed)
    )
    #expect(try project.vector(ofRow: 4) == Array(vectors[0]))
    #expect(try project.vector(ofRow: 1) == Array(vectors[1]))
    #expect(try project.vector(ofRow: 0) == nil)
    #expect(try project.embeddedRows() == [1, 4])
    try fixture.execute("UPDATE vector SET components = x'00' WHERE row = 1")
    #expect(throws: ProjectError.self) { try fixture.reopened().vector(ofRow: 1) }
  }
}
