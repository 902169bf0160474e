import Curation

/// How long vectors are made shorter before their covariance is taken.
///
/// A count sketch: each component is added, with a sign of its own, to one of `width` sums. It keeps inner
/// products in expectation (M. Charikar, K. Chen, M. Farach-Colton, “Finding frequent items in data streams”,
/// 2002; K. Weinberger et al., “Feature hashing for large scale multitask learning”, 2009). Vectors of up to
/// `width` components stay as they are.
struct VectorFolding: Equatable, Sendable {
  /// The most components whose covariance is taken: 8 MB in Float64.
  static let standardWidth = 1_024

  /// The length of a vector.
  let dimensions: Int

  /// +1 or -1 for each component of a vector; all +1 when nothing is folded.
  private let signs: [Double]

  /// The length of a folded vector.
  let width: Int

  /// Whether there is anything to fold.
  var isNeeded: Bool { dimensions > width }

  init(dimensions: Int, maximumWidth: Int) {
    self.dimensions = dimensions
    width = min(dimensions, maximumWidth)
    var generator = SplitMix64(seed: 0)
    signs = (0..<dimensions).map { index in
      index < maximumWidth || generator.next() & 1 == 0 ? 1 : -1
    }
  }

  /// The sum that a component belongs to.
  func target(of component: Int) -> Int { component % width }

  /// What a component is multiplied by.
  func sign(of component: Int) -> Double { signs[component] }

  /// The components of a direction among folded vectors, as a direction among whole ones.
  func unfolded(_ direction: [Double]) -> [Double] {
    (0..<dimensions).map { signs[$0] * direction[target(of: $0)] }
  }
}
