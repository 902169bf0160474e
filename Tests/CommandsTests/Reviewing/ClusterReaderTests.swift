import Curation
import Foundation
import ProjectStore
import TestSupport
import Testing

@testable import Commands
@testable import Workbench

/// What ada sees of what bob and eve decided.
@Suite struct ClusterReaderTests {
  private let folder: TemporaryFolder
  private let project: Project

  /// Six clusters of the demo are decided: accepted, overridden, none and skipped by bob, accepted by eve and ada.
  init() throws {
    folder = try TemporaryFolder()
    try #require(BuiltProgram.run("demo", "here", in: folder).status == 0)
    project = try Project.open(at: folder.file("here/demo.handpick"))
    let other = try project.cluster(2).candidates.first {
      try project.outcome(cluster: 2).ranking?.order[0] != $0
    }
    for arguments in [
      ["1", "accept", "--as", "bob"],
      ["2", "override", "--pick", try #require(other).rawValue, "--reason", "coverage", "--as", "bob"],
      ["3", "none", "--reason", "trivial", "--as", "bob"], ["4", "skip", "--as", "bob"],
      ["5", "accept", "--as", "eve"], ["6", "accept", "--as", "ada"],
    ] {
      let outcome = try BuiltProgram.run(["decide", "here/demo.handpick"] + arguments, in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
  }

  private func reader(_ mode: ReviewMode, audit: Int = 0) throws -> ClusterReader {
    var policy = ReviewPolicy()
    policy.mode = mode
    policy.audit = audit
    return ClusterReader(project: project, curator: "ada", policy: policy, seed: 0)
  }

  private func list(
    _ text: String,
    _ reader: ClusterReader,
    in order: ClusterOrder = .natural
  ) throws -> [Int32] {
    let query = try ClusterQuery(parsing: text)
    var step = try reader.clusters(matching: query, in: order, from: nil)
    while case .unfinished(let progress) = step {
      step = try reader.clusters(matching: query, in: order, from: progress)
    }
    guard case .found(let clusters) = step else { return [] }
    return clusters
  }

  @Test(arguments: [(ReviewMode.decideFirst, 0), (.blind, 0), (.assisted, 100)])
  func `before the own choice others' accepts and overrides are seen as picks, wherever they are told`(
    mode: ReviewMode,
    audit: Int
  ) throws {
    let reader = try reader(mode, audit: audit)
    let seen: [Verdict?] = [.pick, .pick, Verdict.none, .skip, .pick, .accept, nil]
    let verdicts = try reader.verdicts()
    #expect((1...7).map { verdicts[$0] } == seen)
    #expect(verdicts.count(of: .pick) == 3 && verdicts.count(of: .accept) == 1)
    #expect(try (1...7).map { try reader.standing(of: $0).verdict } == seen)
    #expect(try (1...7).map { try reader.detail($0).standing.verdict } == seen)
    for standing in try reader.standings(changedAfter: 0).standings {
      #expect(standing.verdict == seen[standing.cluster - 1])
      #expect(standing.step == nil || standing.cluster == 6)
    }
    #expect(try list("state:accepted", reader) == [6])
    #expect(try list("state:overridden", reader) == [])
    #expect(try list("state:picked", reader) == [1, 2, 5])
    #expect(try list("-state:picked state:decided", reader) == [3, 6])
    #expect(try list("reason:coverage", reader) == [])
    #expect(try list("-reason:coverage state:picked", reader) == [1, 2, 5])
    #expect(try list("reason:trivial", reader) == [3])
    let order = try list("", reader, in: ClusterOrder(.state))
    #expect(order.suffix(5) == [6, 1, 2, 5, 3])
  }

  @Test(arguments: [(ReviewMode.assisted, true), (.decideFirst, false), (.blind, false)])
  func `what a candidate says to the ranker is seen in every mode, what it did only with the ranking`(
    mode: ReviewMode,
    showsShift: Bool
  ) throws {
    let id = InstructionID("sample-027")
    let cluster = try #require(try project.clusterNumber(of: id))
    let run = try #require(try project.currentRun)
    try project.record(RankShift(before: 1, after: 6), of: id, in: cluster, run: run.id)
    let detail = try reader(mode).detail(cluster)
    #expect(detail.signs[id]?.first?.kind == .demotion)
    #expect(detail.shifts == (showsShift ? [id: RankShift(before: 1, after: 6)] : [:]))
  }

  @Test func `where the ranking is seen, so are others' verdicts`() throws {
    let reader = try reader(.assisted)
    let decided: [Verdict?] = [.accept, .override, Verdict.none, .skip, .accept, .accept, nil]
    let verdicts = try reader.verdicts()
    #expect((1...7).map { verdicts[$0] } == decided)
    #expect(try reader.detail(2).standing.step?.entry.curator == "bob")
    #expect(try list("state:overridden", reader) == [2])
    #expect(try list("reason:coverage", reader) == [2])
  }

  @Test(arguments: [(ReviewMode.decideFirst, Verdict.accept), (.blind, .pick)])
  func `the own choice shows them where it shows the ranking`(mode: ReviewMode, seen: Verdict) throws {
    let reader = try reader(mode)
    let choice = try project.cluster(1).candidates.prefix(1)
    _ = try project.append(
      .choose(Array(choice)),
      cluster: 1,
      by: "ada",
      at: .distantPast,
      expecting: project.standing(of: 1).version
    )
    #expect(try reader.verdicts()[1] == seen)
    #expect(try reader.standing(of: 1).verdict == seen)
    #expect(try reader.standing(of: 1).step?.entry.curator == (seen == .accept ? "bob" : nil))
    #expect(try list("state:accepted", reader).contains(1) == (seen == .accept))
    #expect(try reader.verdicts()[5] == .pick)
  }

  @Test func `what other runs say is not even read before the own choice`() throws {
    try BuiltProgram.run("rank", "here/demo.handpick", "--method", "random", "--aside", in: folder)
    for mode in [ReviewMode.decideFirst, .blind] {
      #expect(try reader(mode).detail(1).runs.isEmpty)
      #expect(try reader(.assisted, audit: 100).detail(1).runs.isEmpty)
    }
    let runs = try reader(.assisted).detail(1).runs
    #expect(runs.map(\.number) == [1, 2] && runs.map(\.isReviewed) == [true, false])
    #expect(runs.allSatisfy { $0.order.count == 10 })
  }

  @Test func `the list knows the topic of more than half of a cluster's candidates`() throws {
    let events = RoomReader(clusters: try reader(.blind)).perform(.list(Array(1...24)))
    guard case .listed(let summaries)? = events.first, events.count == 1 else {
      Issue.record("the clusters should have been listed")
      return
    }
    #expect(summaries.map(\.number) == Array(1...24))
    for summary in summaries {
      let topics = try project.topics(inCluster: summary.number).values.map(\.topic.number)
      let known = summary.topic.map { topic in topics.count { $0 == topic.number } }
      #expect(known == summary.topic?.size && known ?? 6 > 5)
      let most = Dictionary(grouping: topics, by: \.self).values.map(\.count).max() ?? 0
      #expect((summary.topic == nil) == (most <= 5), "cluster \(summary.number)")
    }
    #expect(summaries.contains { $0.topic == nil } && summaries.contains { $0.topic != nil })
  }

  @Test func `another run under review is news`() async throws {
    try BuiltProgram.run("rank", "here/demo.handpick", "--method", "random", "--aside", in: folder)
    let desk = ReviewDesk(
      project: project,
      curator: "ada",
      reader: RoomReader(clusters: try reader(.assisted)),
      last: .max
    )
    #expect(await desk.refresh().isEmpty)
    try project.review(run: 2)
    #expect(await desk.refresh() == [.rankingsChanged])
    #expect(await desk.refresh().isEmpty)
  }

  @Test func `news, and who was faster, tell no more`() async throws {
    let clusters = try reader(.blind)
    let desk = ReviewDesk(
      project: project,
      curator: "ada",
      reader: RoomReader(clusters: clusters),
      last: 0
    )
    let news = await desk.refresh()
    let standings = news.flatMap { if case .news(let standings) = $0 { standings } else { [] as [Standing] } }
    #expect(standings.count == 6)
    #expect(standings.allSatisfy { $0.step == nil || $0.cluster == 6 })
    let cluster = try project.cluster(2)
    let decision = try Decision(
      .pick,
      picks: [cluster.candidates[0]],
      in: cluster,
      ranking: nil,
      presentation: Presentation(order: cluster.candidates, showedRanking: false, run: nil, mode: .blind)
    )
    let request = DecisionRequest(cluster: 2, version: 0, decision: decision)
    let events = await desk.perform(.record(request))
    let seen = try clusters.standing(of: 2)
    #expect(seen.step == nil && seen.verdict == .pick)
    #expect(events == [.overtaken(request, seen)])
  }

  @Test(arguments: [ReviewMode.assisted, .decideFirst, .blind])
  func `others' notes are withheld like their picks, wherever they are told`(mode: ReviewMode) throws {
    let notes = ["bob": (7, "take the zebra"), "ada": (8, "mine: the zebra")]
    for (curator, (cluster, note)) in notes {
      let version = try project.standing(of: cluster).version
      _ = try project.append(.note(note), cluster: cluster, by: curator, at: .distantPast, expecting: version)
    }
    let clusters = try reader(mode)
    let isSeen = mode == .assisted
    let theirs = try clusters.detail(7).standing
    #expect(theirs.hasNote && theirs.isNoteWithheld == !isSeen)
    #expect(theirs.note == (isSeen ? "take the zebra" : ""))
    #expect(try clusters.detail(8).standing.note == "mine: the zebra")
    #expect(try list("has:note", clusters) == [7, 8])
    let request = PageRequest(page: .notes, cluster: 1, candidate: nil, showsRanking: false)
    guard case .notes(let listed, 2) = PageReader(clusters: clusters).read(request) else {
      return #expect(Bool(false), "no notes")
    }
    #expect(listed.map(\.text) == [isSeen ? "take the zebra" : nil, "mine: the zebra"])
    #expect(listed.map(\.curator) == ["bob", "ada"])
    let search = SearchRequest(
      text: "the zebra",
      progress: SearchProgress(),
      limit: 9,
      listing: Listing(total: 24),
      number: 1
    )
    let found = RoomReader(clusters: clusters).search(search).flatMap { event in
      if case .found(let finds) = event { finds.hits.map(\.cluster) } else { [] as [Int] }
    }
    #expect(found == (isSeen ? [7, 8] : [8]))
  }
}
