public import Curation

/// Measures how good partitions of a pool are, several at once, such as one and some random ones.
///
/// Takes `O(n · d)` time for each row whose distances are measured, and `128 · n` bytes of memory for each
/// processor; the distances inside a cluster of k candidates take `O(k² · d)`.
public struct PartitionMeasurement: Sendable {
  private let pool: PoolVectors
  private let mean: [Double]

  /// The rows whose distances to the clusters are measured.
  private let sample: [Int]

  /// How many rows are multiplied with the whole pool at once.
  private static let width = 32

  /// Prepares a pool.
  ///
  /// - Parameters:
  ///   - embeddings: The vectors; they are scaled to length 1.
  ///   - largestTable: How many distances between rows are worked out at most: of pools with more than
  ///     `√largestTable` rows as many are drawn whose distances to the clusters are measured, 1,000 at least.
  /// - Throws: `ClusteringError` when there are no vectors, or one is not finite.
  public init(_ embeddings: Embeddings, largestTable: Int = 250_000_000) throws(ClusteringError) {
    guard embeddings.count > 0 else { throw .noRows }
    if let bad = embeddings.values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: bad / embeddings.dimensions)
    }
    let pool = PoolVectors(embeddings).scaledToUnits()
    self.pool = pool
    mean = pool.mean(of: 0..<pool.count)
    let size = max(1000, largestTable / pool.count)
    var generator = SplitMix64(seed: 1)
    sample =
      size >= pool.count
      ? Array(0..<pool.count) : generator.permutation(of: pool.count).prefix(size).sorted()
  }

  /// The number of rows in the pool.
  public var rows: Int { pool.count }

  /// How many rows the distances to the clusters are measured of: `coverMean` is that of these rows.
  public var measuredRows: Int { sample.count }

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
    let coverTiles = RowTiles(count: coverage ? sample.count : 0, workers: workers, size: 4 * Self.width)
    let clusterTiles = partitions.map { RowTiles(count: $0.count, workers: workers, size: 64) }
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

// MARK: - Distances inside a cluster

extension PartitionMeasurement {
  /// What the candidates of one cluster are among themselves.
  private struct Inside {
    /// The mean and the least distance of two; nil for a single candidate.
    var pairs: (mean: Double, least: Double)?
    /// How far their mean is from the pool's.
    var shift: Double
  }

  private func inside(_ rows: [Int]) -> Inside {
    let own = pool.mean(of: rows)
    let shift = zip(own, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    guard rows.count > 1 else { return Inside(pairs: nil, shift: shift) }
    let members = pool.selecting(rows)
    let block = 256
    var products = [Float](repeating: 0, count: min(block, rows.count) * rows.count)
    var sum = 0.0
    var closest: (similarity: Float, first: Int, second: Int) = (-.infinity, 0, 1)
    members.values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for start in stride(from: 0, to: rows.count, by: block) {
        let height = min(block, rows.count - start)
        let own = values + start * pool.dimensions
        products.withUnsafeMutableBufferPointer { products in
          guard let room = products.baseAddress else { return }
          MatrixProduct.multiply(height, rows.count, width: pool.dimensions, own, values, into: room)
          for row in 0..<height {
            for other in (start + row + 1)..<max(rows.count, start + row + 1) {
              let similarity = room[row * rows.count + other]
              sum += Double(max(0, 1 - similarity))
              if similarity > closest.similarity { closest = (similarity, start + row, other) }
            }
          }
        }
      }
    }
    let mean = sum / Double(rows.count * (rows.count - 1) / 2)
    let least = max(0, 1 - members.dot(closest.first, closest.second))
    return Inside(pairs: (mean, least), shift: shift)
  }
}

// MARK: - Distances of the pool to the clusters

extension PartitionMeasurement {
  /// How far some rows of the pool are from the clusters of a partition.
  private struct Cover {
    /// The sum over all those rows and all clusters.
    var total: Double
    /// For each cluster the largest distance of a row.
    var radii: [Float]

    mutating func merge(_ other: Cover) {
      total += other.total
      for index in radii.indices { radii[index] = max(radii[index], other.radii[index]) }
    }
  }

  private func covers(of partitions: [[[Int]]], in tile: Range<Int>) -> [Cover] {
    var covers = partitions.map { Cover(total: 0, radii: [Float](repeating: 0, count: $0.count)) }
    let width = Self.width
    var similarities = [Float](repeating: 0, count: pool.count * width)
    var best = [Float](repeating: 0, count: width)
    for start in stride(from: tile.lowerBound, to: tile.upperBound, by: width) {
      let rows = sample[start..<min(start + width, tile.upperBound)]
      multiply(Array(rows), into: &similarities)
      similarities.withUnsafeBufferPointer { similarities in
        best.withUnsafeMutableBufferPointer { best in
          for (number, clusters) in partitions.enumerated() {
            for (cluster, members) in clusters.enumerated() {
              best.update(repeating: -.infinity)
              for member in members {
                for lane in 0..<width {
                  let similarity = similarities[member * width + lane]
                  best[lane] = similarity > best[lane] ? similarity : best[lane]
                }
              }
              for lane in 0..<rows.count {
                let distance = max(0, 1 - best[lane])
                covers[number].total += Double(distance)
                covers[number].radii[cluster] = max(covers[number].radii[cluster], distance)
              }
            }
          }
        }
      }
    }
    return covers
  }

  /// For each row of the pool its similarities to `width` rows, zeros where there are fewer.
  private func multiply(_ rows: [Int], into similarities: inout [Float]) {
    var right = rows.flatMap { pool.values[pool.range(of: $0)] }
    right += repeatElement(0, count: (Self.width - rows.count) * pool.dimensions)
    pool.values.withUnsafeBufferPointer { left in
      similarities.withUnsafeMutableBufferPointer { similarities in
        guard let left = left.baseAddress, let room = similarities.baseAddress else { return }
        MatrixProduct.multiply(pool.count, Self.width, width: pool.dimensions, left, right, into: room)
      }
    }
  }
}

extension PoolVectors {
  /// The vectors scaled to length 1; those that have it, up to rounding, keep their bits, and zeros stay zeros.
  func scaledToUnits() -> PoolVectors {
    var values = values
    for (row, length) in lengths.enumerated() where length > 0 && abs(length - 1) > 5e-7 {
      for index in range(of: row) { values[index] = Float(Double(values[index]) / length) }
    }
    return PoolVectors(count: count, dimensions: dimensions, values: values)
  }

  /// The mean of some of the vectors.
  func mean(of rows: some Collection<Int>) -> [Double] {
    var sums = [Double](repeating: 0, count: dimensions)
    values.withUnsafeBufferPointer { values in
      for row in rows {
        let start = row * dimensions
        for index in 0..<dimensions { sums[index] += Double(values[start + index]) }
      }
    }
    return sums.map { $0 / Double(rows.count) }
  }

  /// The dot product of two of the vectors, summed in Float64.
  func dot(_ row: Int, _ otherRow: Int) -> Double {
    let (start, otherStart) = (row * dimensions, otherRow * dimensions)
    return (0..<dimensions).reduce(0) {
      $0 + Double(values[start + $1]) * Double(values[otherStart + $1])
    }
  }
}
