/// Vectors that stand for the instructions of a pool, in import order.
public struct Embeddings: Equatable, Sendable {
  /// The number of vectors, n.
  public let count: Int

  /// The length of each vector, d.
  public let dimensions: Int

  /// The `n × d` components, row-major.
  public let values: [Float]

  /// Makes embeddings of `count × dimensions` components, row-major.
  ///
  /// Returns nil when the number of values does not fit the shape.
  public init?(count: Int, dimensions: Int, values: [Float]) {
    guard count >= 0, dimensions > 0, values.count == count * dimensions else { return nil }
    self.count = count
    self.dimensions = dimensions
    self.values = values
  }

  /// Some of the vectors, in the order of `rows`.
  public func selecting(_ rows: [Int]) -> Embeddings {
    var values: [Float] = []
    values.reserveCapacity(rows.count * dimensions)
    for row in rows { values += self[row] }
    return Embeddings(values, count: rows.count, dimensions: dimensions)
  }

  private init(_ values: [Float], count: Int, dimensions: Int) {
    self.count = count
    self.dimensions = dimensions
    self.values = values
  }

  /// What the components of a vector are multiplied with to give it length 1, in Float64; 0 for a vector of zeros,
  /// which has no direction.
  public func unitScale(of row: Int) -> Double {
    var square = 0.0
    for component in self[row] { square += Double(component) * Double(component) }
    return square > 0 ? 1 / square.squareRoot() : 0
  }

  /// The components of one vector.
  public subscript(row: Int) -> ArraySlice<Float> {
    values[row * dimensions..<(row + 1) * dimensions]
  }
}
