import Curation
import Testing

@testable import Clustering

@Suite struct QuantizedVectorsTests {
  /// Vectors of very different lengths, with zeros, single components, and each other's opposites among them.
  private func pool(_ generator: inout SplitMix64, dimensions: Int) -> PoolVectors {
    var values: [Float] = []
    for row in 0..<24 {
      let size = [Float(1e-30), 1e-3, 1, 1, 500, 1e15][row % 6]
      var vector = (0..<dimensions).map { _ in Float(generator.nextFraction() - 0.5) * size }
      if row == 3 { vector = vector.map { _ in 0 } }
      if row % 5 == 4 { for index in vector.indices.dropFirst() { vector[index] = 0 } }
      if row == 20 { vector = values.prefix(dimensions).map(-) }
      values += vector
    }
    return PoolVectors(count: 24, dimensions: dimensions, values: values)
  }

  @Test(arguments: [1, 7, 8, 9, 384, 1027])
  func `distances lie within their bounds`(dimensions: Int) {
    var generator = SplitMix64(seed: UInt64(dimensions))
    let pool = pool(&generator, dimensions: dimensions)
    let vectors = QuantizedVectors(pool)
    for row in 0..<pool.count {
      for otherRow in 0..<pool.count {
        let bounds = vectors.squaredDistanceBounds(row, otherRow)
        #expect(bounds.contains(pool.squaredDistance(row, otherRow)), "\(row) and \(otherRow)")
      }
    }
  }

  @Test func `bounds of vectors of length 1 are close`() throws {
    var generator = SplitMix64(seed: 1)
    let long = PoolVectors(try randomEmbeddings(&generator, rows: 40, dimensions: 384))
    let values = (0..<40).flatMap { row in
      long.values[long.range(of: row)].map { $0 / Float(long.lengths[row]) }
    }
    let pool = PoolVectors(count: 40, dimensions: 384, values: values)
    let vectors = QuantizedVectors(pool)
    for row in 1..<pool.count {
      let bounds = vectors.squaredDistanceBounds(row, row - 1)
      #expect(bounds.upperBound - bounds.lowerBound < 0.002)
    }
  }
}
