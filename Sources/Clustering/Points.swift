import Curation

/// Vectors in Float64, row-major.
///
/// Distances are summed in one fixed order without BLAS, so that they, and with them every partition, are the
/// same on every machine.
struct Points: Equatable {
  let count: Int
  let dimensions: Int

  /// The `count × dimensions` components.
  var values: [Double]

  /// Makes points of `count × dimensions` components, row-major.
  init(count: Int, dimensions: Int, values: [Double]) {
    self.count = count
    self.dimensions = dimensions
    self.values = values
  }

  /// Makes `count` points of zeros.
  init(count: Int, dimensions: Int) {
    self.init(
      count: count,
      dimensions: dimensions,
      values: [Double](repeating: 0, count: count * dimensions)
    )
  }

  /// Makes points of embeddings.
  init(_ embeddings: Embeddings) {
    self.init(
      count: embeddings.count,
      dimensions: embeddings.dimensions,
      values: embeddings.values.map(Double.init)
    )
  }

  /// Makes points of centroids.
  init(_ centroids: Centroids) {
    self.init(count: centroids.count, dimensions: centroids.dimensions, values: centroids.values)
  }

  /// Where one point's components are.
  func range(of row: Int) -> Range<Int> { row * dimensions..<(row + 1) * dimensions }

  /// Some of the points, in the order of `rows`.
  func selecting(_ rows: [Int]) -> Points {
    Points(count: rows.count, dimensions: dimensions, values: rows.flatMap { values[range(of: $0)] })
  }

  /// Adds one of other points to one of these.
  mutating func add(_ others: Points, _ otherRow: Int, to row: Int) {
    let (start, otherStart) = (row * dimensions, otherRow * dimensions)
    for offset in 0..<dimensions { values[start + offset] += others.values[otherStart + offset] }
  }

  /// The squared Euclidean distance between one of these points and one of others.
  ///
  /// Differences are taken before squaring: identical points are exactly 0 apart.
  func squaredDistance(_ row: Int, to others: Points, _ otherRow: Int) -> Double {
    // Four running sums keep the processor busy; a single one would wait for each addition.
    values.withUnsafeBufferPointer { left in
      others.values.withUnsafeBufferPointer { right in
        var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
        var position = row * dimensions
        var other = otherRow * dimensions
        let end = position + dimensions
        while position + 4 <= end {
          let difference0 = left[position] - right[other]
          let difference1 = left[position + 1] - right[other + 1]
          let difference2 = left[position + 2] - right[other + 2]
          let difference3 = left[position + 3] - right[other + 3]
          first += difference0 * difference0
          second += difference1 * difference1
          third += difference2 * difference2
          fourth += difference3 * difference3
          position += 4
          other += 4
        }
        while position < end {
          let difference = left[position] - right[other]
          first += difference * difference
          position += 1
          other += 1
        }
        return (first + second) + (third + fourth)
      }
    }
  }
}
