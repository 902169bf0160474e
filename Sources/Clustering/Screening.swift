import COneDNN
import Curation

/// How near the vectors of a pool are to some centers, first roughly and then exactly where it matters.
///
/// A matrix product in Float32 gives every squared distance up to a rounding error that has a bound (N. J. Higham,
/// “Accuracy and Stability of Numerical Algorithms”, 2002, section 3.1). Only where that leaves a doubt is a
/// distance worked out in Float64, so that what comes of it is the same as if all of them had been.
struct Screening: Sendable {
  let pool: PoolVectors
  let centers: Points

  /// The centers, rounded.
  private let components: [Float]
  /// The squared length of each center, rounded.
  private let squares: [Float]
  /// The length of the longest center.
  private let longest: Double

  /// How many vectors are multiplied at once: with 384 components they take 768 KB.
  private static let block = 512

  init(_ pool: PoolVectors, _ centers: Points) {
    self.pool = pool
    self.centers = centers
    components = centers.values.map(Float.init)
    let squares = (0..<centers.count).map { center in
      centers.values[centers.range(of: center)].reduce(0) { $0 + $1 * $1 }
    }
    self.squares = squares.map(Float.init)
    longest = (squares.max() ?? 0).squareRoot()
  }

  /// The squared distances to all centers, less the squared length of the vector.
  struct Row {
    let number: Int
    /// One for each center.
    let scores: UnsafeBufferPointer<Float>
    /// How far a score may be from what it should be.
    let slack: Float
  }

  /// Goes through some rows, in ascending order.
  func forEach(in rows: Range<Int>, _ body: (Row) -> Void) {
    var products = [Float](repeating: 0, count: min(Self.block, rows.count) * centers.count)
    var start = rows.lowerBound
    while start < rows.upperBound {
      let end = min(start + Self.block, rows.upperBound)
      let isKnown = multiply(start..<end, into: &products)
      products.withUnsafeMutableBufferPointer { products in
        for row in start..<end {
          let scores = UnsafeMutableBufferPointer(
            rebasing: products[(row - start) * centers.count..<(row - start + 1) * centers.count]
          )
          for center in 0..<centers.count { scores[center] = squares[center] - 2 * scores[center] }
          body(
            Row(number: row, scores: UnsafeBufferPointer(scores), slack: isKnown ? slack(of: row) : .infinity)
          )
        }
      }
      start = end
    }
  }

  /// For each of some rows the nearest center, the first of equals.
  func nearest(in rows: Range<Int>) -> [Int] {
    var nearest: [Int] = []
    nearest.reserveCapacity(rows.count)
    forEach(in: rows) { nearest.append(self.nearest(to: $0)) }
    return nearest
  }

  /// For each center the squared distances of some rows to it, where they are less than known ones.
  func lowered(_ known: [Double], in rows: Range<Int>) -> [[Double]] {
    var lowered = [[Double]](repeating: Array(known[rows]), count: centers.count)
    forEach(in: rows) { row in
      let bound = known[row.number]
      // A row at distance 0 stays there: no need to look.
      guard bound > 0 else { return }
      let square = pool.lengths[row.number] * pool.lengths[row.number]
      for (center, score) in row.scores.enumerated()
      where !(Double(score) - Double(row.slack) + square > bound) {
        let distance = pool.squaredDistance(row.number, to: centers, center)
        if distance < bound { lowered[center][row.number - rows.lowerBound] = distance }
      }
    }
    return lowered
  }

  private func nearest(to row: Row) -> Int {
    var least = Float.infinity
    var first = 0
    for (center, score) in row.scores.enumerated() where score < least { (least, first) = (score, center) }
    // What is not comparable stays in doubt.
    let limit = least + 2 * row.slack
    var best: (center: Int, distance: Double)?
    for (center, score) in row.scores.enumerated() where !(score > limit) && center != first {
      if best == nil { best = (first, pool.squaredDistance(row.number, to: centers, first)) }
      let distance = pool.squaredDistance(row.number, to: centers, center)
      if let known = best, (distance, center) < (known.distance, known.center) { best = (center, distance) }
    }
    return best?.center ?? first
  }

  private func multiply(_ rows: Range<Int>, into products: inout [Float]) -> Bool {
    pool.values.withUnsafeBufferPointer { values in
      guard let vectors = values.baseAddress else { return false }
      return dn_multiply(
        Int32(rows.count),
        Int32(centers.count),
        Int32(pool.dimensions),
        vectors + rows.lowerBound * pool.dimensions,
        components,
        &products
      )
    }
  }

  /// What rounding the center, each of the products and sums, and the score itself can amount to.
  private func slack(of row: Int) -> Float {
    let unit = Double(Float.ulpOfOne) / 2
    let terms = Double(2 * pool.dimensions + 8) * pool.lengths[row] * longest + 4 * longest * longest
    // Products that are too small for Float32 may count as 0.
    return Float(1.01 * unit * terms + 4 * Double(pool.dimensions) * Double(Float.leastNormalMagnitude))
  }
}
