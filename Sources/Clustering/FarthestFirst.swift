/// Chooses points one after the other, each as far as possible from those chosen before.
///
/// The greedy k-center method (T. Gonzalez, “Clustering to minimize the maximum intercluster distance”, 1985).
/// The first of several at the same distance is chosen, and nothing is chosen twice, not even among identical
/// points.
///
/// A point's distance to the nearest chosen one can only shrink. An old value is therefore a bound, and a
/// point is only looked at again when its bound exceeds the best found so far: same choice, far fewer distances.
struct FarthestFirst {
  /// The positions chosen so far.
  private(set) var chosen: [Int]

  private let pool: PoolVectors
  private let rows: [Int]

  /// For each position the squared distance to the nearest of the first `considered` chosen; -1 once chosen.
  private var nearest: [Double]
  private var considered: [Int]

  /// Starts with one of `rows`, which must not be empty; of equals the earlier in `rows` is preferred.
  ///
  /// - Parameters:
  ///   - pool: The points.
  ///   - rows: Those to choose from.
  ///   - known: For every row of the pool the squared distance to the nearest of points that count as chosen before;
  ///     nil when there are none.
  ///   - keepsFirst: Whether it starts with the first of `rows` although others are farther from those points.
  init(pool: PoolVectors, rows: [Int], known: [Double]? = nil, keepsFirst: Bool = false) {
    self.pool = pool
    self.rows = rows
    nearest = known.map { known in rows.map { known[$0] } } ?? Array(repeating: .infinity, count: rows.count)
    considered = [Int](repeating: 0, count: rows.count)
    var first = 0
    if !keepsFirst {
      for position in rows.indices where nearest[position] > nearest[first] { first = position }
    }
    chosen = [first]
    nearest[first] = -1
  }

  /// Chooses the next position of those allowed; does nothing when all of them are chosen.
  mutating func chooseNext(where isAllowed: (_ position: Int) -> Bool = { _ in true }) {
    var best: (position: Int, distance: Double)?
    for position in rows.indices where nearest[position] > best?.distance ?? -1 && isAllowed(position) {
      refine(position, above: best?.distance ?? -1)
      if nearest[position] > best?.distance ?? -1 { best = (position, nearest[position]) }
    }
    guard let best else { return }
    chosen.append(best.position)
    nearest[best.position] = -1
  }

  /// The squared distance of a position to the nearest chosen one; -1 once it is chosen itself.
  mutating func distance(of position: Int) -> Double {
    refine(position, above: -1)
    return nearest[position]
  }

  /// Brings a bound up to date, or at least down to `threshold`.
  private mutating func refine(_ position: Int, above threshold: Double) {
    while considered[position] < chosen.count, nearest[position] > threshold {
      let other = rows[chosen[considered[position]]]
      nearest[position] = min(nearest[position], pool.squaredDistance(rows[position], other))
      considered[position] += 1
    }
  }
}
