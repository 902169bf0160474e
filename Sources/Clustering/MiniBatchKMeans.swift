import Curation

/// K-means clustering by batches of rows drawn by chance, which takes a few passes over a pool however large it is.
///
/// D. Sculley, “Web-scale k-means clustering”, WWW 2010: every row of a batch moves the center nearest to it by one
/// part in as many rows as that has had, so that each center is the mean of its rows. From scikit-learn's
/// `MiniBatchKMeans` come two rules. A center that has had less than a hundredth of the rows of another one begins
/// anew at a row of the batch. And it ends when the mean squared distance of batches, smoothed over half a pass, has
/// not become less for ten of them.
///
/// What comes of it does not depend on the number of processors: centers move in the order of the rows.
struct MiniBatchKMeans {
  /// How often every row is in a batch, at most.
  static let passes = 20
  /// How many batches in a row may bring nothing.
  static let patience = 10
  /// How many rows there are for each center between two looks at what centers have had.
  static let rowsBetweenLooks = 10
  /// Which part of the rows of the center with most a center needs to stay where it is.
  static let leastShare = 0.01

  /// What has come of it.
  struct Fit {
    var centers: Points
    /// How many batches there were.
    var batches: Int
    /// Whether it ended before the last pass.
    var hasConverged: Bool
  }

  let pool: PoolVectors

  /// How many rows a batch has; no more than the pool.
  let size: Int

  /// How many processors to use.
  var workers = 1

  /// Fits centers, beginning with some of the rows.
  func fit(
    startingAt rows: [Int],
    generator: inout SplitMix64,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> Fit {
    var centers = MovingCenters(pool.points(at: rows))
    var inertia = SmoothedInertia(weight: min(1, 2 * Double(size) / Double(pool.count + 1)))
    let perPass = pool.count / size
    let limit = Self.passes * perPass
    var order: [Int] = []
    var unlooked = 0
    for batch in 1...limit {
      try checkpoint(.fitting(iteration: batch, of: limit))
      let place = (batch - 1) % perPass * size
      if place == 0 { order = generator.permutation(of: pool.count) }
      let rows = order[place..<place + size].sorted()
      let nearest = try await nearest(of: centers.points, to: rows)
      for (row, found) in zip(rows, nearest) { centers.move(found.center, to: pool, row) }
      unlooked += size
      if unlooked >= Self.rowsBetweenLooks * centers.points.count {
        centers.beginAnew(at: rows, of: pool, &generator)
        unlooked = 0
      }
      inertia.add(nearest.reduce(0) { $0 + $1.distance } / Double(size))
      if inertia.batchesInVain >= Self.patience {
        return Fit(centers: centers.points, batches: batch, hasConverged: true)
      }
    }
    return Fit(centers: centers.points, batches: limit, hasConverged: false)
  }

  /// The center nearest to each of some ascending rows, and its squared distance.
  private func nearest(
    of centers: Points,
    to rows: [Int]
  ) async throws(ClusteringError) -> [(center: Int, distance: Double)] {
    let screening = Screening(pool, centers)
    let share = min(RowTiles.usualSize, (rows.count + workers - 1) / max(1, workers))
    let tiles = try await RowTiles(count: rows.count, workers: workers, size: share).map(
      { tile in
        zip(rows[tile], screening.nearest(in: rows[tile])).map { row, nearest in
          (center: nearest.center, distance: screening.pool.squaredDistance(row, to: centers, nearest.center))
        }
      },
      checkpoint: {}
    )
    return tiles.flatMap(\.self)
  }
}

/// Centers that are drawn towards rows.
private struct MovingCenters {
  private(set) var points: Points
  /// How many rows each has had.
  private var counts: [Int]

  init(_ points: Points) {
    self.points = points
    counts = [Int](repeating: 0, count: points.count)
  }

  /// Moves a center towards a row, by less the more rows it has had.
  mutating func move(_ center: Int, to pool: PoolVectors, _ row: Int) {
    counts[center] += 1
    let rate = 1 / Double(counts[center])
    let (start, rowStart) = (center * points.dimensions, row * pool.dimensions)
    pool.values.withUnsafeBufferPointer { values in
      points.values.withUnsafeMutableBufferPointer { components in
        for index in 0..<pool.dimensions {
          components[start + index] += rate * (Double(values[rowStart + index]) - components[start + index])
        }
      }
    }
  }

  /// Takes the centers that have had too few rows to some of these, at most to half of them.
  mutating func beginAnew(at rows: [Int], of pool: PoolVectors, _ generator: inout SplitMix64) {
    let least = MiniBatchKMeans.leastShare * Double(counts.max() ?? 0)
    let lonely = counts.indices.filter { Double(counts[$0]) < least }.sorted {
      (counts[$0], $0) < (counts[$1], $1)
    }.prefix(rows.count / 2)
    guard !lonely.isEmpty else { return }
    // It counts as much as the least of those that stay: else the next row would take it away altogether.
    let known = counts.filter { Double($0) >= least }.min() ?? 1
    let places = generator.sample(lonely.count, of: rows.count)
    for (center, place) in zip(lonely, places) {
      let components = pool.values[pool.range(of: rows[place])].lazy.map(Double.init)
      points.values.replaceSubrange(points.range(of: center), with: components)
      counts[center] = known
    }
  }
}

/// The mean squared distance of batches, smoothed so that what changes is more than chance.
private struct SmoothedInertia {
  /// What the latest batch counts for.
  let weight: Double
  /// How many batches have not made it less than it was before them.
  private(set) var batchesInVain = 0
  private var mean: Double?
  private var least = Double.infinity

  init(weight: Double) { self.weight = weight }

  mutating func add(_ value: Double) {
    let mean = mean.map { $0 + weight * (value - $0) } ?? value
    self.mean = mean
    batchesInVain = mean < least ? 0 : batchesInVain + 1
    least = min(least, mean)
  }
}
