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

  /// Some of the points, side by side.
  func selecting(_ rows: Range<Int>) -> Points {
    let values = values[rows.lowerBound * dimensions..<rows.upperBound * dimensions]
    return Points(count: rows.count, dimensions: dimensions, values: Array(values))
  }

  /// Where one point's components are.
  func range(of row: Int) -> Range<Int> { row * dimensions..<(row + 1) * dimensions }

  /// The squared Euclidean distance between one of these points and one of others.
  ///
  /// Differences are taken before squaring: identical points are exactly 0 apart.
  func squaredDistance(_ row: Int, to others: Points, _ otherRow: Int) -> Double {
    values.withUnsafeBytes { left in
      others.values.withUnsafeBytes { right in
        sumOfSquares(
          dimensions,
          Components<Double>(left, from: row * dimensions),
          Components<Double>(right, from: otherRow * dimensions)
        )
      }
    }
  }
}

/// The components of a vector, read four at a time, in Float64.
struct Components<Stored: SIMDScalar & BinaryFloatingPoint> {
  private let bytes: UnsafeRawBufferPointer

  /// Takes the components that are stored from a place on.
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, from start: Int) {
    self.bytes = UnsafeRawBufferPointer(rebasing: bytes[(start * MemoryLayout<Stored>.stride)...])
  }

  @inline(__always)
  func four(from index: Int) -> SIMD4<Double> {
    SIMD4<Double>(
      bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Stored>.stride, as: SIMD4<Stored>.self)
    )
  }

  @inline(__always)
  func one(at index: Int) -> Double {
    Double(bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Stored>.stride, as: Stored.self))
  }
}

/// The sum of the squared differences of `count` components, in the one order that all distances are summed in.
@inline(__always)
func sumOfSquares<Left, Right>(_ count: Int, _ left: Components<Left>, _ right: Components<Right>) -> Double {
  // Four running sums keep the processor busy; a single one would wait for each addition.
  var sums = SIMD4<Double>.zero
  var index = 0
  while index + 4 <= count {
    let difference = left.four(from: index) - right.four(from: index)
    sums += difference * difference
    index += 4
  }
  while index < count {
    let difference = left.one(at: index) - right.one(at: index)
    sums[0] += difference * difference
    index += 1
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3])
}

/// The sum of the squares of `count` components.
func sumOfSquares<Stored>(_ count: Int, _ components: Components<Stored>) -> Double {
  var sums = SIMD4<Double>.zero
  var index = 0
  while index + 4 <= count {
    let four = components.four(from: index)
    sums += four * four
    index += 4
  }
  while index < count {
    sums[0] += components.one(at: index) * components.one(at: index)
    index += 1
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3])
}
