/// Shares all vectors out among centers of given capacities.
///
/// The centers take turns, the first one first; each takes the nearest vector that nobody has, the first of
/// several at the same distance. A center whose capacity is used up sits out.
///
/// The published code sorts all vectors for each one that is taken. Here every center keeps a short list of
/// its nearest free vectors and makes a new one only when that has run out, which gives the same result.
struct BalancedAssignment {
  let pool: PoolVectors
  let centers: Points

  /// How many vectors each center takes; together as many as there are.
  let capacities: [Int]

  /// The row that each center has from the beginning, within its capacity; empty when they have none.
  var heads: [Int] = []

  /// How many bounds of distances may be kept at once; what comes of it does not depend on it.
  var largestTable = NearestFree.usualTable

  /// How many processors to use.
  var workers = 1

  /// The rows that each center takes, in the order in which it takes them.
  func rows(_ checkpoint: Checkpoint) async throws(ClusteringError) -> [[Int]] {
    var assigned = heads.isEmpty ? [[Int]](repeating: [], count: centers.count) : heads.map { [$0] }
    var isTaken = [Bool](repeating: false, count: pool.count)
    for row in heads { isTaken[row] = true }
    var done = heads.count
    func report() throws(ClusteringError) { try checkpoint(.assigning(done, of: pool.count)) }
    let lists = try await NearestFree(pool, centers, largestTable: largestTable, workers: workers, report)
    let wanted = zip(capacities, assigned).map { $0 - $1.count }
    var shortlists = try await lists.beginnings(free: isTaken, wanted: wanted, report).map(Shortlist.init)
    for turn in 0..<(capacities.max() ?? 0) {
      for center in 0..<centers.count where assigned[center].count == turn && turn < capacities[center] {
        var next = shortlists[center].removeFirst(free: isTaken)
        if next == nil {
          try report()
          let wanted = capacities[center] - turn
          shortlists[center] = Shortlist(
            rows: try await lists.rows(near: center, free: isTaken, wanted: wanted, report)
          )
          next = shortlists[center].removeFirst(free: isTaken)
        }
        guard let row = next else { break }
        isTaken[row] = true
        assigned[center].append(row)
        done += 1
      }
    }
    return assigned
  }
}

/// The nearest vectors of a center, those already looked at left behind.
private struct Shortlist {
  private var rows: ArraySlice<Int>

  init(rows: [Int] = []) { self.rows = rows[...] }

  /// The next row that nobody has, or nil when none is left in the list.
  mutating func removeFirst(free isTaken: [Bool]) -> Int? {
    while let row = rows.popFirst() {
      if !isTaken[row] { return row }
    }
    return nil
  }
}
