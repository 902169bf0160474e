import Curation

/// All that a project's statistics say about its review, as plain numbers.
///
/// The newest decision about each cluster counts, whoever made it; between curators each one's own newest
/// does. Skips are not judgements. What was decided unseen, by a
/// script or in bulk, counts as progress and nowhere else.
public struct ReviewStatistics: Equatable, Sendable {
  /// How far the review has come.
  public let progress: ReviewProgress

  /// How fast it goes.
  public let pace: Pace

  /// When decisions were made.
  public let activity: Activity

  /// How often curators who saw the ranker's opinion accepted it.
  public let acceptance: RankerComparison

  /// How often curators who did not see the ranker's opinion chose the same.
  public let agreement: RankerComparison

  /// Acceptance less agreement, or nil when either has not enough data.
  public let anchoring: Anchoring?

  /// How far the curators agree with each other.
  public let curators: CuratorAgreement

  /// Why the ranker was overridden, or nothing picked.
  public let reasons: [ReasonCount]

  /// How long decisions took.
  public let times: DecisionTimes

  /// How well the picks stand for the pool; nil until it was measured.
  public var coverage: CoverageCurve?

  /// Gathers the statistics.
  ///
  /// - Parameters:
  ///   - judgements: All decisions that were not taken back, in the order in which they were made.
  ///   - clusterSizes: The number of candidates of each cluster.
  ///   - secondsFromUTC: How far the clock that tells hours and days is ahead of UTC.
  ///   - coverage: The coverage, which takes far longer to measure than the rest.
  public init(
    _ judgements: some Sequence<Judgement>,
    clusterSizes: [Int],
    secondsFromUTC: Int = 0,
    coverage: CoverageCurve? = nil
  ) {
    let standing = StandingJudgements(judgements)
    let decisions = standing.decisions
    progress = ReviewProgress(standing, clusterSizes: clusterSizes)
    pace = Pace(decisions)
    activity = Activity(decisions.map(\.time), secondsFromUTC: secondsFromUTC)
    acceptance = RankerComparison(decisions, basis: .assisted)
    agreement = RankerComparison(decisions, basis: .blind)
    anchoring = Anchoring(acceptance: acceptance.overall, agreement: agreement.overall)
    curators = CuratorAgreement(standing.byCuratorAndCluster)
    reasons = ReasonCount.count(decisions)
    times = DecisionTimes(seconds: decisions.compactMap(\.seconds))
    self.coverage = coverage
  }

  /// The hours of one curator's work that the open clusters will take, or nil while the pace is not known.
  public var remainingHours: Double? { pace.hours(for: progress.open) }
}
