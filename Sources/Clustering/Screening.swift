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
  static let block = 512

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

  /// Goes through some rows, in the order in which they are named.
  func forEach(in rows: some RandomAccessCollection<Int>, _ body: (Row) -> Void) {
    var products = [Float](repeating: 0, count: min(Self.block, rows.count) * centers.count)
    var rest = rows[...]
    while !rest.isEmpty {
      let block = rest.prefix(Self.block)
      rest = rest.dropFirst(Self.block)
      multiply(block, into: &products)
      products.withUnsafeMutableBufferPointer { products in
        for (index, row) in block.enumerated() {
          let scores = UnsafeMutableBufferPointer(
            rebasing: products[index * centers.count..<(index + 1) * centers.count]
          )
          for center in 0..<centers.count { scores[center] = squares[center] - 2 * scores[center] }
          body(Row(number: row, scores: UnsafeBufferPointer(scores), slack: slack(of: row)))
        }
      }
    }
  }

  /// A row's nearest center, with bounds of distances that are not squared.
  struct Nearest: Equatable {
    let center: Int
    /// What the distance to that center cannot be above.
    let atMost: Double
    /// What the distance to any other center cannot be below.
    let othersAtLeast: Double
  }

  /// For each of some rows the nearest center, the first of equals.
  func nearest(in rows: some RandomAccessCollection<Int>) -> [Nearest] {
    var nearest: [Nearest] = []
    nearest.reserveCapacity(rows.count)
    forEach(in: rows) { nearest.append(self.nearest(to: $0)) }
    return nearest
  }

  /// The squared distance of each of some rows to the center nearest to it.
  func leastDistances(in rows: Range<Int>) -> [Double] {
    zip(rows, nearest(in: rows)).map { pool.squaredDistance($0, to: centers, $1.center) }
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

  private func nearest(to row: Row) -> Nearest {
    var (least, second) = (Float.infinity, Float.infinity)
    var first = 0
    for (center, score) in row.scores.enumerated() where score < second {
      if score < least {
        (least, second, first) = (score, least, center)
      } else {
        second = score
      }
    }
    let square = pool.lengths[row.number] * pool.lengths[row.number]
    // What is not comparable stays in doubt.
    let limit = least + 2 * row.slack
    guard !(second > limit) else {
      return Nearest(
        center: first,
        atMost: distance(square + Double(least) + Double(row.slack), or: .infinity),
        othersAtLeast: distance(square + Double(second) - Double(row.slack), or: 0)
      )
    }
    var best = (center: first, distance: pool.squaredDistance(row.number, to: centers, first))
    for (center, score) in row.scores.enumerated() where !(score > limit) && center != first {
      let distance = pool.squaredDistance(row.number, to: centers, center)
      if (distance, center) < (best.distance, best.center) { best = (center, distance) }
    }
    // The others may be just as near.
    return Nearest(center: best.center, atMost: .infinity, othersAtLeast: 0)
  }

  /// The root of a squared distance; `unknown` where that is no number.
  private func distance(_ square: Double, or unknown: Double) -> Double {
    square.isFinite ? max(0, square).squareRoot() : unknown
  }

  private func multiply(_ rows: some RandomAccessCollection<Int>, into products: inout [Float]) {
    guard let first = rows.first, let last = rows.last else { return }
    let width = pool.dimensions
    func multiply(_ vectors: UnsafePointer<Float>) {
      MatrixProduct.multiply(rows.count, centers.count, width: width, vectors, components, into: &products)
    }
    pool.values.withUnsafeBufferPointer { values in
      guard let vectors = values.baseAddress else { return }
      if last - first + 1 == rows.count { return multiply(vectors + first * width) }
      // Rows that do not lie side by side are put there.
      withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * width) { gathered in
        guard let beside = gathered.baseAddress else { return }
        for (index, row) in rows.enumerated() {
          (beside + index * width).initialize(from: vectors + row * width, count: width)
        }
        multiply(beside)
      }
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
