/// Where a candidate stands as it is, and where without the sentences that seem to be meant for the ranker.
public struct RankShift: Equatable, Sendable {
  /// Its place as it is, from 1.
  public var before: Int
  /// Its place without those sentences, from 1.
  public var after: Int

  /// The places that count as moved: fewer happen between any two rankings.
  public static let threshold = 3

  /// Makes a shift.
  public init(before: Int, after: Int) {
    self.before = before
    self.after = after
  }

  /// Whether those sentences seem to have worked, either way.
  public var isMoved: Bool { abs(after - before) >= Self.threshold }
}
