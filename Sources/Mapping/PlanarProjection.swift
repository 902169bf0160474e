public import Curation

/// The plane on which a pool is looked at: that of the two leading principal components.
///
/// Principal component analysis (K. Pearson, 1901) is the linear projection that keeps the most of the variance.
/// It shows the coarse shape of a pool and no more: neighbours on the map may be far apart in the directions
/// that it leaves out, hence `title` says how much it keeps. Vectors of more than 1,024 components are first
/// folded by a count sketch, and the shares are then estimates.
public struct PlanarProjection: Equatable, Sendable {
  /// An axis along which less than this part of all variance lies is none.
  private static let leastShare = 1e-12

  /// The length of the vectors, d.
  public let dimensions: Int

  /// The directions of the two axes, d components each: of length 1 unless folded, or 0 where nothing varies.
  ///
  /// Of each, the component with the largest absolute value is positive (the first such one).
  public let axes: [[Double]]

  /// The part of all variance along each axis, from 0 to 1, the larger first.
  public let shares: [Double]

  /// Whether the vectors were folded first, so that the shares are estimates.
  public let isFolded: Bool

  /// What the mean has for coordinates before it is moved to the origin.
  private let origin: SIMD2<Double>

  /// Both axes' components, side by side.
  private let weights: [SIMD2<Double>]

  /// Makes the projection of the vectors that moments were taken of.
  public init(_ moments: VectorMoments) {
    let folding = moments.folding
    let scatter = moments.scatterMatrix()
    let trace = scatter.trace
    let nothing = SymmetricMatrix.EigenPair(value: 0, vector: Array(repeating: 0, count: folding.width))
    var pairs = trace > 0 ? LeadingEigenvectors(of: scatter.divided(by: trace)).pairs : []
    pairs = pairs.map { $0.value > Self.leastShare ? $0 : nothing }
    while pairs.count < 2 { pairs.append(nothing) }
    let directions = pairs.map { Self.withFixedSign($0.vector) }
    let mean = moments.foldedMean()
    dimensions = moments.dimensions
    isFolded = folding.isNeeded
    shares = pairs.map { min(1, $0.value) }
    axes = directions.map(folding.unfolded)
    weights = zip(axes[0], axes[1]).map { SIMD2($0, $1) }
    origin = mean.indices.reduce(into: .zero) {
      $0 += mean[$1] * SIMD2(directions[0][$1], directions[1][$1])
    }
  }

  /// Makes the projection of vectors that are all in memory.
  ///
  /// - Throws: `MappingError.notFinite` with the number of the row.
  public init(of embeddings: Embeddings) throws(MappingError) {
    var moments = try VectorMoments(dimensions: embeddings.dimensions)
    try moments.add(embeddings.values[...])
    self.init(moments)
  }

  /// What the screen says about the plane, such as `PCA, 12 % of the variance`.
  public var title: String {
    let percent = 100 * (shares[0] + shares[1])
    guard percent > 0 else { return "PCA, no variance" }
    let tenths = Int((percent * 10).rounded())
    let figure = percent < 9.95 ? "\(tenths / 10).\(tenths % 10)" : "\(Int(percent.rounded()))"
    return "PCA, \(isFolded ? "about " : "")\(figure) % of the variance"
  }

  /// Where vectors lie on the plane.
  ///
  /// - Parameters:
  ///   - block: `rows × d` components, row-major.
  ///   - firstRow: The number of the block's first row, for messages.
  /// - Returns: A pair of coordinates a row, in the vectors' own unit; the mean is the origin.
  /// - Throws: `MappingError.notFinite` with the number of the row, or `.partialVector`.
  public func coordinates(
    of block: ArraySlice<Float>,
    firstRow: Int = 0
  ) throws(MappingError) -> [SIMD2<Float>] {
    let rows = try block.vectorCount(dimensions: dimensions, firstRow: firstRow)
    return block.withUnsafeBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        (0..<rows).map { row in
          let start = row * dimensions
          // Two running sums: a single one would wait for each addition.
          var (even, odd) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
          for component in stride(from: 0, to: dimensions - 1, by: 2) {
            even += Double(values[start + component]) * weights[component]
            odd += Double(values[start + component + 1]) * weights[component + 1]
          }
          if !dimensions.isMultiple(of: 2) {
            even += Double(values[start + dimensions - 1]) * weights[dimensions - 1]
          }
          return SIMD2<Float>(even + odd - origin)
        }
      }
    }
  }

  /// Turns a direction so that its component with the largest absolute value is positive.
  private static func withFixedSign(_ direction: [Double]) -> [Double] {
    let largest = direction.reduce(0) { abs($1) > abs($0) ? $1 : $0 }
    return largest < 0 ? direction.map { -$0 } : direction
  }
}
