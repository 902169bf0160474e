/// Centers of K-means clusters.
public struct Centroids: Equatable, Sendable {
  /// The number of centers, K.
  public let count: Int

  /// The length of each center, d.
  public let dimensions: Int

  /// The `K × d` components, row-major.
  public let values: [Double]

  /// Makes centers of `count × dimensions` components, row-major.
  ///
  /// Returns nil when the number of values does not fit the shape.
  public init?(count: Int, dimensions: Int, values: [Double]) {
    guard count >= 0, dimensions > 0, values.count == count * dimensions else { return nil }
    self.count = count
    self.dimensions = dimensions
    self.values = values
  }

  /// Makes centers of points.
  init(_ points: Points) {
    count = points.count
    dimensions = points.dimensions
    values = points.values
  }
}
