/// K-means clustering by Lloyd's algorithm, as in Float64 throughout.
///
/// What comes of it does not depend on the number of processors: sums are made in the order of the rows.
///
/// Stops as scikit-learn does: when no row changes its cluster, or when the centers together move no further
/// than `tolerance` times the mean variance of the components (squared distances on both sides), or after
/// `maximumIterations`.
struct KMeans {
  static let tolerance = 1e-4
  static let maximumIterations = 300

  /// A fit that has come to its end.
  struct Fit: Equatable {
    var centers: Points
    var labels: [Int]
    /// How often rows were assigned and centers moved.
    var iterations: Int
    /// The sum of the squared distances of all rows to their centers.
    var inertia: Double
    /// Whether it stopped before the last iteration allowed.
    var hasConverged: Bool
  }

  let pool: PoolVectors

  /// How many processors to use.
  var workers = 1

  /// Fits centers, beginning with some of the rows.
  func fit(startingAt rows: [Int], _ checkpoint: Checkpoint) async throws(ClusteringError) -> Fit {
    try await fit(from: pool.points(at: rows), checkpoint)
  }

  /// Fits centers, beginning with some points, in at most so many iterations.
  func fit(
    from begin: Points,
    atMost limit: Int = Self.maximumIterations,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> Fit {
    let threshold = Self.tolerance * (try await meanVariance(checkpoint))
    var step = DivisionProgress.fitting(iteration: 1, of: limit)
    func report() throws(ClusteringError) { try checkpoint(step) }
    var centers = begin
    var nearest = try await NearestCenters(pool, centers, workers: workers, report)
    var sums = try await sums(of: filled(nearest.labels, centers, report), labels: centers.count, report)
    var (iteration, isStable, hasConverged) = (0, false, false)
    while iteration < limit, !hasConverged {
      iteration += 1
      step = .fitting(iteration: iteration, of: limit)
      let moved = sums.means(or: centers)
      let shift = (0..<centers.count).reduce(0) { $0 + centers.squaredDistance($1, to: moved, $1) }
      let labels = nearest.labels
      try await nearest.follow(centers, to: moved, report)
      centers = moved
      hasConverged = isStable || shift <= threshold
      isStable = nearest.labels == labels
      try await sums.update(to: filled(nearest.labels, centers, report), report)
    }
    return Fit(
      centers: centers,
      labels: nearest.labels,
      iterations: iteration,
      inertia: try await distances(to: centers, nearest.labels, report).reduce(0, +),
      hasConverged: hasConverged
    )
  }

  /// The tolerance's unit: the variance of each component over the rows, averaged over the components.
  func meanVariance(_ checkpoint: Checkpoint) async throws(ClusteringError) -> Double {
    func report() throws(ClusteringError) {
      try checkpoint(.fitting(iteration: 0, of: Self.maximumIterations))
    }
    let labels = [Int](repeating: 0, count: pool.count)
    let mean = try await sums(of: labels, labels: 1, report).means(
      or: Points(count: 1, dimensions: pool.dimensions)
    )
    let total = try await distances(to: mean, labels, report).reduce(0, +)
    return total / Double(pool.count) / Double(pool.dimensions)
  }

  /// For every row its nearest center, the first of equals.
  func nearest(of centers: Points, _ checkpoint: () throws(ClusteringError) -> Void)
    async throws(ClusteringError)
    -> [Int]
  {
    let screening = Screening(pool, centers)
    let tiles = RowTiles(count: pool.count, workers: workers)
    return try await tiles.map({ screening.nearest(in: $0).map(\.center) }, checkpoint: checkpoint).flatMap(
      \.self
    )
  }

  /// The squared distance of every row to its center.
  private func distances(
    to centers: Points,
    _ labels: [Int],
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) -> [Double] {
    let pool = pool
    return try await RowTiles(count: pool.count, workers: workers).map(
      { rows in rows.map { pool.squaredDistance($0, to: centers, labels[$0]) } },
      checkpoint: checkpoint
    ).flatMap(\.self)
  }

  private func sums(
    of labels: [Int],
    labels count: Int,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) -> LabelSums {
    try await LabelSums(pool, labels: labels, count: count, workers: workers, checkpoint)
  }

  /// The labels with rows for every center, as far as there are any to take.
  private func filled(
    _ labels: [Int],
    _ centers: Points,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) -> [Int] {
    var isNeeded = [Bool](repeating: false, count: centers.count)
    for label in labels { isNeeded[label] = true }
    guard isNeeded.contains(false) else { return labels }
    return relocated(labels, try await distances(to: centers, labels, checkpoint), centers: centers.count)
  }

  /// The labels after each center that lost all its rows has taken over the row that is farthest from its own
  /// center, from a cluster that can spare one; among identical rows there may be none to take.
  private func relocated(_ labels: [Int], _ distances: [Double], centers: Int) -> [Int] {
    var labels = labels
    var counts = [Int](repeating: 0, count: centers)
    for label in labels { counts[label] += 1 }
    let empty = counts.indices.filter { counts[$0] == 0 }
    var farthest = distances.indices.sorted { (distances[$1], $0) < (distances[$0], $1) }[...]
    for center in empty {
      while let row = farthest.popFirst(), distances[row] > 0 {
        guard counts[labels[row]] > 1 else { continue }
        counts[labels[row]] -= 1
        counts[center] = 1
        labels[row] = center
        break
      }
    }
    return labels
  }
}
