public import Curation

/// The natural groups of a pool, by K-means: what one counts to see how widely some picks are spread.
///
/// They are not the clusters that are reviewed, which have one size.
public struct PoolTopics: Equatable, Sendable {
  /// For each row the number of its topic, from 0.
  public let topics: [Int]
  /// How many topics there are.
  public let count: Int

  /// The most rows that centers are fitted to; of larger pools a seeded sample is.
  static let largestSample = 5000

  /// Groups vectors.
  ///
  /// - Parameters:
  ///   - embeddings: The vectors.
  ///   - count: How many topics there are to be; no more than rows.
  ///   - seed: What the beginning depends on.
  /// - Throws: `ClusteringError` when there are no rows, a vector is not finite, or the task is cancelled.
  public init(of embeddings: Embeddings, count: Int, seed: UInt64 = 0) throws(ClusteringError) {
    guard embeddings.count > 0 else { throw .noRows }
    if let bad = embeddings.values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: bad / embeddings.dimensions)
    }
    let points = Points(embeddings)
    var generator = SplitMix64(seed: seed)
    let rows =
      points.count <= Self.largestSample
      ? Array(0..<points.count)
      : generator.permutation(of: points.count).prefix(Self.largestSample).sorted()
    let sample = points.selecting(rows)
    let checkpoint: Checkpoint = { _ throws(ClusteringError) in
      if Task.isCancelled { throw .cancelled }
    }
    let seeding = KMeansSeeding(points: sample, count: max(1, min(count, sample.count)))
    let begin = try seeding.rows(generator: &generator, checkpoint)
    let centers = try KMeans(points: sample).fit(startingAt: begin, checkpoint).centers
    self.count = centers.count
    topics = (0..<points.count).map { row in
      var nearest = (center: 0, distance: Double.infinity)
      for center in 0..<centers.count {
        let distance = points.squaredDistance(row, to: centers, center)
        if distance < nearest.distance { nearest = (center, distance) }
      }
      return nearest.center
    }
  }
}
