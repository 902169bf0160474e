import Curation

extension PoolVectors {
  /// Whether a vector counts as one of length 1: it is, up to rounding, or has no direction.
  func isUnit(_ row: Int) -> Bool { lengths[row] == 0 || abs(lengths[row] - 1) <= 5e-7 }

  /// Some of the vectors scaled to length 1; those that have it keep their bits, and zeros stay zeros.
  func units(at rows: [Int]) -> PoolVectors {
    var values = rows.flatMap { self.values[range(of: $0)] }
    for (place, row) in rows.enumerated() where !isUnit(row) {
      for index in range(of: place) { values[index] = Float(Double(values[index]) / lengths[row]) }
    }
    return PoolVectors(count: rows.count, dimensions: dimensions, values: values)
  }

  /// The mean of some of the vectors, scaled to length 1.
  func unitMean(of rows: some Collection<Int>) -> [Double] {
    var sums = [Double](repeating: 0, count: dimensions)
    values.withUnsafeBufferPointer { values in
      for row in rows {
        let start = row * dimensions
        let length = isUnit(row) ? 1 : lengths[row]
        for index in 0..<dimensions { sums[index] += Double(values[start + index]) / length }
      }
    }
    return sums.map { $0 / Double(rows.count) }
  }
}
