import Curation

/// Which center is the nearest to each row while centers move, without looking at rows that cannot have changed.
///
/// As long as the way to a row's own center is shorter than the way to any other one can have become, it stays with
/// its center (G. Hamerly, “Making k-means even faster”, SDM 2010). Same centers as by looking at all of them.
struct NearestCenters {
  /// The nearest center of each row, the first of equals.
  private(set) var labels: [Int]

  /// For each row what the distance to its center cannot be above, and to any other one cannot be below.
  private var atMost: [Double]
  private var othersAtLeast: [Double]

  private let pool: PoolVectors
  private let workers: Int

  /// What sums and roots in Float64 may be wrong by, as a part.
  private static let rounding = 1e-9

  /// Finds the nearest of some centers.
  init(
    _ pool: PoolVectors,
    _ centers: Points,
    workers: Int,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) {
    self.pool = pool
    self.workers = workers
    labels = [Int](repeating: 0, count: pool.count)
    atMost = [Double](repeating: .infinity, count: pool.count)
    othersAtLeast = [Double](repeating: 0, count: pool.count)
    try await look(for: centers, checkpoint)
  }

  /// Finds the nearest centers again after these have moved.
  mutating func follow(
    _ centers: Points,
    to moved: Points,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) {
    let ways = (0..<centers.count).map { centers.squaredDistance($0, to: moved, $0).squareRoot() }
    let farthest = ways.indices.max { ways[$0] < ways[$1] } ?? 0
    let secondWay = ways.indices.filter { $0 != farthest }.map { ways[$0] }.max() ?? 0
    for row in labels.indices {
      let label = labels[row]
      atMost[row] += ways[label]
      othersAtLeast[row] -= label == farthest ? secondWay : ways[farthest]
    }
    try await look(for: moved, checkpoint)
  }

  private mutating func look(
    for centers: Points,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) {
    let screening = Screening(pool, centers)
    let doubtful = labels.indices.filter { atMost[$0] * (1 + Self.rounding) >= othersAtLeast[$0] }
    // Putting rows side by side takes longer than looking at some in vain.
    let rows = doubtful.count > labels.count / 4 * 3 ? Array(labels.indices) : doubtful
    let found = try await RowTiles(count: rows.count, workers: workers).map(
      { screening.nearest(in: rows[$0]) },
      checkpoint: checkpoint
    )
    for (row, nearest) in zip(rows, found.joined()) {
      labels[row] = nearest.center
      atMost[row] = nearest.atMost
      othersAtLeast[row] = nearest.othersAtLeast
    }
  }
}
