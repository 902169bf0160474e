/// K-means clustering by Lloyd's algorithm, in Float64.
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

  let points: Points

  /// Fits centers, beginning with some of the rows.
  func fit(
    startingAt rows: [Int],
    _ checkpoint: Checkpoint
  ) throws(ClusteringError) -> Fit {
    let threshold = Self.tolerance * meanVariance()
    var centers = points.selecting(rows)
    var assignment = Assignment(labels: [], distances: [])
    for iteration in 1...Self.maximumIterations {
      let previous = assignment.labels
      assignment = try assign(to: centers, iteration: iteration, checkpoint)
      let moved = update(centers, for: assignment)
      let shift = (0..<centers.count).reduce(0) { $0 + centers.squaredDistance($1, to: moved, $1) }
      centers = moved
      if assignment.labels == previous || shift <= threshold {
        return try finish(centers, iterations: iteration, hasConverged: true, checkpoint)
      }
    }
    return try finish(centers, iterations: Self.maximumIterations, hasConverged: false, checkpoint)
  }

  /// The tolerance's unit: the variance of each component over the rows, averaged over the components.
  func meanVariance() -> Double {
    let mean = self.mean()
    let total = (0..<points.count).reduce(0) { $0 + points.squaredDistance($1, to: mean, 0) }
    return total / Double(points.count) / Double(points.dimensions)
  }

  private func finish(
    _ centers: Points,
    iterations: Int,
    hasConverged: Bool,
    _ checkpoint: Checkpoint
  ) throws(ClusteringError) -> Fit {
    let last = try assign(to: centers, iteration: iterations, checkpoint)
    return Fit(
      centers: centers,
      labels: last.labels,
      iterations: iterations,
      inertia: last.distances.reduce(0, +),
      hasConverged: hasConverged
    )
  }

  /// For every row its nearest center, the first of equals, and the squared distance to it.
  private struct Assignment {
    var labels: [Int]
    var distances: [Double]
  }

  private func assign(
    to centers: Points,
    iteration: Int,
    _ checkpoint: Checkpoint
  ) throws(ClusteringError) -> Assignment {
    var labels = [Int](repeating: 0, count: points.count)
    var distances = [Double](repeating: .infinity, count: points.count)
    for row in 0..<points.count {
      if row.isMultiple(of: 1024) {
        try checkpoint(.fitting(iteration: iteration, of: Self.maximumIterations))
      }
      for center in 0..<centers.count {
        let distance = points.squaredDistance(row, to: centers, center)
        if distance < distances[row] { (labels[row], distances[row]) = (center, distance) }
      }
    }
    return Assignment(labels: labels, distances: distances)
  }

  /// The means of the rows of each center; a center without rows stays where it was.
  private func update(_ centers: Points, for assignment: Assignment) -> Points {
    let labels = relocated(assignment, centers: centers.count)
    var counts = [Int](repeating: 0, count: centers.count)
    var means = Points(count: centers.count, dimensions: centers.dimensions)
    for (row, label) in labels.enumerated() {
      counts[label] += 1
      means.add(points, row, to: label)
    }
    for center in 0..<centers.count {
      for index in means.range(of: center) {
        means.values[index] =
          counts[center] == 0 ? centers.values[index] : means.values[index] / Double(counts[center])
      }
    }
    return means
  }

  /// The labels after each center that lost all its rows has taken over the row that is farthest from its own
  /// center, from a cluster that can spare one; among identical rows there may be none to take.
  private func relocated(_ assignment: Assignment, centers: Int) -> [Int] {
    var labels = assignment.labels
    var counts = [Int](repeating: 0, count: centers)
    for label in labels { counts[label] += 1 }
    let empty = counts.indices.filter { counts[$0] == 0 }
    guard !empty.isEmpty else { return labels }
    let distances = assignment.distances
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

  private func mean() -> Points {
    var sum = Points(count: 1, dimensions: points.dimensions)
    for row in 0..<points.count { sum.add(points, row, to: 0) }
    for index in sum.values.indices { sum.values[index] /= Double(points.count) }
    return sum
  }
}
