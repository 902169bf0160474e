/// What came of asking for a ranking of one cluster.
public enum RankingOutcome: Equatable, Sendable {
  /// Nobody was asked yet.
  case unasked
  /// There is an order, made in the run with this number.
  case ranked(Ranking, run: Int)
  /// The run with this number gave no order that could be used.
  case failed(RankingFailure, run: Int)
}

extension RankingOutcome {
  /// The ranking, where there is one.
  public var ranking: Ranking? {
    if case .ranked(let ranking, _) = self { ranking } else { nil }
  }

  /// The run that ranked the cluster, where one did.
  public var run: Int? {
    if case .ranked(_, let run) = self { run } else { nil }
  }
}
