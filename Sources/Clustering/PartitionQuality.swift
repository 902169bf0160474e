/// How far the candidates of each cluster are from each other, and how well each cluster stands for a whole pool.
///
/// Two unit vectors lie `d(a, b) = 1 - a · b` apart; negative distances, which only rounding brings, count as 0.
/// The vectors of the pool are x₁ … xₙ, the clusters are S₁ … S_N.
public struct PartitionQuality: Equatable, Sendable {
  /// What is measured.
  public enum Measure: String, CaseIterable, Sendable {
    /// The mean distance of two candidates of a cluster, averaged over the clusters with two and more.
    case intraMean
    /// The distance of the closest two candidates of a cluster, averaged over the clusters with two and more.
    case intraMin
    /// The 5th percentile of that distance over the clusters, interpolated between the two nearest.
    case intraMinP05
    /// How far the pool is from a cluster: `1 / (N n) · Σₛ Σᵢ min d(xᵢ, y ∈ Sₛ)`.
    case coverMean
    /// The largest distance of a row to the nearest candidate of a cluster, averaged over the clusters.
    case coverRadius
    /// The largest of those: `maxₛ maxᵢ min d(xᵢ, y ∈ Sₛ)`.
    case coverRadiusWorst
    /// The Euclidean distance between the mean of a cluster and that of the pool, averaged over the clusters.
    case centroidShift

    /// Whether a larger value means a better partition: candidates that differ more.
    public var isBetterWhenHigher: Bool {
      switch self {
      case .intraMean, .intraMin, .intraMinP05: true
      case .coverMean, .coverRadius, .coverRadiusWorst, .centroidShift: false
      }
    }
  }

  /// What clusters hold, whatever the vectors.
  public struct Extent: Equatable, Sendable {
    /// The number of clusters.
    public let clusters: Int
    /// The number of candidates in all clusters together.
    public let candidates: Int
    /// How many rows are a candidate somewhere.
    public let distinct: Int
    /// How many rows of the pool are nowhere a candidate.
    public let missing: Int
    /// How often the row that is a candidate most often is one.
    public let mostRepeated: Int
    /// How many clusters hold a row twice.
    public let clustersWithRepeats: Int

    init(_ clusters: [[Int]], rows: Int) {
      var counts = [Int](repeating: 0, count: rows)
      for row in clusters.joined() { counts[row] += 1 }
      self.clusters = clusters.count
      candidates = clusters.reduce(0) { $0 + $1.count }
      distinct = counts.count { $0 > 0 }
      missing = rows - distinct
      mostRepeated = counts.max() ?? 0
      clustersWithRepeats = clusters.count { Set($0).count < $0.count }
    }
  }

  /// What the clusters hold.
  public let extent: Extent

  private let values: [Measure: Double]

  init(extent: Extent, values: [Measure: Double]) {
    self.extent = extent
    self.values = values
  }

  /// A figure; nil where it is not defined, such as distances inside clusters of one candidate.
  public subscript(measure: Measure) -> Double? { values[measure] }
}
