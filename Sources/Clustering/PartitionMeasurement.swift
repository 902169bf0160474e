public import Curation

/// Measures how good partitions of a pool are, several at once, such as one and some random ones.
///
/// Takes `O(n · d)` time for each row whose distances are measured, and `128 · n` bytes of memory for each
/// processor; the distances inside a cluster take `O(k² · d)`, k being how many of its candidates are measured.
public struct PartitionMeasurement: Sendable {
  /// The vectors as they are; what is read of them is scaled to length 1.
  let pool: PoolVectors
  let mean: [Double]

  /// The rows whose distances to the clusters are measured.
  let sample: [Int]

  /// Of how many candidates of a cluster at most the distances among themselves are measured.
  public let largestCluster: Int

  /// How many rows are multiplied with the whole pool at once.
  static let width = 32
  /// How many pairs of candidates a piece of work has, about.
  private static let pairsOfPiece = 10_000_000
  /// From how many rows on a piece of work is a single product with the whole pool.
  private static let largePool = 50_000

  /// Prepares a pool.
  ///
  /// - Parameters:
  ///   - embeddings: The vectors; they are scaled to length 1.
  ///   - largestTable: How many distances between rows are worked out at most: of pools with more than
  ///     `√largestTable` rows as many are drawn whose distances to the clusters are measured, 1,000 at least.
  ///   - largestCluster: Of how many candidates of a cluster the distances among themselves are measured at most:
  ///     of larger clusters as many are drawn, two at least.
  /// - Throws: `ClusteringError` when there are no vectors, or one is not finite.
  public init(
    _ embeddings: Embeddings,
    largestTable: Int = 250_000_000,
    largestCluster: Int = 2000
  ) throws(ClusteringError) {
    guard embeddings.count > 0 else { throw .noRows }
    if let bad = embeddings.values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: bad / embeddings.dimensions)
    }
    let pool = PoolVectors(embeddings)
    self.pool = pool
    self.largestCluster = max(2, largestCluster)
    mean = pool.unitMean(of: 0..<pool.count)
    let size = max(1000, largestTable / pool.count)
    var generator = SplitMix64(seed: 1)
    sample =
      size >= pool.count
      ? Array(0..<pool.count) : generator.sample(size, of: pool.count)
  }

  /// The number of rows in the pool.
  public var rows: Int { pool.count }

  /// How many rows the distances to the clusters are measured of: `coverMean` is that of these rows.
  public var measuredRows: Int { sample.count }

  /// Whether some cluster is so large that the distances inside are measured of a sample of its candidates.
  public func isSampled(inside clusters: [[Int]]) -> Bool { clusters.contains { $0.count > largestCluster } }

  /// Clusters of the same sizes and the same rows, dealt at random.
  public static func random(like clusters: [[Int]], seed: UInt64) -> [[Int]] {
    let rows = clusters.flatMap(\.self)
    var generator = SplitMix64(seed: seed)
    var order = generator.permutation(of: rows.count)[...]
    return clusters.map { cluster in
      defer { order.removeFirst(cluster.count) }
      return order.prefix(cluster.count).map { rows[$0] }
    }
  }

  /// Measures partitions.
  ///
  /// - Parameters:
  ///   - partitions: For each its clusters, as rows of the pool; clusters without rows are left out.
  ///   - coverage: Whether distances of the pool to the clusters are measured, too, which takes longest.
  ///   - workers: How many processors to use; the figures do not depend on it.
  ///   - progress: Takes how much is done, of how much.
  /// - Returns: The quality of each partition.
  /// - Throws: `ClusteringError.cancelled` when the task is cancelled.
  public func qualities(
    of partitions: [[[Int]]],
    coverage: Bool = true,
    workers: Int = 1,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws(ClusteringError) -> [PartitionQuality] {
    let partitions = partitions.map { $0.filter { !$0.isEmpty } }
    let coverTiles = RowTiles(
      count: coverage ? sample.count : 0,
      workers: workers,
      size: pool.count > Self.largePool ? Self.width : 4 * Self.width
    )
    let clusterTiles = partitions.map { clusters in
      let largest = clusters.reduce(2) { max($0, min($1.count, largestCluster)) }
      let size = max(1, min(64, Self.pairsOfPiece / (largest * (largest - 1) / 2)))
      return RowTiles(count: clusters.count, workers: workers, size: size)
    }
    let total = coverTiles.pieces + clusterTiles.reduce(0) { $0 + $1.pieces }
    var done = 0
    func report() throws(ClusteringError) {
      guard !Task.isCancelled else { throw .cancelled }
      done += 1
      progress(done, total)
    }
    var inside: [[Inside]] = []
    for (clusters, tiles) in zip(partitions, clusterTiles) {
      inside += [
        try await tiles.map({ $0.map { self.inside(clusters[$0]) } }, checkpoint: report).flatMap(\.self)
      ]
    }
    var covers = partitions.map { Cover(total: 0, radii: [Float](repeating: 0, count: $0.count)) }
    for found in try await coverTiles.map({ self.covers(of: partitions, in: $0) }, checkpoint: report) {
      for index in covers.indices { covers[index].merge(found[index]) }
    }
    return partitions.indices.map { index in
      PartitionQuality(
        extent: PartitionQuality.Extent(partitions[index], rows: pool.count),
        values: values(inside[index], coverage ? covers[index] : nil)
      )
    }
  }

  private func values(_ inside: [Inside], _ cover: Cover?) -> [PartitionQuality.Measure: Double] {
    guard !inside.isEmpty else { return [:] }
    let clusters = Double(inside.count)
    var values: [PartitionQuality.Measure: Double] = [:]
    values[.centroidShift] = inside.reduce(0) { $0 + $1.shift } / clusters
    if let cover {
      values[.coverMean] = cover.total / clusters / Double(sample.count)
      values[.coverRadius] = cover.radii.reduce(0) { $0 + Double($1) } / clusters
      values[.coverRadiusWorst] = Double(cover.radii.max() ?? 0)
    }
    let pairs = inside.compactMap(\.pairs)
    guard !pairs.isEmpty else { return values }
    values[.intraMean] = pairs.reduce(0) { $0 + $1.mean } / Double(pairs.count)
    values[.intraMin] = pairs.reduce(0) { $0 + $1.least } / Double(pairs.count)
    values[.intraMinP05] = percentile(5, of: pairs.map(\.least).sorted())
    return values
  }

  /// The value below which so many percent of ascending values lie, interpolated between the two nearest.
  private func percentile(_ percent: Double, of values: [Double]) -> Double {
    let place = Double(values.count - 1) * percent / 100
    let lower = Int(place)
    let upper = min(lower + 1, values.count - 1)
    return values[lower] + (values[upper] - values[lower]) * (place - Double(lower))
  }
}
