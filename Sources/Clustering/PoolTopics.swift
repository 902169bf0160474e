public import Curation

/// The natural groups of a pool, by K-means: what one counts to see how widely some picks are spread.
///
/// They are not the clusters that are reviewed, which have one size.
public struct PoolTopics: Equatable, Sendable {
  /// For each row the number of its topic, from 0.
  public let topics: [Int]
  /// How many topics there are.
  public let count: Int

  let centers: Points

  /// The least number of rows that centers are fitted to, if there are as many; of larger pools a seeded sample is.
  static let smallestSample = 5000
  /// How many rows of the sample there are at least for each center.
  private static let sampledForEach = 100

  /// The most rows that centers are fitted to.
  static func sampleSize(for count: Int) -> Int { max(smallestSample, sampledForEach * count) }

  /// Groups vectors.
  ///
  /// - Parameters:
  ///   - embeddings: The vectors.
  ///   - count: How many topics there are to be; no more than rows.
  ///   - seed: What the beginning depends on.
  ///   - workers: How many processors to use.
  ///   - progress: Told often what is being done.
  /// - Throws: `ClusteringError` when there are no rows, a vector is not finite, or the task is cancelled.
  public init(
    of embeddings: Embeddings,
    count: Int,
    seed: UInt64 = 0,
    workers: Int = 1,
    progress: (DivisionProgress) -> Void = { _ in }
  ) async throws(ClusteringError) {
    guard embeddings.count > 0 else { throw .noRows }
    if let bad = embeddings.values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: bad / embeddings.dimensions)
    }
    let pool = PoolVectors(embeddings)
    var generator = SplitMix64(seed: seed)
    let largestSample = Self.sampleSize(for: count)
    let rows =
      pool.count <= largestSample
      ? Array(0..<pool.count)
      : generator.sample(largestSample, of: pool.count)
    let sample = pool.selecting(rows)
    func report(_ step: DivisionProgress) throws(ClusteringError) {
      guard !Task.isCancelled else { throw .cancelled }
      progress(step)
    }
    let seeding = KMeansSeeding(pool: sample, count: max(1, min(count, sample.count)), workers: workers)
    let begin = try await seeding.rows(generator: &generator, report)
    centers = try await KMeans(pool: sample, workers: workers).fit(startingAt: begin, report).centers
    self.count = centers.count
    var assigned = 0
    topics = try await KMeans(pool: pool, workers: workers).nearest(of: centers) {
      () throws(ClusteringError) in
      assigned = min(assigned + RowTiles.usualSize, pool.count)
      try report(.assigning(assigned, of: pool.count))
    }
  }
}
