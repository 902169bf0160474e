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

  /// The rows that each center has from the beginning, within its capacity; empty when they have none.
  var given: [[Int]] = []

  /// How many bounds of distances may be kept at once; what comes of it does not depend on it.
  var largestTable = Division.usualTable

  /// How many processors to use.
  var workers = 1

  /// The rows that each center takes, in the order in which it takes them.
  ///
  /// - Parameters:
  ///   - keep: Called now and then with what each center has so far; given that, the end is the same.
  ///   - checkpoint: Called often.
  /// - Returns: For each center its rows, those that it was given first.
  /// - Throws: What the checkpoint throws.
  func rows(
    keep: ([[Int]]) -> Void = { _ in },
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> [[Int]] {
    var assigned = given.isEmpty ? [[Int]](repeating: [], count: centers.count) : given
    var isTaken = [Bool](repeating: false, count: pool.count)
    for row in given.joined() { isTaken[row] = true }
    var done = given.joined().count
    func report() throws(ClusteringError) { try checkpoint(.assigning(done, of: pool.count)) }
    let lists = try await NearestFree(pool, centers, largestTable: largestTable, workers: workers, report)
    let wanted = zip(capacities, assigned).map { $0 - $1.count }
    var shortlists = try await lists.beginnings(free: isTaken, wanted: wanted, checkpoint).map(Shortlist.init)
    for turn in 0..<(capacities.max() ?? 0) {
      for center in 0..<centers.count where assigned[center].count == turn && turn < capacities[center] {
        var next = shortlists[center].removeFirst(free: isTaken)
        if next == nil {
          try report()
          keep(assigned)
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
