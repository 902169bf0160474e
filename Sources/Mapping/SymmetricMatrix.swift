/// A dense symmetric matrix of Float64.
struct SymmetricMatrix: Equatable, Sendable {
  /// The number of rows, and of columns.
  let size: Int

  /// The `size × size` components, row-major.
  private(set) var values: [Double]

  /// Makes a matrix of zeros.
  init(size: Int) {
    self.size = size
    values = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double { values[row * size + column] }

  /// Sets a component and its mirror image.
  mutating func set(_ value: Double, _ row: Int, _ column: Int) {
    values[row * size + column] = value
    values[column * size + row] = value
  }

  /// The sum of the diagonal.
  var trace: Double { (0..<size).reduce(0) { $0 + self[$1, $1] } }

  /// Divides every component by a number.
  func divided(by divisor: Double) -> SymmetricMatrix {
    var result = self
    for index in values.indices { result.values[index] /= divisor }
    return result
  }
}

extension SymmetricMatrix {
  /// An eigenvalue and its eigenvector of length 1.
  struct EigenPair {
    var value: Double
    var vector: [Double]
  }

  /// All eigenvalues with their vectors, the largest first; for small matrices.
  ///
  /// Cyclic Jacobi rotations (G. H. Golub, C. F. Van Loan, “Matrix Computations”, section 8.5).
  func eigenPairs() -> [EigenPair] {
    var rotated = self
    var vectors = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0 } }
    // Convergence is quadratic: six sweeps are usual, the bound is for safety.
    for _ in 0..<30 where !rotated.isDiagonal {
      for row in 0..<size {
        for column in row + 1..<max(row + 1, size) { rotated.rotate(row, column, turning: &vectors) }
      }
    }
    return (0..<size).map { EigenPair(value: rotated[$0, $0], vector: vectors[$0]) }
      .enumerated()
      .sorted { ($0.element.value, $1.offset) > ($1.element.value, $0.offset) }
      .map(\.element)
  }

  private var isDiagonal: Bool {
    let least = 1e-17 * (0..<size).reduce(0) { $0 + abs(self[$1, $1]) }
    return (0..<size).allSatisfy { row in (0..<row).allSatisfy { abs(self[row, $0]) <= least } }
  }

  /// Makes one component zero by turning two axes; `vectors` are turned with them.
  private mutating func rotate(_ first: Int, _ second: Int, turning vectors: inout [[Double]]) {
    let corner = self[first, second]
    guard corner != 0 else { return }
    let slope = (self[second, second] - self[first, first]) / (2 * corner)
    let tangent = (slope < 0 ? -1 : 1) / (abs(slope) + (slope * slope + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    for index in 0..<size where index != first && index != second {
      let (left, right) = (self[index, first], self[index, second])
      set(cosine * left - sine * right, index, first)
      set(sine * left + cosine * right, index, second)
    }
    set(self[first, first] - tangent * corner, first, first)
    set(self[second, second] + tangent * corner, second, second)
    set(0, first, second)
    for index in 0..<size {
      let (left, right) = (vectors[first][index], vectors[second][index])
      vectors[first][index] = cosine * left - sine * right
      vectors[second][index] = sine * left + cosine * right
    }
  }
}
