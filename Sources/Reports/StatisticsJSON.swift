import Curation
import Foundation
public import Statistics

/// A review's statistics as other programs read them.
///
/// Every key is always there: what is undefined, or would be a rate of fewer than 30 trials, is null. Rates run
/// from 0 to 1 and keep all their digits.
public struct StatisticsJSON: Encodable, Sendable {
  private let progress: ProgressJSON
  private let pace: PaceJSON
  private let activity: ActivityJSON
  private let acceptance: ComparisonJSON
  private let agreement: ComparisonJSON
  @ExplicitNull private var anchoring: AnchoringJSON?
  private let curators: CuratorAgreementJSON
  private let reasons: [ReasonJSON]
  private let times: TimesJSON
  @ExplicitNull private var coverage: CoverageJSON?

  /// Makes the JSON of statistics.
  public init(_ statistics: ReviewStatistics) {
    progress = ProgressJSON(statistics.progress)
    pace = PaceJSON(statistics)
    activity = ActivityJSON(statistics.activity)
    acceptance = ComparisonJSON(statistics.acceptance)
    agreement = ComparisonJSON(statistics.agreement)
    anchoring = statistics.anchoring.map(AnchoringJSON.init)
    curators = CuratorAgreementJSON(statistics.curators)
    reasons = statistics.reasons.map(ReasonJSON.init)
    times = TimesJSON(statistics.times)
    coverage = statistics.coverage.map(CoverageJSON.init)
  }
}

struct ProgressJSON: Encodable {
  struct Curator: Encodable {
    let name: String
    let decided: Int
    let verdicts: [String: Int]
  }

  let clusters: Int
  let candidates: Int
  let decided: Int
  let open: Int
  let scripted: Int
  let picks: Int
  let verdicts: [String: Int]
  let curators: [Curator]

  init(_ progress: ReviewProgress) {
    clusters = progress.clusters
    candidates = progress.candidates
    decided = progress.decided
    open = progress.open
    scripted = progress.scripted
    picks = progress.picks
    verdicts = progress.verdicts.byName
    curators = progress.curators.map {
      Curator(name: $0.name, decided: $0.verdicts.decided, verdicts: $0.verdicts.byName)
    }
  }
}

extension VerdictCounts {
  fileprivate var byName: [String: Int] {
    Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, self[$0]) })
  }
}

struct PaceJSON: Encodable {
  let steps: Int
  let seconds: Double
  @ExplicitNull var decisionsPerHour: Double?
  @ExplicitNull var remainingHours: Double?

  init(_ statistics: ReviewStatistics) {
    steps = statistics.pace.steps
    seconds = statistics.pace.seconds
    decisionsPerHour = statistics.pace.decisionsPerHour
    remainingHours = statistics.remainingHours
  }
}

struct ActivityJSON: Encodable {
  struct Series: Encodable {
    /// When the first stretch begins, ISO 8601 in UTC.
    @ExplicitNull var start: String?
    let stepSeconds: Double
    let counts: [Int]
    let earlier: Int

    init(_ series: Activity.Series) {
      start = series.start?.formatted(.iso8601)
      stepSeconds = series.step
      counts = series.counts
      earlier = series.earlier
    }
  }

  let hours: Series
  let days: Series

  init(_ activity: Activity) {
    hours = Series(activity.hours)
    days = Series(activity.days)
  }
}

struct ReasonJSON: Encodable {
  @ExplicitNull var reason: String?
  let overrides: Int
  let nones: Int

  init(_ count: ReasonCount) {
    reason = count.reason?.rawValue
    overrides = count.overrides
    nones = count.nones
  }
}

struct TimesJSON: Encodable {
  struct Bin: Encodable {
    let from: Double
    @ExplicitNull var to: Double?
    let count: Int
  }

  let count: Int
  @ExplicitNull var lowerQuartile: Double?
  @ExplicitNull var median: Double?
  @ExplicitNull var upperQuartile: Double?
  let histogram: [Bin]

  init(_ times: DecisionTimes) {
    count = times.count
    lowerQuartile = times.quartiles?.lower
    median = times.quartiles?.median
    upperQuartile = times.quartiles?.upper
    histogram = times.histogram.map { Bin(from: $0.lowerBound, to: $0.upperBound, count: $0.count) }
  }
}
