import Curation

/// The two leading eigenvectors of a symmetric matrix without negative eigenvalues.
///
/// Subspace iteration on sixteen vectors with a Rayleigh–Ritz step in each round (G. W. Stewart, “Accelerating
/// the orthogonal iteration for the eigenvectors of a Hermitian matrix”, 1969): the error falls by the ratio
/// of the seventeenth eigenvalue to the second. Begins with fixed signs and uses `+ - * /` and square roots in
/// one order, hence gives the same bits on every machine.
struct LeadingEigenvectors {
  /// A row of the basis: one component of each of the sixteen vectors.
  private typealias Row = SIMD16<Double>

  /// Done when what `A v` has beside `λ v` is this part of the largest eigenvalue.
  private static let tolerance = 1e-12

  /// Only reached when dozens of directions vary alike; any of them is then as good as another.
  private static let maximumRounds = 2_000

  /// Largest first; two of them, or as many as the matrix has rows.
  private(set) var pairs: [SymmetricMatrix.EigenPair] = []

  init(of matrix: SymmetricMatrix) {
    let wanted = min(2, matrix.size)
    var generator = SplitMix64(seed: 1)
    var basis = (0..<matrix.size).map { _ in
      let bits = generator.next()
      return Row((0..<Row.scalarCount).map { bits >> UInt64($0) & 1 == 0 ? 1 : -1 })
    }
    for _ in 0..<Self.maximumRounds {
      Self.orthonormalize(&basis)
      var image = Self.product(of: matrix, and: basis)
      let ritz = Self.innerProducts(of: basis, and: image).eigenPairs()
      basis = Self.combine(basis, ritz)
      image = Self.combine(image, ritz)
      pairs = (0..<wanted).map { column in
        SymmetricMatrix.EigenPair(value: max(0, ritz[column].value), vector: basis.map { $0[column] })
      }
      let residuals = (0..<wanted).map { column in
        basis.indices.reduce(0) { sum, row in
          let rest = image[row][column] - ritz[column].value * basis[row][column]
          return sum + rest * rest
        }.squareRoot()
      }
      if residuals.allSatisfy({ $0 <= Self.tolerance * abs(ritz[0].value) }) { break }
      basis = image
    }
  }

  /// Modified Gram–Schmidt; a vector that depends on those before it becomes zero.
  private static func orthonormalize(_ basis: inout [Row]) {
    var lengths = basis.reduce(into: Row.zero) { $0 += $1 * $1 }
    for column in 0..<Row.scalarCount {
      let products = basis.reduce(into: Row.zero) { $0 += $1[column] * $1 }
      let square = products[column]
      guard square > 1e-24 * lengths[column], square > 0 else {
        for row in basis.indices { basis[row][column] = 0 }
        continue
      }
      let scale = 1 / square.squareRoot()
      var shares = products / square
      for done in 0...column { shares[done] = 0 }
      for row in basis.indices {
        let component = basis[row][column]
        basis[row] -= component * shares
        basis[row][column] = component * scale
      }
      lengths[column] = 1
    }
  }

  private static func product(of matrix: SymmetricMatrix, and basis: [Row]) -> [Row] {
    matrix.values.withUnsafeBufferPointer { values in
      basis.withUnsafeBufferPointer { basis in
        (0..<matrix.size).map { row in
          var sum = Row.zero
          for column in 0..<matrix.size { sum += values[row * matrix.size + column] * basis[column] }
          return sum
        }
      }
    }
  }

  /// `BᵀAB`, of which the upper half is computed.
  private static func innerProducts(of basis: [Row], and image: [Row]) -> SymmetricMatrix {
    var result = SymmetricMatrix(size: Row.scalarCount)
    for left in 0..<Row.scalarCount {
      let sums = zip(basis, image).reduce(into: Row.zero) { $0 += $1.0[left] * $1.1 }
      for right in left..<Row.scalarCount { result.set(sums[right], left, right) }
    }
    return result
  }

  /// The vectors turned into those that the small problem found.
  private static func combine(_ rows: [Row], _ ritz: [SymmetricMatrix.EigenPair]) -> [Row] {
    let turns = (0..<Row.scalarCount).map { index in Row(ritz.map { $0.vector[index] }) }
    return rows.map { row in
      (0..<Row.scalarCount).reduce(into: Row.zero) { $0 += row[$1] * turns[$1] }
    }
  }
}
