import Curation

/// The sums of the rows of each label, kept up as rows change their labels.
///
/// All are made in the order of the rows, so that they are the same on any number of processors.
struct LabelSums {
  /// How many rows each label has.
  private(set) var counts: [Int]

  private var labels: [Int]
  /// In Float64, `labels × dimensions`, row-major.
  private var sums: [Double]
  private let pool: PoolVectors
  private let workers: Int

  /// Sums up the rows of each of `count` labels.
  init(
    _ pool: PoolVectors,
    labels: [Int],
    count: Int,
    workers: Int,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) {
    self.pool = pool
    self.workers = workers
    self.labels = labels
    counts = [Int](repeating: 0, count: count)
    sums = []
    try await sumUp(checkpoint)
  }

  /// Takes over new labels of the rows.
  mutating func update(
    to labels: [Int],
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) {
    let changed = labels.indices.filter { labels[$0] != self.labels[$0] }
    // Where many rows have changed, all processors are quicker together.
    guard changed.count < pool.count / 8 else {
      self.labels = labels
      return try await sumUp(checkpoint)
    }
    for row in changed {
      add(row, to: labels[row], times: 1)
      add(row, to: self.labels[row], times: -1)
    }
    self.labels = labels
  }

  /// The mean of the rows of each label, `labels × dimensions`; as in `centers` for a label without rows.
  func means(or centers: Points) -> Points {
    var means = centers
    for label in counts.indices where counts[label] > 0 {
      for index in means.range(of: label) { means.values[index] = sums[index] / Double(counts[label]) }
    }
    return means
  }

  private mutating func add(_ row: Int, to label: Int, times sign: Int) {
    counts[label] += sign
    let (start, width) = (row * pool.dimensions, pool.dimensions)
    for component in 0..<width {
      sums[label * width + component] += Double(sign) * Double(pool.values[start + component])
    }
  }

  private mutating func sumUp(_ checkpoint: () throws(ClusteringError) -> Void) async throws(ClusteringError)
  {
    counts = [Int](repeating: 0, count: counts.count)
    for label in labels { counts[label] += 1 }
    // Each processor sums up some of the components of all rows, which keeps to the order of the rows.
    let width = (pool.dimensions + workers - 1) / workers
    let (pool, labels, count) = (pool, labels, counts.count)
    let slices = try await RowTiles(count: pool.dimensions, workers: workers, size: width).map(
      { pool.sums(of: labels, count: count, components: $0) },
      checkpoint: checkpoint
    )
    sums = [Double](repeating: 0, count: count * pool.dimensions)
    for (index, slice) in slices.enumerated() {
      let sliceWidth = slice.count / count
      for label in 0..<count {
        for component in 0..<sliceWidth {
          sums[label * pool.dimensions + index * width + component] = slice[label * sliceWidth + component]
        }
      }
    }
  }
}

extension PoolVectors {
  /// For each label the sum of some components of its rows, in the order of the rows: `count × components.count`.
  fileprivate func sums(of labels: [Int], count: Int, components: Range<Int>) -> [Double] {
    var sums = [Double](repeating: 0, count: count * components.count)
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
