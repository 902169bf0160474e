/// Finds the vectors nearest to centers among those that nobody has yet.
///
/// Bounds of all distances, which matrix products give, say of most vectors that they are too far. They are kept for
/// as many centers at once as a table has room for; what is found does not depend on how many these are.
struct NearestFree {
  private let pool: PoolVectors
  private let centers: Points
  private let workers: Int

  /// For how many centers bounds are made at once.
  private let width: Int
  /// The bounds for all centers; nil where there are too many for that.
  private let bounds: Bounds?

  /// How many rows are looked for at least.
  static let shortest = 256

  /// Prepares to look for vectors near some centers.
  ///
  /// - Parameters:
  ///   - pool: The vectors.
  ///   - centers: The centers.
  ///   - largestTable: How many bounds may be kept at once; some of a single center are in any case.
  ///   - workers: How many processors to use.
  ///   - checkpoint: Called often.
  /// - Throws: What the checkpoint throws.
  init(
    _ pool: PoolVectors,
    _ centers: Points,
    largestTable: Int,
    workers: Int,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) {
    self.pool = pool
    self.centers = centers
    self.workers = workers
    width = min(centers.count, max(1, largestTable / max(1, pool.count)))
    bounds =
      width < centers.count
      ? nil : try await Bounds(pool, centers, 0..<centers.count, workers: workers, checkpoint)
  }

  /// For every center its nearest free rows, as `rows(near:free:wanted:)` finds them, for the number that it wants.
  func beginnings(
    free isTaken: [Bool],
    wanted: [Int],
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> [[Int]] {
    var beginnings: [[Int]] = []
    for start in stride(from: 0, to: centers.count, by: width) {
      func report() throws(ClusteringError) { try checkpoint(.listing(start, of: centers.count)) }
      let part = start..<min(start + width, centers.count)
      let bounds =
        if let bounds { bounds } else {
          try await Bounds(pool, centers, part, workers: workers, report)
        }
      beginnings += try await RowTiles(count: part.count, workers: workers, size: 1).map(
        { pieces in
          pieces.map {
            rows(near: start + $0, bounds.columns(of: start + $0), free: isTaken, wanted: wanted[start + $0])
          }
        },
        checkpoint: report
      ).joined()
    }
    return beginnings
  }

  /// The nearest free rows of a center that wants some more, nearest first, the first of equals before the others.
  func rows(
    near center: Int,
    free isTaken: [Bool],
    wanted: Int,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) -> [Int] {
    if let bounds { return rows(near: center, bounds.columns(of: center), free: isTaken, wanted: wanted) }
    // For a single center bounds would take longer than distances.
    let length = length(wanted: wanted)
    let share = (pool.count + workers - 1) / max(1, workers)
    let found = try await RowTiles(count: pool.count, workers: workers, size: share).map(
      { rows in
        var nearest = Shortest(length)
        for row in rows where !isTaken[row] {
          nearest.add(pool.squaredDistance(row, to: centers, center), row)
        }
        return nearest.sorted
      },
      checkpoint: checkpoint
    )
    return found.joined().sorted().prefix(length).map(\.row)
  }

  private func rows(near center: Int, _ columns: [[Float]], free isTaken: [Bool], wanted: Int) -> [Int] {
    var nearest = Shortest(length(wanted: wanted))
    var row = 0
    for column in columns {
      for bound in column {
        if Double(bound) < nearest.limit, !isTaken[row] {
          nearest.add(pool.squaredDistance(row, to: centers, center), row)
        }
        row += 1
      }
    }
    return nearest.sorted.map(\.row)
  }

  /// How many rows are looked for when so many are wanted.
  ///
  /// Short lists spare sorting, long ones spare passes over the pool, which cost little where bounds are kept. Where
  /// they are not there are so many centers that their lists together must be of about the pool's own size.
  private func length(wanted: Int) -> Int {
    max(Self.shortest, bounds == nil ? 2 * wanted : pool.count / 200)
  }
}

/// The so many nearest of the vectors that were added, in ascending order of their rows.
private struct Shortest {
  /// From which squared distance on none is added any more.
  private(set) var limit = Double.infinity
  private var found: [Candidate] = []
  private let length: Int

  init(_ length: Int) {
    self.length = length
    found.reserveCapacity(2 * length)
  }

  mutating func add(_ distance: Double, _ row: Int) {
    // A later row at the same distance as the last one listed stays behind it.
    guard distance < limit else { return }
    found.append(Candidate(distance: distance, row: row))
    if found.count == 2 * length {
      found.sort()
      found.removeLast(length)
      limit = found[length - 1].distance
    }
  }

  /// The nearest first, the first of equals before the others.
  var sorted: [Candidate] { Array(found.sorted().prefix(length)) }
}

/// For some centers bounds that their squared distances to the vectors of a pool do not fall below.
private struct Bounds: Sendable {
  private let first: Int
  /// Tile by tile, and center by center.
  private let tiles: [[[Float]]]

  init(
    _ pool: PoolVectors,
    _ centers: Points,
    _ part: Range<Int>,
    workers: Int,
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) {
    first = part.lowerBound
    let screening = Screening(pool, centers.selecting(part))
    tiles = try await RowTiles(count: pool.count, workers: workers).map(
      { screening.lowerBounds(in: $0) },
      checkpoint: checkpoint
    )
  }

  /// The bounds of one center in the order of the vectors, tile by tile.
  func columns(of center: Int) -> [[Float]] { tiles.map { $0[center - first] } }
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
    for center in bounds.indices { bounds[center].reserveCapacity(rows.count) }
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
