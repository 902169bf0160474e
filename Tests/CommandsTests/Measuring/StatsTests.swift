import Curation
import Foundation
import Reports
import Statistics
import TestSupport
import Testing
import TextUI
import Workbench

@testable import Commands

@Suite struct StatsTests {
  /// A demo project with some decisions made by script, one of them taken back.
  private func demo() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try #require(try BuiltProgram.run("demo", "here", in: folder).status == 0)
    for cluster in 1...6 { try decide(folder, "\(cluster)", "accept") }
    try decide(folder, "7", "none", "--reason", "trivial")
    try decide(folder, "8", "skip")
    try decide(folder, "9", "accept", "--as", "bob")
    try decide(folder, "10", "accept")
    try decide(folder, "--undo")
    return folder
  }

  private func decide(_ folder: TemporaryFolder, _ arguments: String...) throws {
    let outcome = try BuiltProgram.run(["decide", "here/demo.handpick"] + arguments, in: folder)
    try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
  }

  private func stats(_ folder: TemporaryFolder, _ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(["stats", "here/demo.handpick"] + arguments, in: folder)
  }

  @Test func `decisions by script count as progress and nowhere else`() throws {
    let folder = try demo()
    let outcome = try stats(folder, "--json")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8))
    #expect(json.progress.clusters == 24 && json.progress.candidates == 240)
    #expect(json.progress.decided == 8 && json.progress.scripted == 8 && json.progress.picks == 7)
    #expect(json.progress.verdicts == ["accept": 7, "override": 0, "pick": 0, "none": 1, "skip": 1])
    #expect(json.progress.curators.map(\.name) == ["ada", "bob"])
    #expect(json.acceptance.overall.trials == 0 && json.agreement.overall.trials == 0)
    #expect(json.acceptance.overall.rate == nil)
    let coverage = try #require(json.coverage)
    #expect(coverage.poolRows == 240 && coverage.measuredRows == 240)
    #expect(coverage.points.last?.picks == 7)
    #expect(try #require(coverage.points.last).curated.mean > 0)
  }

  @Test func `text for a pipe is plain ASCII of at most 80 columns`() throws {
    let outcome = try stats(try demo())
    #expect(outcome.status == 0)
    #expect(outcome.output.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(outcome.output.contains("8 of 24 clusters decided, 16 open"))
    #expect(outcome.output.contains("acceptance, the ranking seen: not enough data (n < 30), 0 of 0"))
    #expect(outcome.output.contains("random is the mean of 3 draws"))
  }

  @Test func `a page is written whole, or the old file stays`() throws {
    let folder = try demo()
    let outcome = try stats(folder, "--html", "report.html")
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("Wrote report.html"))
    let page = try String(contentsOfFile: folder.file("report.html"), encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.contains("Review statistics of demo.handpick"))
    #expect(try stats(folder, "--html", "nowhere/report.html").status == 1)
    let refused = try stats(folder, "--html", "here/demo.handpick")
    #expect(refused.status == 1 && refused.errors.contains("would take its place"))
    #expect(try folder.names.contains { $0.contains("report.html.") } == false)
    #expect(try stats(folder, "--json", "--html", "-").status == 64)
    #expect(try stats(folder, "--html", "-").output.hasPrefix("<!DOCTYPE html>"))
  }

  @Test func `a project without clusters says what comes first`() throws {
    let folder = try TemporaryFolder()
    try BuiltProgram.run("new", "tea.handpick", in: folder)
    let outcome = try BuiltProgram.run("stats", "tea.handpick", in: folder)
    #expect(outcome.status == 1 && outcome.errors.contains("handpick import"))
  }

  @Test func `the page, the HTML and the JSON give the same values`() throws {
    let statistics = ReviewSample.full
    let encoder = JSONEncoder()
    let json = String(decoding: try encoder.encode(StatisticsJSON(statistics)), as: UTF8.self)
    let html = StatisticsPage(statistics, project: "tea", date: Date(timeIntervalSince1970: 0)).html
    let page = StatisticsReport(statistics).lines(columns: 200).map(\.text.plainText).joined(separator: "\n")
    let last = try #require(statistics.coverage?.points.last)
    let anchoring = try #require(statistics.anchoring)
    let pair = try #require(statistics.curators.pairs.first)
    let quartiles = try #require(statistics.times.quartiles)
    let rates = [statistics.acceptance, statistics.agreement].flatMap { comparison -> [Double] in
      guard case .measured(let rate, let interval) = comparison.overall.estimate else { return [] }
      return [rate, interval.lowerBound, interval.upperBound, comparison.chance ?? -1]
    }
    #expect(rates.count == 8)
    let values: [(value: Double?, text: (Double) -> String)] =
      (rates + [anchoring.difference]).map { ($0, { String(format: "%.1f", abs($0) * 100) }) }
      + [
        statistics.acceptance.ranks.meanReciprocalRank, statistics.acceptance.ranks.chance,
        statistics.agreement.ranks.meanReciprocalRank, pair.verdict.value, pair.choice.value,
        statistics.curators.verdict.value, statistics.curators.choice.value, last.curated.mean,
        last.random.mean, last.curated.radius, last.random.radius,
      ].map { ($0, { String(format: "%.3f", $0) }) }
      + [
        statistics.pace.decisionsPerHour, statistics.remainingHours, quartiles.lower, quartiles.median,
        quartiles.upper,
      ].map { ($0, { String(format: "%.1f", $0) }) }
    for (value, text) in values {
      let value = try #require(value)
      #expect(json.contains("\(value)"), "JSON lacks \(value)")
      #expect(html.contains("value=\"\(value)\""), "HTML lacks \(value)")
      #expect(page.contains(text(value)), "the page lacks \(text(value))")
    }
  }

  @Test(
    arguments: [
      (ReviewMode.assisted, true, nil, Judgement.Basis.assisted), (.assisted, false, nil, .blind),
      (.decideFirst, true, nil, .blind), (.blind, false, nil, .blind), (.scripted, false, nil, .scripted),
      (.assisted, true, 7, .scripted),
    ]
  )
  func `a decision counts as what was seen before it`(
    mode: ReviewMode,
    showedRanking: Bool,
    batch: Int64?,
    basis: Judgement.Basis
  ) throws {
    let decision = try Decision(
      .skip,
      in: Cluster(number: 1, label: "tea", candidates: [InstructionID("a")]),
      ranking: nil,
      presentation: Presentation(order: [], showedRanking: showedRanking, run: nil, mode: mode),
      batch: batch
    )
    #expect(Judgement.Basis(decision) == basis)
  }

  @Test func `a blind curator's numbers tell nothing of the ranker`() {
    let judgement = Judgement(
      cluster: 1,
      curator: "ada",
      time: Date(timeIntervalSince1970: 0),
      verdict: .accept,
      basis: .assisted,
      firstChoice: [InstructionID("a")],
      picks: [InstructionID("a")],
      rankerOrder: [InstructionID("a"), InstructionID("b")],
      confidence: Judgement.Confidence(agreeing: 1, passes: 2)
    )
    let hidden = judgement.withoutRanker
    #expect(hidden.verdict == .pick && hidden.rankerOrder == nil && hidden.confidence == nil)
    #expect(hidden.picks == judgement.picks)
  }

  @Test(arguments: [(3, 5, [0, 1, 2]), (10, 5, [1, 3, 5, 7, 9]), (7, 3, [1, 3, 6])])
  func `picks are thinned evenly, the last one kept`(count: Int, limit: Int, expected: [Int]) {
    #expect(CoverageMeasurement.thinned(Array(0..<count), to: limit) == expected)
  }

  @Test(
    arguments: [
      (["LANG": "C.UTF-8"], true), (["LANG": "en_GB.utf8"], true),
      (["LC_ALL": "C", "LANG": "C.UTF-8"], false),
      (["LC_ALL": "", "LANG": "C.UTF-8"], true), ([:], false),
    ]
  )
  func `charts are Unicode where the locale is`(environment: [String: String], isUnicode: Bool) {
    #expect(TextOutput.showsUnicode(environment) == isUnicode)
  }

  private struct Summary: Decodable {
    struct Progress: Decodable {
      struct Curator: Decodable { var name: String }

      var clusters: Int
      var candidates: Int
      var decided: Int
      var scripted: Int
      var picks: Int
      var verdicts: [String: Int]
      var curators: [Curator]
    }

    struct Comparison: Decodable {
      struct Share: Decodable {
        var trials: Int
        var rate: Double?
      }

      var overall: Share
    }

    struct Coverage: Decodable {
      struct Reach: Decodable { var mean: Double }

      struct Point: Decodable {
        var picks: Int
        var curated: Reach
      }

      var poolRows: Int
      var measuredRows: Int
      var points: [Point]
    }

    var progress: Progress
    var acceptance: Comparison
    var agreement: Comparison
    var coverage: Coverage?
  }
}
