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
    var centers = begin
    var labels: [Int] = []
    for iteration in 1...limit {
      let step = DivisionProgress.fitting(iteration: iteration, of: limit)
      func report() throws(ClusteringError) { try checkpoint(step) }
      let previous = labels
      labels = try await nearest(of: centers, report)
      let moved = try await update(centers, for: labels, report)
      let shift = (0..<centers.count).reduce(0) { $0 + centers.squaredDistance($1, to: moved, $1) }
      centers = moved
      if labels == previous || shift <= threshold {
        return try await finish(centers, iterations: iteration, hasConverged: true, report)
      }
    }
    return try await finish(centers, iterations: limit, hasConverged: false) {
      () throws(ClusteringError) in
    }
  }

  /// The tolerance's unit: the variance of each component over the rows, averaged over the components.
  func meanVariance(_ checkpoint: Checkpoint) async throws(ClusteringError) -> Double {
    func report() throws(ClusteringError) {
      try checkpoint(.fitting(iteration: 0, of: Self.maximumIterations))
    }
    let labels = [Int](repeating: 0, count: pool.count)
    let mean = try await means(of: labels, centers: 1, report).means
    let total = try await distances(to: mean, labels, report).reduce(0, +)
    return total / Double(pool.count) / Double(pool.dimensions)
  }

  private func finish(
    _ centers: Points,
    iterations: Int,
    hasConverged: Bool,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) -> Fit {
    let labels = try await nearest(of: centers, checkpoint)
    return Fit(
      centers: centers,
      labels: labels,
      iterations: iterations,
      inertia: try await distances(to: centers, labels, checkpoint).reduce(0, +),
      hasConverged: hasConverged
    )
  }

  /// For every row its nearest center, the first of equals.
  func nearest(of centers: Points, _ checkpoint: () throws(ClusteringError) -> Void)
    async throws(ClusteringError)
    -> [Int]
  {
    let screening = Screening(pool, centers)
    let tiles = RowTiles(count: pool.count, workers: workers)
    return try await tiles.map({ screening.nearest(in: $0) }, checkpoint: checkpoint).flatMap(\.self)
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

  /// The means of the rows of each center; a center without rows stays where it was.
  private func update(
    _ centers: Points,
    for labels: [Int],
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) -> Points {
    var labels = labels
    var isNeeded = [Bool](repeating: false, count: centers.count)
    for label in labels { isNeeded[label] = true }
    if isNeeded.contains(false) {
      labels = relocated(labels, try await distances(to: centers, labels, checkpoint), centers: centers.count)
    }
    var (means, counts) = try await means(of: labels, centers: centers.count, checkpoint)
    for center in 0..<centers.count where counts[center] == 0 {
      means.values.replaceSubrange(means.range(of: center), with: centers.values[centers.range(of: center)])
    }
    return means
  }

  /// The means of the rows of each label, zeros for a label without rows, and how many rows each has.
  private func means(
    of labels: [Int],
    centers: Int,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) -> (means: Points, counts: [Int]) {
    var counts = [Int](repeating: 0, count: centers)
    for label in labels { counts[label] += 1 }
    // Each processor sums up some of the components of all rows, which keeps to the order of the rows.
    let width = (pool.dimensions + workers - 1) / workers
    let pool = pool
    let slices = try await RowTiles(count: pool.dimensions, workers: workers, size: width).map(
      { pool.sums(of: labels, centers: centers, components: $0) },
      checkpoint: checkpoint
    )
    var means = Points(count: centers, dimensions: pool.dimensions)
    for (index, sums) in slices.enumerated() {
      let sliceWidth = sums.count / centers
      for center in 0..<centers where counts[center] > 0 {
        for component in 0..<sliceWidth {
          means.values[center * pool.dimensions + index * width + component] =
            sums[center * sliceWidth + component] / Double(counts[center])
        }
      }
    }
    return (means, counts)
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

extension PoolVectors {
  /// For each label the sum of some components of its rows, in the order of the rows: `centers × components.count`.
  fileprivate func sums(of labels: [Int], centers: Int, components: Range<Int>) -> [Double] {
    var sums = [Double](repeating: 0, count: centers * components.count)
    values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        let width = components.count
        for (row, label) in labels.enumerated() {
          let start = row * dimensions + components.lowerBound
          let vector = UnsafeBufferPointer(rebasing: values[start..<start + width])
          let sum = UnsafeMutableBufferPointer(rebasing: sums[label * width..<(label + 1) * width])
          for index in 0..<width { sum[index] += Double(vector[index]) }
        }
      }
    }
    return sums
  }
}
