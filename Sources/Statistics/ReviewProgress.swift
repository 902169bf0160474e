public import Curation

/// How far a review has come.
public struct ReviewProgress: Equatable, Sendable {
  /// The number of clusters.
  public let clusters: Int
  /// The number of candidates in all clusters.
  public let candidates: Int
  /// The clusters by their standing verdict.
  public let verdicts: VerdictCounts
  /// How many of the decided clusters were decided unseen, by a script or in bulk.
  public let scripted: Int
  /// The number of candidates that go to the annotators.
  public let picks: Int
  /// What each curator has decided, by name; a cluster that two of them decided counts for both.
  public let curators: [Curator]

  /// One curator's share.
  public struct Curator: Equatable, Sendable {
    /// Their name.
    public let name: String
    /// Their newest verdicts.
    public let verdicts: VerdictCounts
  }

  /// How many clusters have a verdict other than skip.
  public var decided: Int { verdicts.decided }

  /// How many clusters still wait for one; those put off are among them.
  public var open: Int { max(0, clusters - decided) }

  /// Measures the progress through clusters of given sizes.
  init(_ standing: StandingJudgements, clusterSizes: [Int]) {
    clusters = clusterSizes.count
    candidates = clusterSizes.reduce(0, +)
    let decided = standing.byCluster.filter { $0.verdict != .skip }
    verdicts = VerdictCounts(standing.byCluster.lazy.map(\.verdict))
    scripted = decided.count { $0.basis == .scripted }
    picks = decided.reduce(0) { $0 + $1.picks.count }
    curators = Dictionary(grouping: standing.byCuratorAndCluster, by: \.curator)
      .sorted { $0.key < $1.key }
      .map { Curator(name: $0.key, verdicts: VerdictCounts($0.value.lazy.map(\.verdict))) }
  }
}

/// How often each verdict was given.
public struct VerdictCounts: Equatable, Sendable {
  private var counts: [Verdict: Int] = [:]

  /// Counts verdicts.
  init(_ verdicts: some Sequence<Verdict>) {
    for verdict in verdicts { counts[verdict, default: 0] += 1 }
  }

  /// How often one verdict was given.
  public subscript(verdict: Verdict) -> Int { counts[verdict] ?? 0 }

  /// How many verdicts other than skip there are.
  public var decided: Int { counts.values.reduce(0, +) - self[.skip] }
}
