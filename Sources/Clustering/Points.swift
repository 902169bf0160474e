import Curation

/// Points in Float64, row-major, such as the centers of clusters.
struct Points: Equatable, Sendable {
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

  /// Makes points of centroids.
  init(_ centroids: Centroids) {
    self.init(count: centroids.count, dimensions: centroids.dimensions, values: centroids.values)
  }

  /// Where one point's components are.
  func range(of row: Int) -> Range<Int> { row * dimensions..<(row + 1) * dimensions }

  /// The squared Euclidean distance between one of these points and one of others.
  ///
  /// Differences are taken before squaring: identical points are exactly 0 apart.
  func squaredDistance(_ row: Int, to others: Points, _ otherRow: Int) -> Double {
    values.withUnsafeBufferPointer { left in
      others.values.withUnsafeBufferPointer { right in
        let (start, otherStart) = (row * dimensions, otherRow * dimensions)
        return Self.sumOfSquares(dimensions) { left[start + $0] - right[otherStart + $0] }
      }
    }
  }

  /// The sum of the squares of `count` differences, in the one order that all distances are summed in.
  @inline(__always)
  static func sumOfSquares(_ count: Int, _ difference: (_ index: Int) -> Double) -> Double {
    // Four running sums keep the processor busy; a single one would wait for each addition.
    var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
    var index = 0
    while index + 4 <= count {
      let difference0 = difference(index)
      let difference1 = difference(index + 1)
      let difference2 = difference(index + 2)
      let difference3 = difference(index + 3)
      first += difference0 * difference0
      second += difference1 * difference1
      third += difference2 * difference2
      fourth += difference3 * difference3
      index += 4
    }
    while index < count {
      let difference = difference(index)
      first += difference * difference
      index += 1
    }
    return (first + second) + (third + fourth)
  }
}
