import Curation
import TestSupport
import Testing

@testable import ProjectStore

/// Several passes over a cluster, and what they come to.
@Suite struct PassesTests {
  private let fixture: ProjectFixture
  private let run: RankingRun
  private var project: Project { fixture.project }

  /// Six clusters of three, to be ranked in three passes, five, nine.
  init() throws {
    fixture = try ProjectFixture.divided(clusters: 6)
    var setup = RankingsTests.setup
    setup.rank(in: .adaptive, by: .borda)
    run = try fixture.project.beginRun(setup, at: ProjectFixture.time)
  }

  /// A try that puts the candidates of a cluster, a, b and c, in an order; nil stands for a refusal.
  private func attempt(
    _ order: String?,
    _ cluster: Int,
    pass: Int,
    round: Int = 1,
    rationales: [String: String] = [:],
    shown: String = "abc"
  ) throws -> RankingRecord {
    let members = try project.cluster(cluster).candidates
    func ids(_ letters: String) -> [InstructionID] {
      letters.compactMap { "abc".firstIndex(of: $0) }
        .map { members["abc".distance(from: "abc".startIndex, to: $0)] }
    }
    var record = try fixture.failure(of: cluster)
    record.round = round
    record.pass = pass
    record.shown = ids(shown)
    guard let order else { return record }
    record.outcome = .success(
      try Ranking(
        of: members,
        cluster: cluster,
        order: ids(order),
        rationales: Dictionary(uniqueKeysWithValues: rationales.map { (ids($0)[0], $1) }),
        origin: .model(name: "tiny")
      )
    )
    return record
  }

  /// Records passes of a round from the first on.
  private func rank(_ cluster: Int, _ orders: String?..., round: Int = 1) throws {
    let records = try orders.enumerated().map { try attempt($1, cluster, pass: $0 + 1, round: round) }
    try project.record(records, inRun: run.id)
  }

  private func order(of cluster: Int) throws -> String? {
    let members = try project.cluster(cluster).candidates
    return try project.outcome(cluster: cluster).ranking?.order
      .map { id in Array("abc")[members.firstIndex(of: id) ?? 0] }.map(String.init).joined()
  }

  @Test func `there is no ranking before the last pass that the plan asks for`() throws {
    try rank(1, "abc", "bac")
    #expect(try project.outcome(cluster: 1) == .unasked)
    #expect(try project.rankingStates().first == .unasked)
    #expect(try project.clustersToRank(inRun: run.id, retryingFailures: false).first == 1)
    try project.record([try attempt("abc", 1, pass: 3)], inRun: run.id)
    #expect(try project.outcome(cluster: 1) == .unasked)
    #expect(try project.newestRound(cluster: 1, run: run.id).missing(in: .adaptive) == [4, 5])
    try project.record([try attempt("abc", 1, pass: 4), try attempt("acb", 1, pass: 5)], inRun: run.id)
    #expect(try order(of: 1) == "abc")
    let ranking = try #require(try fixture.reopened().outcome(cluster: 1).ranking)
    #expect(ranking.agreement?.confidence == Confidence(agreeing: 4, passes: 5))
    #expect(ranking.passes.count == 5)
    #expect(try !project.clustersToRank(inRun: run.id, retryingFailures: true).contains(1))
  }

  @Test func `whichever pass arrives first, the file says the same`() throws {
    let orders: [String?] = ["abc", "bca", nil, "cab", "abc", "bac", "abc", "cba", "acb"]
    var chance = SplitMix(state: 5)
    for cluster in 1...6 {
      let passes = cluster == 1 ? Array(orders.indices) : orders.indices.shuffled(using: &chance)
      for pass in passes {
        let rationales = orders[pass].map { [String($0.prefix(1)): "pass \(pass)"] } ?? [:]
        let record = try attempt(orders[pass], cluster, pass: pass + 1, rationales: rationales)
        try project.record([record], inRun: run.id)
      }
    }
    let rows = """
      SELECT count(DISTINCT round || ' ' || votes || ' ' || agreeing || ' ' || margin || ' ' || disagreement
        || oddities) FROM outcome WHERE votes = 8
      """
    #expect(try fixture.count(rows) == 1)
    #expect(try fixture.count("SELECT count(*) FROM outcome WHERE votes = 8") == 6)
    let first = try #require(try order(of: 1))
    for cluster in 2...6 {
      #expect(try order(of: cluster) == first)
      let texts = try project.outcome(cluster: cluster).ranking?.rationales.values.sorted()
      #expect(texts == ["pass 0", "pass 1", "pass 3"])
    }
  }

  @Test func `fewer than two votes are no ranking`() throws {
    try rank(1, nil, nil, nil)
    try rank(2, "abc", nil, nil, nil, nil)
    try rank(3, "abc", nil, "abc")
    let refusal = RankingOutcome.failed(RankingFailure(.refusal, "said \u{0} no"), run: run.id)
    #expect(try project.outcome(cluster: 1) == refusal)
    #expect(try project.outcome(cluster: 2) == refusal)
    #expect(try project.outcome(cluster: 3).ranking?.agreement?.confidence.description == "2/2")
    #expect(try project.clustersToRank(inRun: run.id, retryingFailures: false) == [4, 5, 6])
    #expect(try project.clustersToRank(inRun: run.id, retryingFailures: true) == [1, 2, 4, 5, 6])
    // A pass that is asked again and answered makes a vote of it.
    try project.record([try attempt("abc", 2, pass: 3)], inRun: run.id)
    #expect(try order(of: 2) == "abc")
  }

  @Test func `the newest round that gives a ranking counts`() throws {
    try rank(1, "abc", "abc", "abc")
    try rank(1, "bca", "bca", round: 2)
    #expect(try order(of: 1) == "abc")
    #expect(try project.newestRound(cluster: 1, run: run.id).missing(in: .adaptive) == [3])
    try project.record([try attempt("bca", 1, pass: 3, round: 2)], inRun: run.id)
    #expect(try order(of: 1) == "bca")
    try rank(1, nil, nil, nil, round: 3)
    #expect(try order(of: 1) == "bca")
    let next = try project.newestRound(cluster: 1, run: run.id).next
    #expect(next == RankingRound(number: 4, earlierTries: 9))
    let candidate = try project.cluster(1).candidates[0]
    let ranks = try project.ranks(of: candidate, in: 1)
    #expect(ranks.map(\.round) == [3, 3, 3, 2, 2, 2, 1, 1, 1])
    #expect(ranks.map(\.pass) == [3, 2, 1, 3, 2, 1, 3, 2, 1])
    #expect(ranks.suffix(6).map { try? $0.rank.get() } == [3, 3, 3, 1, 1, 1])
  }

  @Test func `the search finds the rationales that are shown and no others`() throws {
    func clusters(_ text: String) throws -> [Int] { try project.search(text, limit: 9).map(\.cluster) }
    try project.record(
      [
        try attempt("bac", 1, pass: 1, rationales: ["b": "walnut", "a": "hazelnut"]),
        try attempt("abc", 1, pass: 2, rationales: ["b": "almond", "a": "chestnut"]),
      ],
      inRun: run.id
    )
    #expect(try clusters("walnut").isEmpty)
    try project.record(
      [try attempt("abc", 1, pass: 3), try attempt("abc", 1, pass: 4), try attempt("abc", 1, pass: 5)],
      inRun: run.id
    )
    #expect(try ["walnut", "chestnut", "hazelnut", "almond"].map(clusters) == [[1], [1], [], []])
    let again = (1...3).map { ($0, ["a": "cashew"]) }
    try project.record(
      try again.map { try attempt("abc", 1, pass: $0, round: 2, rationales: $1) },
      inRun: run.id
    )
    #expect(try ["walnut", "chestnut", "cashew"].map(clusters) == [[], [], [1]])
    // Another run's rationales come in and go out again as a whole.
    _ = try project.beginRun(RankingsTests.setup, at: ProjectFixture.time)
    #expect(try clusters("cashew").isEmpty)
    _ = try project.beginRun(run.setup, at: ProjectFixture.time)
    #expect(try clusters("cashew") == [1])
  }

  @Test func `orders as shown and rationales that are all the same are counted when every pass has them`()
    throws
  {
    for (cluster, shown) in [(1, ["abc", "bca", "cab"]), (2, ["abc", "bca", "abc"])] {
      let orders = ["abc", "bca", "cab", "abc", "bca", "cab", "abc", "bca", "cab"]
      let records = try orders.enumerated().map { index, order in
        try attempt(order, cluster, pass: index + 1, shown: cluster == 1 ? order : shown[index % 3])
      }
      try project.record(records, inRun: run.id)
    }
    let same = ["a": "Clear.", "b": "Clear."]
    try project.record(
      try (1...3).map { try attempt("abc", 3, pass: $0, rationales: same, shown: "cab") },
      inRun: run.id
    )
    #expect(try project.oddities(inRun: run.id) == [.presentationOrder: 1, .sameRationale: 1])
    let candidate = try project.cluster(2).candidates[0]
    #expect(try project.ranks(of: candidate, in: 2).count { $0.oddities == [.presentationOrder] } == 6)
  }

  @Test func `a rationale that explains the first of every cluster is told of the run`() throws {
    for cluster in 1...5 {
      #expect(try project.runOddities(inRun: run.id) == [])
      let records = try ["abc", "bca", "cab"].enumerated().map { index, order in
        try attempt(
          order,
          cluster,
          pass: index + 1,
          rationales: [String(order.prefix(1)): "Clear and useful.", String(order.suffix(1)): "\(cluster)"]
        )
      }
      try project.record(records, inRun: run.id)
    }
    #expect(try project.runOddities(inRun: run.id) == [.sameRationale])
  }

  @Test(arguments: [
    ("confidence:3/3", [1]), ("confidence:1", [1]), ("confidence:4/5", [2]), ("confidence:0.8", [2]),
    ("confidence:<2/3", [3]), ("confidence:>=0.6", [1, 2]), ("confidence:0.3..0.9", [2, 3]),
    ("-confidence:>0", [4, 5, 6]), ("confidence:5/5", []), ("confidence:<4/5,3/3", [1, 3]),
    ("disagreement:0", [1]), ("disagreement:>0.3", [3]), ("disagreement:>0 confidence:>0.7", [2]),
    ("has:ranking", [1, 2, 3]),
  ])
  func `clusters are listed by how far the passes agree`(text: String, numbers: [Int32]) throws {
    try rankSeveral()
    #expect(try project.clusters(matching: ClusterQuery(parsing: text)) == numbers)
  }

  @Test func `least sure and most disputed come first, one pass comes last either way`() throws {
    try rankSeveral()
    func list(_ key: ClusterOrder.Key, isReversed: Bool = false) throws -> [Int32] {
      try project.clusters(matching: ClusterQuery(), in: ClusterOrder(key, isReversed: isReversed))
    }
    #expect(try list(.confidence) == [3, 2, 1, 4, 5, 6])
    #expect(try list(.confidence, isReversed: true) == [1, 2, 3, 4, 5, 6])
    #expect(try list(.disagreement) == [3, 2, 1, 4, 5, 6])
    #expect(try list(.disagreement, isReversed: true) == [1, 2, 3, 4, 5, 6])
  }

  /// The first three clusters are agreed about wholly, mostly and barely; the fourth is under way, the fifth failed.
  private func rankSeveral() throws {
    try rank(1, "abc", "abc", "abc")
    try rank(2, "abc", "bac", "abc", "abc", "acb")
    try rank(3, "abc", "bca", "cab", "abc", "bca", "cab", "abc", "bca", nil)
    try rank(4, "abc", "abc")
    try rank(5, nil, nil, nil)
  }

  @Test func `one pass is a ranking without a confidence`() throws {
    let single = try project.beginRun(RankingsTests.setup, at: ProjectFixture.time)
    try project.record([try fixture.reversal(of: 2)], inRun: single.id)
    #expect(try project.outcome(cluster: 2).ranking?.agreement == nil)
    #expect(try project.clusters(matching: ClusterQuery(parsing: "confidence:>=0")) == [])
    #expect(try project.clusters(matching: ClusterQuery(parsing: "has:ranking")) == [2])
  }

  @Test func `how passes are asked for is part of a run, one pass goes unmentioned`() {
    var setup = RankingsTests.setup
    setup.rank(in: .single, by: .rrf)
    #expect(setup == RankingsTests.setup && setup.passes == .single)
    setup.rank(in: .fixed(5), by: .rrf)
    #expect(setup.passes == .fixed(5) && setup.aggregation == .rrf && setup != RankingsTests.setup)
  }
}
