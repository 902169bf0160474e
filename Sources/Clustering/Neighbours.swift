public import Curation

/// For each vector of a pool the nearest other one.
public struct Neighbours: Equatable, Sendable {
  /// One vector and the one nearest to it.
  public struct Pair: Equatable, Sendable {
    /// The vector's place in the pool, from 0.
    public var row: Int
    /// The place of the nearest other one; of equals the first.
    public var nearest: Int
    /// The cosine similarity of both, -1 to 1; 0 where one has no direction.
    public var similarity: Double
  }

  /// Ascending by row; a vector that was compared with no other is not in it.
  public let pairs: [Pair]

  /// Whether every vector was compared with every other.
  public let isExact: Bool

  init(_ nearest: NearestSoFar, of embeddings: Embeddings, isExact: Bool) {
    self.isExact = isExact
    pairs = nearest.rows.enumerated().compactMap { row, near in
      guard near >= 0 else { return nil }
      // The search works in Float32; what is told is computed anew.
      let similarity = Self.cosine(embeddings[row], embeddings[Int(near)])
      return Pair(row: row, nearest: Int(near), similarity: similarity)
    }
  }

  /// The cosine similarity of two vectors, in Float64; 0 where one has no direction.
  static func cosine(_ first: ArraySlice<Float>, _ second: ArraySlice<Float>) -> Double {
    var (product, firstSquare, secondSquare) = (0.0, 0.0, 0.0)
    for (left, right) in zip(first, second) {
      let (left, right) = (Double(left), Double(right))
      product += left * right
      firstSquare += left * left
      secondSquare += right * right
    }
    let norm = (firstSquare * secondSquare).squareRoot()
    return norm > 0 ? min(1, max(-1, product / norm)) : 0
  }
}

extension Neighbours {
  /// Compares a few vectors, all with each other, at once.
  ///
  /// - Throws: `ClusteringError.notFinite`.
  public init(among embeddings: Embeddings) throws(ClusteringError) {
    let pool = try UnitVectors(checking: embeddings)
    var nearest = NearestSoFar(count: pool.count)
    for strip in NeighbourWork.strips(of: pool) {
      for (rows, found) in strip.carriedOut(on: pool).found { nearest.merge(found, at: rows) }
    }
    self.init(nearest, of: embeddings, isExact: true)
  }
}
