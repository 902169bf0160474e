import Curation

/// Cuts rows in two again and again, so that similar ones tend to stay together.
///
/// Each cut is by the plane between two rows drawn at random, at the median (random projection trees: S. Dasgupta,
/// Y. Freund, STOC 2008; with planes between rows as in E. Bernhardsson's Annoy). Rows with equal vectors are
/// not parted while any other cut can be made.
struct ProjectionTree: Sendable {
  /// The rows of this part of the tree, ascending.
  let rows: [Int32]

  /// What its further cuts depend on.
  private let seed: UInt64

  init(rows: [Int32], seed: UInt64) {
    self.rows = rows
    self.seed = seed
  }

  /// Both halves of the rows; at least two rows are needed.
  func halves(of pool: UnitVectors) -> (ProjectionTree, ProjectionTree) {
    var generator = SplitMix64(seed: seed)
    var cut: (below: [Int32], above: [Int32])?
    // Two rows that are drawn may be equal; then others are.
    for _ in 0..<8 where cut == nil { cut = self.cut(by: &generator, pool) }
    let (below, above) = cut ?? (Array(rows[..<(rows.count / 2)]), Array(rows[(rows.count / 2)...]))
    return (
      ProjectionTree(rows: below, seed: generator.next()), ProjectionTree(rows: above, seed: generator.next())
    )
  }

  private func cut(
    by generator: inout SplitMix64,
    _ pool: UnitVectors
  ) -> (below: [Int32], above: [Int32])? {
    let (first, second) = (rows[generator.next(below: rows.count)], rows[generator.next(below: rows.count)])
    let heights = self.heights(along: first, second, pool)
    let sorted = heights.sorted()
    let median = sorted[sorted.count / 2]
    guard let low = sorted.first, let high = sorted.last, low < high else { return nil }
    // Everything at the median goes to one side, and that side must not be everything.
    let isBelow: (Float) -> Bool = median > low ? { $0 < median } : { $0 <= median }
    return (
      rows.indices.filter { isBelow(heights[$0]) }.map { rows[$0] },
      rows.indices.filter { !isBelow(heights[$0]) }.map { rows[$0] }
    )
  }

  /// For each row how far it is from one towards the other of two rows.
  private func heights(along first: Int32, _ second: Int32, _ pool: UnitVectors) -> [Float] {
    pool.values.withUnsafeBufferPointer { values in
      let stride = pool.stride
      let normal = (0..<stride).map {
        values[Int(second) * stride + $0] - values[Int(first) * stride + $0]
      }
      return normal.withUnsafeBufferPointer { normal in
        rows.map { row in
          var (sum, otherSum) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
          let start = Int(row) * stride
          for index in Swift.stride(from: 0, to: stride - 1, by: 2) {
            sum += values[start + index] * normal[index]
            otherSum += values[start + index + 1] * normal[index + 1]
          }
          if !stride.isMultiple(of: 2) { sum += values[start + stride - 1] * normal[stride - 1] }
          return (sum + otherSum).sum()
        }
      }
    }
  }
}
