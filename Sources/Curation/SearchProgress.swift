/// How far a search has come, which goes from a cluster to the end, and then from the beginning to that cluster.
///
/// Texts are looked through in steps that end soon: whoever types need not wait for an answer that they no longer
/// want.
public struct SearchProgress: Equatable, Sendable {
  /// The cluster with which the search began.
  public let start: Int
  /// Where to go on, as the project numbers its texts; 0 where a part begins.
  public var position: Int64 = 0
  /// Whether it goes on from the beginning.
  public private(set) var hasWrapped = false

  /// Makes the progress of a search that begins with a cluster.
  public init(from start: Int = 1) { self.start = start }

  /// The same search, from the beginning on; nil for one that began there.
  public var wrapped: SearchProgress? {
    guard start > 1, !hasWrapped else { return nil }
    var progress = SearchProgress(from: start)
    progress.hasWrapped = true
    return progress
  }

  /// The same search, further on.
  public func reaching(_ position: Int64) -> SearchProgress {
    var progress = self
    progress.position = position
    return progress
  }
}
