import Curation
import Foundation
import Testing

@testable import Statistics

@Suite struct ReviewStatisticsTests {
  private let statistics = ReviewFixture.statistics

  @Test func `progress counts the standing verdicts`() {
    let progress = statistics.progress
    #expect(Verdict.allCases.map { progress.verdicts[$0] } == [60, 32, 44, 14, 0])
    #expect(progress.clusters == 150)
    #expect(progress.candidates == 1200)
    #expect(progress.picks == 151)
    #expect(progress.decided == 150)
    #expect(progress.open == 0)
    #expect(progress.scripted == 0)
    #expect(progress.curators.map(\.name) == ["ada", "bob", "cy"])
    #expect(
      progress.curators.map { curator in Verdict.allCases.map { curator.verdicts[$0] } }
        == [[57, 33, 44, 16, 0], [30, 13, 0, 7, 0], [11, 3, 0, 1, 0]]
    )
  }

  @Test func `reasons are counted for overrides and for nones`() {
    #expect(statistics.reasons.map(\.reason) == Reason.allCases + [nil])
    func counts(_ reason: Reason?) -> [Int?] {
      let count = statistics.reasons.first { $0.reason == reason }
      return [count?.overrides, count?.nones]
    }
    #expect(counts(.duplicate) == [11, 6])
    #expect(counts(.trivial) == [9, 6])
    #expect(counts(nil) == [12, 2])
    #expect(counts(.broken) == [0, 0])
  }

  /// From numpy, `percentile` and `histogram`.
  @Test func `times have quartiles and a histogram`() {
    let times = statistics.times
    #expect(times.count == 137)
    #expect(
      [times.quartiles?.lower, times.quartiles?.median, times.quartiles?.upper] == [20.25, 41.75, 70.75]
    )
    #expect(times.histogram.map(\.count) == [2, 2, 7, 7, 15, 46, 58, 0, 0, 0, 0])
    #expect(times.histogram.map(\.lowerBound) == [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000])
    #expect(times.histogram.last?.upperBound == nil)
  }

  /// From pandas, the differences within each curator's times and `resample` in Asia/Kolkata.
  @Test func `pace and activity follow the clock`() {
    #expect(statistics.pace.steps == 144)
    #expect(isClose(statistics.pace.seconds, 19_700))
    #expect(isClose(statistics.pace.decisionsPerHour, 26.31472081218274))
    #expect(statistics.remainingHours == 0)
    #expect(statistics.activity.hours.counts == [9, 30, 0, 28, 12, 10, 30, 0, 28, 3])
    #expect(statistics.activity.days.counts == [79, 71])
    // 2026-09-21 19:00 and 00:00 at +05:30.
    #expect(statistics.activity.hours.start == Date(timeIntervalSince1970: 1_789_997_400))
    #expect(statistics.activity.days.start == Date(timeIntervalSince1970: 1_789_929_000))
  }

  @Test func `the newest decision about a cluster counts, whoever made it`() {
    let statistics = ReviewStatistics(
      [
        judgement(1, by: "ada", .override, picks: ["b"]), judgement(1, by: "bob"),
        judgement(2, by: "ada"), judgement(2, by: "ada", .skip, picks: []),
        judgement(3, by: "script", .accept, .scripted),
      ],
      clusterSizes: [4, 4, 4, 4]
    )
    #expect(statistics.acceptance.overall == Proportion(successes: 1, trials: 1))
    #expect(Verdict.allCases.map { statistics.progress.verdicts[$0] } == [2, 0, 0, 0, 1])
    #expect(statistics.progress.decided == 2)
    #expect(statistics.progress.open == 2)
    #expect(statistics.progress.scripted == 1)
    #expect(statistics.curators.pairs.map(\.verdict.agreements) == [0])
    #expect(statistics.reasons.allSatisfy { $0.overrides == 0 })
  }

  @Test func `an empty review is all zeros and nothing undefined has a value`() {
    let statistics = ReviewStatistics([], clusterSizes: [])
    #expect(statistics.progress.clusters == 0)
    #expect(statistics.progress.decided == 0)
    #expect(statistics.progress.open == 0)
    #expect(statistics.pace.decisionsPerHour == nil)
    #expect(statistics.remainingHours == nil)
    #expect(statistics.activity.hours.counts.isEmpty)
    #expect(statistics.activity.days.start == nil)
    #expect(statistics.times.quartiles == nil)
    #expect(statistics.anchoring == nil)
    #expect(statistics.coverage == nil)
  }

  @Test func `a mode of review tells what was seen`() {
    let modes: [ReviewMode] = [.assisted, .decideFirst, .blind, .scripted]
    #expect(modes.map(Judgement.Basis.init) == [.assisted, .blind, .blind, .scripted])
  }
}

@Suite struct PaceTests {
  @Test func `long pauses and decisions of one moment are no work`() {
    let pace = Pace([0, 10, 10, 10, 910, 1811, 1821].map { judgement(at: $0) })
    #expect(pace.steps == 3)
    #expect(pace.seconds == 920)
    #expect(isClose(pace.hours(for: 6), 1840.0 / 3600))
    #expect(Pace([judgement(at: 5), judgement(at: 5)]).decisionsPerHour == nil)
  }

  @Test func `curators work side by side`() {
    let pace = Pace([judgement(by: "ada", at: 0), judgement(by: "bob", at: 1), judgement(by: "ada", at: 60)])
    #expect(pace.decisionsPerHour == 60)
  }
}

@Suite struct ActivityTests {
  @Test func `only the newest hours and days are kept apart`() {
    let hour = 3600.0
    let activity = Activity(
      [0, 1 * hour, 52 * hour, 99 * hour].map { Date(timeIntervalSince1970: $0) },
      secondsFromUTC: 0
    )
    #expect(activity.hours.counts.count == 48)
    #expect(activity.hours.counts.first == 1)
    #expect(activity.hours.counts.last == 1)
    #expect(activity.hours.earlier == 2)
    #expect(activity.days.counts == [2, 0, 1, 0, 1])
    #expect(activity.days.earlier == 0)
  }

  @Test func `impossible clocks do no harm`() {
    let activity = Activity(
      [.distantPast, .distantFuture, Date(timeIntervalSince1970: .infinity)],
      secondsFromUTC: -3600
    )
    #expect(activity.days.counts.count == 60)
    #expect(activity.days.earlier == 1)
  }
}

@Suite struct QuartilesTests {
  @Test(
    arguments: [
      ([4, 1, 3, 2], [1.75, 2.5, 3.25]), ([2, 2, 2, 9, 1], [2, 2, 2]), ([7], [7, 7, 7]),
      ([1, 2], [1.25, 1.5, 1.75]),
    ] as [([Double], [Double])]
  )
  func `quartiles are interpolated as numpy does`(values: [Double], expected: [Double]) throws {
    let quartiles = try #require(Quartiles(of: values))
    #expect(areClose([quartiles.lower, quartiles.median, quartiles.upper], expected))
  }

  @Test func `times that are none are left out`() {
    let times = DecisionTimes(seconds: [.nan, .infinity, -1, 0, 1000])
    #expect(times.count == 2)
    #expect(times.histogram.first?.count == 1)
    #expect(times.histogram.last?.count == 1)
  }
}
