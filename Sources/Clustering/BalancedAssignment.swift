/// Shares all points out among centers of given capacities.
///
/// The centers take turns, the first one first; each takes the nearest point that nobody has, the first of
/// several at the same distance. A center whose capacity is used up sits out.
///
/// The published code sorts all points for each one that is taken. Here every center keeps a short list of
/// its nearest free points and makes a new one only when that has run out, which gives the same result with
/// `O(n)` memory, for any number of centers.
struct BalancedAssignment {
  let points: Points
  let centers: Points

  /// How many points each center takes; together as many as there are points.
  let capacities: [Int]

  /// The row that each center has from the beginning, within its capacity; empty when they have none.
  var heads: [Int] = []

  /// The rows that each center takes, in the order in which it takes them.
  func rows(_ checkpoint: Checkpoint) throws(ClusteringError) -> [[Int]] {
    var assigned = heads.isEmpty ? [[Int]](repeating: [], count: centers.count) : heads.map { [$0] }
    var isTaken = [Bool](repeating: false, count: points.count)
    for row in heads { isTaken[row] = true }
    var shortlists = [Shortlist](repeating: Shortlist(), count: centers.count)
    var done = heads.count
    for turn in 0..<(capacities.max() ?? 0) {
      for center in 0..<centers.count where assigned[center].count == turn && turn < capacities[center] {
        var next = shortlists[center].removeFirst(free: isTaken)
        if next == nil {
          try checkpoint(.assigning(done, of: points.count))
          let limit = max(64, 2 * (capacities[center] - turn))
          shortlists[center] = nearest(limit, to: center, free: isTaken)
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

  /// The nearest free points of a center, at most `limit` of them.
  private func nearest(_ limit: Int, to center: Int, free isTaken: [Bool]) -> Shortlist {
    var found: [Candidate] = []
    var bound = Double.infinity
    for row in 0..<points.count where !isTaken[row] {
      let distance = points.squaredDistance(row, to: centers, center)
      // A later row at the same distance as the last one listed stays behind it.
      guard distance < bound else { continue }
      found.append(Candidate(distance: distance, row: row))
      if found.count == 2 * limit {
        found.sort()
        found.removeLast(limit)
        bound = found[limit - 1].distance
      }
    }
    found.sort()
    return Shortlist(rows: found.prefix(limit).map(\.row))
  }
}

/// A free point as seen from a center.
private struct Candidate: Comparable {
  let distance: Double
  let row: Int

  static func < (left: Self, right: Self) -> Bool {
    (left.distance, left.row) < (right.distance, right.row)
  }
}

/// The nearest points of a center, those already looked at left behind.
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
