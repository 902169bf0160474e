import Curation

/// The vectors of a pool, in Float32 as they were embedded, row-major.
///
/// Distances are worked out in Float64 and summed in one fixed order, so that they, and with them every
/// partition, are the same on every machine.
struct PoolVectors: Sendable {
  let count: Int
  let dimensions: Int

  /// The `count × dimensions` components.
  let values: [Float]

  /// The length of each vector.
  let lengths: [Double]

  /// Takes the vectors as they are, without a copy.
  init(_ embeddings: Embeddings) {
    self.init(count: embeddings.count, dimensions: embeddings.dimensions, values: embeddings.values)
  }

  /// Makes vectors of `count × dimensions` components, row-major.
  init(count: Int, dimensions: Int, values: [Float]) {
    self.count = count
    self.dimensions = dimensions
    self.values = values
    lengths = values.withUnsafeBytes { values in
      (0..<count).map {
        sumOfSquares(dimensions, Components<Float>(values, from: $0 * dimensions)).squareRoot()
      }
    }
  }

  /// Some of the vectors, in the order of `rows`.
  func selecting(_ rows: [Int]) -> PoolVectors {
    PoolVectors(count: rows.count, dimensions: dimensions, values: rows.flatMap { values[range(of: $0)] })
  }

  /// Some of the vectors as centers, in the order of `rows`.
  func points(at rows: [Int]) -> Points {
    Points(
      count: rows.count,
      dimensions: dimensions,
      values: rows.flatMap { values[range(of: $0)].map(Double.init) }
    )
  }

  /// Where one vector's components are.
  func range(of row: Int) -> Range<Int> { row * dimensions..<(row + 1) * dimensions }

  /// The squared Euclidean distance between one of the vectors and a point.
  ///
  /// Differences are taken before squaring: identical points are exactly 0 apart.
  func squaredDistance(_ row: Int, to points: Points, _ point: Int) -> Double {
    values.withUnsafeBytes { left in
      points.values.withUnsafeBytes { right in
        sumOfSquares(
          dimensions,
          Components<Float>(left, from: row * dimensions),
          Components<Double>(right, from: point * dimensions)
        )
      }
    }
  }

  /// The squared Euclidean distance between two of the vectors.
  func squaredDistance(_ row: Int, _ otherRow: Int) -> Double {
    values.withUnsafeBytes { values in
      sumOfSquares(
        dimensions,
        Components<Float>(values, from: row * dimensions),
        Components<Float>(values, from: otherRow * dimensions)
      )
    }
  }
}
