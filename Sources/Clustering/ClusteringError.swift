public import Curation

/// Why a pool was not divided.
///
/// Rows are counted from 0.
public enum ClusteringError: Error, Equatable, Sendable {
  /// There are no vectors.
  case noRows
  /// Fewer than one cluster is asked for.
  case tooFewClusters(Int)
  /// More clusters are asked for than there are rows.
  case tooManyClusters(Int, rows: Int)
  /// A component of a vector is not a number, or infinite.
  case notFinite(row: Int)
  /// A component of a given centroid is not a number, or infinite.
  case centroidNotFinite(row: Int)
  /// The given centroids are not as many, or not as long, as the division needs.
  case wrongCentroids(count: Int, dimensions: Int, expectedCount: Int, expectedDimensions: Int)
  /// What is annotated already has vectors of another length.
  case wrongAnnotated(dimensions: Int, expected: Int)
  /// The start is not a row.
  case startOutOfRange(Int, rows: Int)
  /// The method makes no use of given centroids.
  case centroidsNotUsed(DivisionMethod)
  /// The method does not start from a row.
  case startNotUsed(DivisionMethod)
  /// The task was cancelled.
  case cancelled
}

extension ClusteringError {
  /// What went wrong, and where.
  public var summary: String {
    switch self {
    case .noRows: "There are no vectors to cluster."
    case .tooFewClusters(let clusters): "\(clusters) clusters cannot be made."
    case .tooManyClusters(let clusters, let rows):
      "\(clusters) clusters cannot be made of \(rows) instructions: some would be empty."
    case .notFinite(let row): "The vector of row \(row) (counted from 0) has a component that is not finite."
    case .centroidNotFinite(let row):
      "The given centroid \(row) (counted from 0) has a component that is not finite."
    case .wrongCentroids(let count, let dimensions, let expectedCount, let expectedDimensions):
      "\(count) × \(dimensions) centroids were given where \(expectedCount) × \(expectedDimensions) are needed."
    case .wrongAnnotated(let dimensions, let expected):
      "What is annotated already has vectors of \(dimensions) components, the pool has vectors of \(expected)."
    case .startOutOfRange(let start, let rows): "Row \(start) cannot be the start: there are \(rows) rows."
    case .centroidsNotUsed(let method): "The method “\(method.rawValue)” does not use centroids."
    case .startNotUsed(let method): "The method “\(method.rawValue)” does not start from a row."
    case .cancelled: "Clustering was cancelled."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .noRows: "Import a pool and embed it first."
    case .tooFewClusters: "Ask for at least one cluster."
    case .tooManyClusters(_, let rows): "Ask for at most \(rows) clusters."
    case .notFinite: "Embed the pool again, or correct the file of vectors."
    case .centroidNotFinite: "Correct the file of centroids."
    case .wrongCentroids: "Give one centroid for each candidate of a cluster, as long as the vectors."
    case .wrongAnnotated: "Embed both with one encoder."
    case .startOutOfRange(_, let rows): "Choose a row from 0 to \(rows - 1)."
    case .centroidsNotUsed:
      "Leave them out, or use “\(DivisionMethod.diverse.rawValue)” or “\(DivisionMethod.balanced.rawValue)”."
    case .startNotUsed:
      "Leave it out, or use “\(DivisionMethod.coreset.rawValue)” or “\(DivisionMethod.similar.rawValue)”."
    case .cancelled: "Start it again when you are ready; nothing was kept."
    }
  }
}
