/// A dense matrix of Float64, row-major, each row in blocks of 8.
///
/// All arithmetic on it is `+`, `-`, `*`, `/` and square roots in an order that the code fixes. IEEE 754 rounds
/// these exactly, so results are the same to the bit on every machine.
struct DenseMatrix {
  /// Eight neighbouring components of a row; those beyond the last column are 0.
  typealias Block = SIMD8<Double>

  let rows: Int
  let columns: Int

  /// How many blocks a row has.
  let blocksPerRow: Int

  /// The `rows × blocksPerRow` blocks.
  var blocks: [Block]

  /// Makes a matrix of zeros.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    blocksPerRow = (columns + Block.scalarCount - 1) / Block.scalarCount
    blocks = [Block](repeating: .zero, count: rows * blocksPerRow)
  }

  subscript(row: Int, column: Int) -> Double {
    get { blocks[row * blocksPerRow + column / Block.scalarCount][column % Block.scalarCount] }
    set { blocks[row * blocksPerRow + column / Block.scalarCount][column % Block.scalarCount] = newValue }
  }

  /// Makes the columns nearly orthonormal, and those that depend on the columns before them zero.
  mutating func orthonormalizeColumns() {
    guard columns > 0 else { return }
    let factor = CholeskyFactor(ofGramMatrix: gramMatrix())
    let width = blocksPerRow
    blocks.withUnsafeMutableBufferPointer { blocks in
      for start in stride(from: 0, to: blocks.count, by: width) {
        factor.solve(UnsafeMutableBufferPointer(rebasing: blocks[start..<start + width]))
      }
    }
  }

  /// `BᵀB`, on and above the diagonal.
  func gramMatrix() -> DenseMatrix {
    var gram = DenseMatrix(rows: columns, columns: columns)
    let quadruples = rows / 4 * 4
    for row in stride(from: 0, to: quadruples, by: 4) { addFourOuterProducts(from: row, to: &gram) }
    if quadruples < rows {
      var rest = DenseMatrix(rows: 4, columns: columns)
      let remaining = blocks[(quadruples * blocksPerRow)...]
      rest.blocks.replaceSubrange(..<remaining.count, with: remaining)
      rest.addFourOuterProducts(from: 0, to: &gram)
    }
    return gram
  }

  /// Adds the outer products of four neighbouring rows with themselves, on and above the diagonal.
  ///
  /// Four at a time load and store the sum a quarter as often.
  private func addFourOuterProducts(from row: Int, to gram: inout DenseMatrix) {
    let width = blocksPerRow
    let first = row * width
    let (second, third, fourth) = (first + width, first + 2 * width, first + 3 * width)
    gram.blocks.withUnsafeMutableBufferPointer { gram in
      blocks.withUnsafeBufferPointer { blocks in
        for column in 0..<columns {
          let (block, lane) = (column / Block.scalarCount, column % Block.scalarCount)
          let scales = SIMD4(
            blocks[first + block][lane],
            blocks[second + block][lane],
            blocks[third + block][lane],
            blocks[fourth + block][lane]
          )
          // Rows of terms are sparse as long as their columns are single texts.
          guard scales != .zero else { continue }
          var position = block
          while position < width {
            let firstSum = scales[0] * blocks[first + position] + scales[1] * blocks[second + position]
            let secondSum = scales[2] * blocks[third + position] + scales[3] * blocks[fourth + position]
            gram[column * width + position] += firstSum + secondSum
            position += 1
          }
        }
      }
    }
  }
}
