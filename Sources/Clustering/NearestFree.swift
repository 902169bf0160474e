/// Finds the vectors nearest to a center among those that nobody has yet.
struct NearestFree {
  private let pool: PoolVectors
  private let centers: Points

  /// For each center a bound that its squared distance to each vector does not fall below, center by center;
  /// empty where there are too many for that.
  private var bounds: [[Float]] = []

  /// The most bounds that are kept: 256 MB, and as much again while they are put together.
  private static let largestTable = 1 << 26

  /// Prepares to look for vectors near some centers.
  init(
    _ pool: PoolVectors,
    _ centers: Points,
    workers: Int,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) {
    self.pool = pool
    self.centers = centers
    guard pool.count * centers.count <= Self.largestTable else { return }
    let screening = Screening(pool, centers)
    let tiles = try await RowTiles(count: pool.count, workers: workers).map(
      { screening.lowerBounds(in: $0) },
      checkpoint: checkpoint
    )
    bounds = (0..<centers.count).map { center in tiles.flatMap { $0[center] } }
  }

  /// The nearest free rows of a center that wants some more, nearest first, the first of equals before the others.
  func rows(near center: Int, free isTaken: [Bool], wanted: Int) -> [Int] {
    // Short lists spare sorting, long ones spare passes over the pool, which cost little where bounds are known.
    // Without them there are so many centers that their lists together must be of the pool's own size.
    let length = bounds.isEmpty ? max(64, 2 * wanted) : max(256, pool.count / 200)
    var found: [Candidate] = []
    found.reserveCapacity(2 * length)
    var limit = Double.infinity
    for row in 0..<pool.count where !isTaken[row] {
      if !bounds.isEmpty, Double(bounds[center][row]) >= limit { continue }
      let distance = pool.squaredDistance(row, to: centers, center)
      // A later row at the same distance as the last one listed stays behind it.
      guard distance < limit else { continue }
      found.append(Candidate(distance: distance, row: row))
      if found.count == 2 * length {
        found.sort()
        found.removeLast(length)
        limit = found[length - 1].distance
      }
    }
    found.sort()
    return found.prefix(length).map(\.row)
  }
}

/// A free vector as seen from a center.
private struct Candidate: Comparable {
  let distance: Double
  let row: Int

  static func < (left: Self, right: Self) -> Bool {
    (left.distance, left.row) < (right.distance, right.row)
  }
}

extension Screening {
  /// For each center a bound that its squared distance to each of some rows does not fall below.
  fileprivate func lowerBounds(in rows: Range<Int>) -> [[Float]] {
    var bounds = [[Float]](repeating: [], count: centers.count)
    forEach(in: rows) { row in
      let square = pool.lengths[row.number] * pool.lengths[row.number]
      for (center, score) in row.scores.enumerated() {
        let bound = Float(square + Double(score) - Double(row.slack)).nextDown
        bounds[center].append(bound.isNaN ? -.infinity : bound)
      }
    }
    return bounds
  }
}
