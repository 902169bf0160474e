import Curation

// Distances of the pool to the clusters.

extension PartitionMeasurement {
  /// How far some rows of the pool are from the clusters of a partition.
  struct Cover {
    /// The sum over all those rows and all clusters.
    var total: Double
    /// For each cluster the largest distance of a row.
    var radii: [Float]

    mutating func merge(_ other: Cover) {
      total += other.total
      for index in radii.indices { radii[index] = max(radii[index], other.radii[index]) }
    }
  }

  /// Measures how far some of the sampled rows are from the clusters of each partition.
  func covers(of partitions: [[[Int]]], in tile: Range<Int>) -> [Cover] {
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
    var right = pool.units(at: rows).values
    right += repeatElement(0, count: (Self.width - rows.count) * pool.dimensions)
    pool.values.withUnsafeBufferPointer { left in
      similarities.withUnsafeMutableBufferPointer { similarities in
        guard let left = left.baseAddress, let room = similarities.baseAddress else { return }
        MatrixProduct.multiply(pool.count, Self.width, width: pool.dimensions, left, right, into: room)
      }
    }
    for row in 0..<pool.count where !pool.isUnit(row) {
      let scale = Float(1 / pool.lengths[row])
      for index in row * Self.width..<(row + 1) * Self.width { similarities[index] *= scale }
    }
  }
}
