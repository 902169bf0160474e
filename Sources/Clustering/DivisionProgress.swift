/// What a division is doing: how much is done, of how much.
public enum DivisionProgress: Equatable, Sendable {
  /// Comparing rows with what is annotated or was chosen already.
  case comparing(Int, of: Int)
  /// Choosing the centers that K-means begins with, or the seeds of neighbourhoods.
  case choosingCenters(Int, of: Int)
  /// Fitting K-means; it ends at the latest with the last of these iterations, as a rule much earlier.
  case fitting(iteration: Int, of: Int)
  /// Listing the rows nearest to each center, center by center.
  case listing(Int, of: Int)
  /// Assigning rows to centers.
  case assigning(Int, of: Int)
  /// Looking over the pool twice, piece by piece, before candidates are exchanged.
  case surveying(Int, of: Int)
  /// Exchanging candidates, group of clusters by group.
  case exchanging(Int, of: Int)
  /// Filling clusters one after the other with rows.
  case filling(Int, of: Int)
  /// Merging subtopics into topics, two groups of them after the other.
  case merging(Int, of: Int)
}

/// Reports progress from inside a long loop, and ends it by an error when the task is cancelled.
typealias Checkpoint = (DivisionProgress) throws(ClusteringError) -> Void
