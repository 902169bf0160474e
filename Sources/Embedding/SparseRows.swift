/// A sparse matrix in compressed row form: for each text the weights of its terms, by ascending term number.
///
/// The products add up in the order of the entries, in Float64 and in one thread. Equal rows therefore give
/// results that are equal to the bit, wherever they stand.
struct SparseRows {
  /// The number of columns, m.
  let columnCount: Int

  /// Where each row's entries begin, and at the end where the last row's end.
  private(set) var starts: [Int] = [0]

  private(set) var columns: [Int32] = []
  private(set) var weights: [Double] = []

  var rowCount: Int { starts.count - 1 }

  init(columnCount: Int) { self.columnCount = columnCount }

  /// Appends a row of (column, weight) entries by ascending column.
  mutating func append(_ entries: [(column: Int32, weight: Double)]) {
    for entry in entries {
      columns.append(entry.column)
      weights.append(entry.weight)
    }
    starts.append(columns.count)
  }

  /// The product of one row and a dense `m × k` matrix: k components in blocks.
  func multiply(row: Int, by dense: DenseMatrix) -> [DenseMatrix.Block] {
    let width = dense.blocksPerRow
    var product = [DenseMatrix.Block](repeating: .zero, count: width)
    product.withUnsafeMutableBufferPointer { product in
      dense.blocks.withUnsafeBufferPointer { dense in
        for entry in starts[row]..<starts[row + 1] {
          let weight = weights[entry]
          let start = Int(columns[entry]) * width
          for position in 0..<width { product[position] += weight * dense[start + position] }
        }
      }
    }
    return product
  }

  /// Adds to a dense `m × k` matrix the outer product of one row and a vector of k components in blocks.
  func addOuterProduct(row: Int, by vector: [DenseMatrix.Block], to dense: inout DenseMatrix) {
    let width = dense.blocksPerRow
    vector.withUnsafeBufferPointer { vector in
      dense.blocks.withUnsafeMutableBufferPointer { dense in
        for entry in starts[row]..<starts[row + 1] {
          let weight = weights[entry]
          let start = Int(columns[entry]) * width
          for position in 0..<width { dense[start + position] += weight * vector[position] }
        }
      }
    }
  }

  /// The dense `m × n` transpose.
  func transposed() -> DenseMatrix {
    var dense = DenseMatrix(rows: columnCount, columns: rowCount)
    for row in 0..<rowCount {
      for entry in starts[row]..<starts[row + 1] { dense[Int(columns[entry]), row] = weights[entry] }
    }
    return dense
  }
}
