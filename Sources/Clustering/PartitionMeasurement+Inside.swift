import Curation

// Distances inside a cluster.

extension PartitionMeasurement {
  /// What the candidates of one cluster are among themselves.
  struct Inside {
    /// The mean and the least distance of two; nil for a single candidate.
    var pairs: (mean: Double, least: Double)?
    /// How far their mean is from the pool's.
    var shift: Double
  }

  /// How many rows are multiplied with how many others at once.
  private static let (blockHeight, blockWidth) = (256, 4096)

  /// Measures a cluster.
  func inside(_ rows: [Int]) -> Inside {
    let own = pool.unitMean(of: rows)
    let shift = zip(own, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    guard rows.count > 1 else { return Inside(pairs: nil, shift: shift) }
    return Inside(pairs: pairs(of: measured(rows)), shift: shift)
  }

  /// The candidates of a cluster whose distances are measured: all, or a sample that depends on nothing else.
  private func measured(_ rows: [Int]) -> [Int] {
    guard rows.count > largestCluster else { return rows }
    var generator = SplitMix64(seed: 2)
    return generator.sample(largestCluster, of: rows.count).map { rows[$0] }
  }

  /// The mean and the least distance of two of some rows, by the products of each with those after it.
  private func pairs(of rows: [Int]) -> (mean: Double, least: Double) {
    let members = pool.units(at: rows)
    var products = [Float](
      repeating: 0,
      count: min(Self.blockHeight, rows.count) * min(Self.blockWidth, rows.count)
    )
    var sum = 0.0
    var closest: (similarity: Float, first: Int, second: Int) = (-.infinity, 0, 1)
    for start in stride(from: 0, to: rows.count, by: Self.blockHeight) {
      let block = start..<min(start + Self.blockHeight, rows.count)
      // What is found until then is given up by whoever cancelled.
      guard !Task.isCancelled else { break }
      for otherStart in stride(from: start, to: rows.count, by: Self.blockWidth) {
        let others = otherStart..<min(otherStart + Self.blockWidth, rows.count)
        members.multiply(block, others, into: &products)
        products.withUnsafeBufferPointer { products in
          for row in block {
            let line = (row - block.lowerBound) * others.count - others.lowerBound
            for other in max(row + 1, others.lowerBound)..<max(row + 1, others.upperBound) {
              let similarity = products[line + other]
              sum += Double(max(0, 1 - similarity))
              if similarity > closest.similarity { closest = (similarity, row, other) }
            }
          }
        }
      }
    }
    let mean = sum / Double(rows.count * (rows.count - 1) / 2)
    return (mean, max(0, 1 - members.dot(closest.first, closest.second)))
  }
}

extension PoolVectors {
  /// The products of some rows with others, row by row.
  fileprivate func multiply(_ rows: Range<Int>, _ others: Range<Int>, into products: inout [Float]) {
    values.withUnsafeBufferPointer { values in
      products.withUnsafeMutableBufferPointer { products in
        guard let values = values.baseAddress, let room = products.baseAddress else { return }
        let (left, right) = (
          values + rows.lowerBound * dimensions, values + others.lowerBound * dimensions
        )
        MatrixProduct.multiply(rows.count, others.count, width: dimensions, left, right, into: room)
      }
    }
  }

  /// The dot product of two of the vectors, summed in Float64.
  fileprivate func dot(_ row: Int, _ otherRow: Int) -> Double {
    let (start, otherStart) = (row * dimensions, otherRow * dimensions)
    return (0..<dimensions).reduce(0) {
      $0 + Double(values[start + $1]) * Double(values[otherStart + $1])
    }
  }
}
