/// In which order a list holds its clusters.
public struct ClusterOrder: Equatable, Codable, Sendable {
  /// What clusters are ordered by; those that are equal in it follow each other by number.
  public enum Key: String, CaseIterable, Codable, Sendable {
    case number
    /// The number of candidates.
    case size
    case label
    /// The number of words of the longest candidate, input included.
    case words
    /// When somebody last touched it; those that nobody touched come first.
    case change
    /// Open ones first, then by verdict.
    case state
    /// How far its candidates are from other instructions of the pool: those with near-duplicates come first.
    case distance
    /// How many of the ranker's passes agree about the first candidate, least sure first.
    case confidence
    /// How far the ranker's passes differ, most disputed first.
    case disagreement
  }

  /// What clusters are ordered by.
  public var key: Key
  /// Whether the order is turned round.
  public var isReversed: Bool

  /// Makes an order.
  public init(_ key: Key = .number, isReversed: Bool = false) {
    self.key = key
    self.isReversed = isReversed
  }

  /// By number, ascending.
  public static let natural = ClusterOrder()
}

extension ClusterOrder.Key {
  /// Whether it tells something about rankings, which must not be told to everybody.
  public var asksAboutRankings: Bool { self == .confidence || self == .disagreement }
}
