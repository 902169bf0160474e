/// The leading right singular subspace of a sparse matrix, by randomised subspace iteration.
///
/// N. Halko, P. G. Martinsson, J. A. Tropp, “Finding structure with randomness”, SIAM Review 53 (2011),
/// algorithm 4.4 on the side of the terms, with a random sign matrix. Projecting on it is a truncated singular
/// value decomposition up to a rotation, which changes no distance; hence nothing is diagonalised.
struct LeadingSubspace {
  /// How often the basis is multiplied by `XᵀX`.
  ///
  /// On 1,000 instructions of Dolly with 256 dimensions, 4 keep 97 % of the energy that an exact decomposition
  /// keeps, 3 keep 96 % and 6 keep 99 %.
  static let passes = 4

  /// The most rows that are decomposed; of more, as many are taken at even distances.
  static let maximumRows = 16_384

  /// Vectors that span the subspace, as the columns of an `m × k` matrix.
  private let span: DenseMatrix

  /// What makes an orthonormal basis of them.
  private let factor: CholeskyFactor

  /// The columns of the basis that are kept, k or fewer.
  private let columns: [Int]

  /// The number asked for, or the rank of the matrix if that is less: 0 when there are no terms.
  var dimensions: Int { columns.count }

  /// Decomposes the weights of texts; `progress` is told the part done, from 0 to 1.
  init(
    of weights: TermWeights,
    count: Int,
    seed: UInt64,
    progress: (Double) throws(EmbeddingError) -> Void
  ) throws(EmbeddingError) {
    let matrix = weights.matrix
    let rowCount = min(matrix.rowCount, Self.maximumRows)
    let rows = (0..<rowCount).map { $0 * matrix.rowCount / rowCount }
    var basis: DenseMatrix
    if rowCount <= count {
      // So few texts span the subspace themselves.
      basis = matrix.transposed()
    } else {
      basis = Self.signs(of: weights.terms, count: min(count, matrix.columnCount), seed: seed)
      for pass in 0..<Self.passes {
        if pass > 0 { basis.orthonormalizeColumns() }
        basis = try Self.normalProduct(of: matrix, rows: rows, and: basis) { done throws(EmbeddingError) in
          try progress((Double(pass) + done) / Double(Self.passes + 1))
        }
      }
    }
    try progress(Double(Self.passes) / Double(Self.passes + 1))
    span = basis
    factor = CholeskyFactor(ofGramMatrix: basis.gramMatrix())
    columns = factor.keptColumns
  }

  /// The coordinates of one row of a matrix of the same terms, in an orthonormal basis of the subspace.
  func projection(of row: Int, in matrix: SparseRows) -> [Double] {
    var product = matrix.multiply(row: row, by: span)
    product.withUnsafeMutableBufferPointer { factor.solve($0) }
    return columns.map { product[$0 / DenseMatrix.Block.scalarCount][$0 % DenseMatrix.Block.scalarCount] }
  }

  /// The random matrix that the iteration begins with: each term has signs of its own.
  private static func signs(of terms: [String], count: Int, seed: UInt64) -> DenseMatrix {
    var matrix = DenseMatrix(rows: terms.count, columns: count)
    for (row, term) in terms.enumerated() {
      for (column, sign) in zip(0..<count, SignSequence(of: term, seed: seed)) {
        matrix[row, column] = sign
      }
    }
    return matrix
  }

  /// `Xᵀ (X B)`, a row of X at a time so that `X B` is never stored.
  private static func normalProduct(
    of matrix: SparseRows,
    rows: [Int],
    and basis: DenseMatrix,
    progress: (Double) throws(EmbeddingError) -> Void
  ) throws(EmbeddingError) -> DenseMatrix {
    var product = DenseMatrix(rows: basis.rows, columns: basis.columns)
    for (done, row) in rows.enumerated() {
      if done.isMultiple(of: 1024) { try progress(Double(done) / Double(rows.count)) }
      matrix.addOuterProduct(row: row, by: matrix.multiply(row: row, by: basis), to: &product)
    }
    return product
  }
}
