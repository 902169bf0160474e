/// How far the search for the clusters that fit a query has come.
///
/// Texts are looked through in steps that end soon: whoever types need not wait for an answer that they no longer
/// want.
public struct QueryProgress: Equatable, Sendable {
  /// The clusters that fit the terms that are done; nil for all of them.
  public var fitting: ClusterSet?
  /// How many of the terms about texts are done; the other terms are done first.
  public var terms = 0
  /// How many values of the next term are done.
  public var values = 0
  /// The clusters that one of the next term's values was found in so far; nil before the first step.
  public var found: ClusterSet?
  /// Where in the texts to look for the next value.
  public var position: Int64 = 0
  /// How many clusters fit at least; nil where that is not known yet.
  public var least: Int?

  /// Makes the progress of who has done the terms that are not about texts.
  public init(fitting: ClusterSet?) { self.fitting = fitting }
}

/// What one step of the search for the clusters that fit a query came to.
public enum QueryStep: Equatable, Sendable {
  /// The numbers of all clusters that fit, in the order asked for.
  case found([Int32])
  /// There is more to look through.
  case unfinished(QueryProgress)
}
