/// The Cholesky factor R of a Gram matrix `BᵀB = RᵀR`, without the columns that depend on those before them.
///
/// `B R⁻¹` has orthonormal columns that span what B's span: those of Gram–Schmidt (Cholesky QR; G. H. Golub,
/// C. F. Van Loan, “Matrix Computations”, section 5.2).
struct CholeskyFactor {
  /// A column is dropped when the square of what those before it leave of it is at most this part of its own.
  private static let tolerance = 1e-9

  /// R above the diagonal, and zeros on and below it.
  private var upper: DenseMatrix

  /// One over R's diagonal, and 0 for a column that was dropped.
  private var inverseDiagonal: [Double] = []

  /// The columns that were not dropped; their number is the rank.
  var keptColumns: [Int] { inverseDiagonal.indices.filter { inverseDiagonal[$0] > 0 } }

  /// Factorises a Gram matrix, of which what lies on and above the diagonal is read.
  init(ofGramMatrix gram: DenseMatrix) {
    upper = gram
    for column in 0..<gram.columns {
      let remainder = upper[column, column]
      let isKept = remainder > Self.tolerance * gram[column, column]
      let scale = isKept ? 1 / remainder.squareRoot() : 0
      inverseDiagonal.append(scale)
      for other in 0..<gram.columns { upper[column, other] *= other > column ? scale : 0 }
      if isKept { subtractOuterProduct(ofRow: column) }
    }
  }

  /// Subtracts the outer product of a row and itself from the rows below it.
  private mutating func subtractOuterProduct(ofRow row: Int) {
    let (width, count) = (upper.blocksPerRow, upper.columns)
    upper.blocks.withUnsafeMutableBufferPointer { blocks in
      for other in row + 1..<count {
        let first = other / DenseMatrix.Block.scalarCount
        let component = blocks[row * width + first][other % DenseMatrix.Block.scalarCount]
        for position in first..<width {
          blocks[other * width + position] -= component * blocks[row * width + position]
        }
      }
    }
  }

  /// Replaces a row v, in blocks, by `v R⁻¹`; its components at dropped columns become 0.
  func solve(_ row: UnsafeMutableBufferPointer<DenseMatrix.Block>) {
    let width = upper.blocksPerRow
    upper.blocks.withUnsafeBufferPointer { upper in
      inverseDiagonal.withUnsafeBufferPointer { inverseDiagonal in
        for column in inverseDiagonal.indices {
          let (block, lane) = (column / DenseMatrix.Block.scalarCount, column % DenseMatrix.Block.scalarCount)
          let component = row[block][lane] * inverseDiagonal[column]
          var position = block
          while position < width {
            row[position] -= component * upper[column * width + position]
            position += 1
          }
          row[block][lane] = component
        }
      }
    }
  }
}
