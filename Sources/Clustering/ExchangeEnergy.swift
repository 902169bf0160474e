/// What clusters cost, so that candidates can be exchanged to make it less: `E = Σₛ (pairs(S) + remote(S))`.
///
/// - `pairs(S) = Σ k(a, b) / σ` over all pairs in S, where `k(a, b) = ((1 + a · b) / 2)⁸` for unit vectors and σ is its
///   standard deviation over pairs of the pool. For a kernel such as this the sum is, up to a constant, the squared
///   maximum mean discrepancy between the clusters and the pool (A. Gretton et al., “A kernel two-sample test”,
///   JMLR 13, 2012): where it is low, each cluster is spread as the pool is and nothing in it is close together.
/// - `remote(S) = λ Σᵣ min d(r, a ∈ S)³² / μ` over the 128 rows r that are farthest from the pool as a whole, where
///   `d = 1 - r · a` and μ is the mean of the terms at the beginning: no cluster may leave one of them out.
///
/// Components are rounded to whole 4,000ths. Sums of their products stay below 2²⁴, so that Float32 holds them
/// exactly in whatever order they are made: the energies are the same on every machine.
struct ExchangeEnergy: Sendable {
  /// How many remote rows count, at most.
  static let mostRemote = 128

  /// The weight of remote rows.
  private static let weight = 0.1

  /// The exponents are 2 to the power of these.
  private static let (pairDoublings, remoteDoublings) = (3, 5)

  /// How many rows, or clusters, scales are taken from at most.
  private static let (scaleRows, scaleClusters) = (1024, 64)

  /// The least standard deviation of pairs, and mean of remote rows, that something can be gained from.
  private static let (leastDeviation, leastMean) = (1e-6, 1e-20)

  /// The length that vectors are scaled to before they are rounded.
  private static let grid: Double = 4000

  private let pool: PoolVectors
  /// The vectors of the remote rows, `remoteCount × d`, padded with zeros.
  private let remote: [Float]
  /// The mean distance of the remote rows to the pool.
  private var reach: Float = 1
  private var pairScale: Float = 1
  private var remoteScale: Float = 1

  /// The number of remote rows that distances are worked out of: a multiple of eight.
  let remoteCount: Int

  /// Finds out what to measure in a pool, and in which units, at the beginning of exchanges between clusters.
  init(
    of pool: PoolVectors,
    clusters: [[Int]],
    workers: Int = 1,
    _ checkpoint: Checkpoint = { _ throws(ClusteringError) in }
  ) async throws(ClusteringError) {
    self.pool = pool
    let tiles = RowTiles(count: pool.count, workers: workers)
    var done = 0
    func report() throws(ClusteringError) {
      done += 1
      try checkpoint(.surveying(done, of: 2 * tiles.pieces))
    }
    let mean = try pool.meanDirection(report)
    let closeness = Array(
      try await tiles.map(
        { rows in rows.map { pool.closeness(of: $0, to: mean) } },
        checkpoint: report
      ).joined()
    )
    let farthest = (0..<pool.count).sorted { (closeness[$0], $0) < (closeness[$1], $1) }
      .prefix(Self.mostRemote)
    remoteCount = (farthest.count + 7) / 8 * 8
    remote =
      Self.rounded(Array(farthest), of: pool)
      + [Float](repeating: 0, count: (remoteCount - farthest.count) * pool.dimensions)
    reach = max(
      1e-3,
      Float(1 - farthest.reduce(0) { $0 + closeness[$1] } / Double(max(1, farthest.count)))
    )
    let step = max(1, pool.count / Self.scaleRows)
    let rows = Array(stride(from: 0, to: pool.count, by: step).prefix(Self.scaleRows))
    let deviation = pairs(of: rows).deviation
    pairScale = deviation > Self.leastDeviation ? Float(1 / deviation) : 0
    var least: [Double] = []
    for cluster in stride(from: 0, to: clusters.count, by: max(1, clusters.count / Self.scaleClusters)) {
      let members = Array(clusters[cluster].prefix(Self.scaleRows))
      let found = distances(of: members)
      var sum = 0.0
      for column in farthest.indices {
        sum += Double(members.indices.reduce(Float.infinity) { min($0, found[$1 * remoteCount + column]) })
      }
      least.append(sum / Double(max(1, farthest.count)))
    }
    let leastMean = least.reduce(0, +) / Double(max(1, least.count))
    remoteScale = leastMean > Self.leastMean ? Float(Self.weight / leastMean) : 0
  }

  /// What any two of some rows cost in one cluster, `count × count`, less what each costs on average.
  func pairs(of rows: [Int]) -> [Float] {
    let vectors = Self.rounded(rows, of: pool)
    var values = products(vectors, rows.count, vectors, rows.count)
    let unit = Float(0.5 / (Self.grid * Self.grid))
    for index in values.indices {
      var energy = 0.5 + values[index] * unit
      for _ in 0..<Self.pairDoublings { energy *= energy }
      values[index] = energy * pairScale
    }
    center(&values, rows.count)
    return values
  }

  /// What each of some rows leaves each remote row to cost when it is the nearest, `rows.count × remoteCount`.
  func distances(of rows: [Int]) -> [Float] {
    var values = products(Self.rounded(rows, of: pool), rows.count, remote, remoteCount)
    let unit = Float(1 / (Self.grid * Self.grid))
    for index in values.indices {
      var distance = max(0, 1 - values[index] * unit) / reach
      for _ in 0..<Self.remoteDoublings { distance *= distance }
      values[index] = distance * remoteScale
    }
    return values
  }

  private static func rounded(_ rows: [Int], of pool: PoolVectors) -> [Float] {
    var vectors: [Float] = []
    vectors.reserveCapacity(rows.count * pool.dimensions)
    for row in rows {
      let scale = pool.lengths[row] > 0 ? grid / pool.lengths[row] : 0
      for value in pool.values[pool.range(of: row)] {
        vectors.append(Float((Double(value) * scale).rounded()))
      }
    }
    return vectors
  }

  private func products(_ left: [Float], _ rows: Int, _ right: [Float], _ columns: Int) -> [Float] {
    var products = [Float](repeating: 0, count: rows * columns)
    products.withUnsafeMutableBufferPointer { products in
      guard let room = products.baseAddress else { return }
      MatrixProduct.multiply(rows, columns, width: pool.dimensions, left, right, into: room)
    }
    return products
  }

  /// Takes the means off the rows and columns of a symmetric matrix.
  ///
  /// Between clusters of one size that changes nothing; it keeps larger ones from drawing outliers.
  private func center(_ values: inout [Float], _ count: Int) {
    guard count > 0 else { return }
    values.withUnsafeMutableBufferPointer { values in
      let means = (0..<count).map { row in
        values[row * count..<(row + 1) * count].reduce(0.0) { $0 + Double($1) } / Double(count)
      }
      let mean = means.reduce(0, +) / Double(count)
      for row in 0..<count {
        let own = means[row] - mean
        for column in 0..<count {
          values[row * count + column] = Float(Double(values[row * count + column]) - (own + means[column]))
        }
      }
    }
  }
}

extension [Float] {
  /// The standard deviation of numbers whose mean is about 0.
  fileprivate var deviation: Double {
    (reduce(0.0) { $0 + Double($1) * Double($1) } / Double(Swift.max(1, count))).squareRoot()
  }
}

extension PoolVectors {
  /// The mean of the vectors, each scaled to length 1; a checkpoint after each piece of them can end it by an error.
  fileprivate func meanDirection(
    _ checkpoint: () throws(ClusteringError) -> Void
  ) throws(ClusteringError) -> [Double] {
    var sums = [Double](repeating: 0, count: dimensions)
    for start in stride(from: 0, to: count, by: RowTiles.usualSize) {
      addDirections(of: start..<min(start + RowTiles.usualSize, count), to: &sums)
      try checkpoint()
    }
    return sums.map { $0 / Double(count) }
  }

  private func addDirections(of rows: Range<Int>, to sums: inout [Double]) {
    values.withUnsafeBufferPointer { values in
      for row in rows where lengths[row] > 0 {
        let scale = 1 / lengths[row]
        let start = row * dimensions
        for index in 0..<dimensions { sums[index] += Double(values[start + index]) * scale }
      }
    }
  }

  /// The dot product of a vector, scaled to length 1, and another.
  fileprivate func closeness(of row: Int, to direction: [Double]) -> Double {
    guard lengths[row] > 0 else { return 0 }
    var sum = 0.0
    values.withUnsafeBufferPointer { values in
      let start = row * dimensions
      for index in 0..<dimensions { sum += Double(values[start + index]) * direction[index] }
    }
    return sum / lengths[row]
  }
}
