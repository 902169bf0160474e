/// For each row of a sample the distance to the nearest of the picks added so far.
struct NearestPicks {
  private let sample: [Float]
  private let dimensions: Int
  /// The largest dot product with a pick; without picks, that of opposite vectors.
  private var closest: [Double]

  /// Begins without picks; `sample` holds `count` unit vectors, row-major.
  init(sample: [Float], count: Int) {
    self.sample = sample
    dimensions = sample.count / count
    closest = [Double](repeating: -1, count: count)
  }

  /// Adds a pick's unit vector.
  mutating func add(_ pick: [Float]) {
    guard pick.count == dimensions else { return }
    pick.withUnsafeBufferPointer { pick in
      sample.withUnsafeBufferPointer { sample in
        for row in closest.indices {
          let vector = UnsafeBufferPointer(rebasing: sample[row * dimensions..<(row + 1) * dimensions])
          closest[row] = max(closest[row], dot(vector, pick))
        }
      }
    }
  }

  /// The mean and the largest distance.
  var reach: CoverageCurve.Reach {
    // Rounding can take a vector's product with itself past 1.
    let distances = closest.lazy.map { max(0, 1 - $0) }
    return CoverageCurve.Reach(
      mean: distances.reduce(0, +) / Double(closest.count),
      radius: distances.max() ?? 0
    )
  }
}

/// The dot product, summed in Float64.
func dot(_ left: UnsafeBufferPointer<Float>, _ right: UnsafeBufferPointer<Float>) -> Double {
  var sums = SIMD8<Double>.zero
  var index = 0
  while index + 8 <= left.count {
    for lane in 0..<8 { sums[lane] += Double(left[index + lane]) * Double(right[index + lane]) }
    index += 8
  }
  var sum = sums.sum()
  while index < left.count {
    sum += Double(left[index]) * Double(right[index])
    index += 1
  }
  return sum
}
