/// Finds among some points the one that is farthest from those chosen so far.
///
/// A point's distance to the nearest chosen one can only shrink. What it once was at most is therefore a bound, and a
/// point is only looked at again when its bound exceeds the best found so far; it is exactly looked at when even
/// bounds of rounded vectors leave it in doubt. Same result as from all distances, with far fewer of them.
struct FarthestSearch: Sendable {
  /// A point and its distance.
  struct Candidate: Equatable, Sendable {
    /// Its place among all rows that there are to choose from.
    var position: Int
    /// Its number in the pool.
    var row: Int
    /// The exact squared distance to the nearest chosen one.
    var distance: Double

    /// Whether it is chosen before the one at a position whose distance is at most `bound`, or is that one itself.
    func precedes(_ position: Int, atMost bound: Double) -> Bool {
      bound < distance || bound == distance && self.position <= position
    }
  }

  private let vectors: QuantizedVectors

  /// The rows to choose from, at their positions.
  private let rows: ArraySlice<Int>

  /// The rows chosen so far, of these or of others.
  private var chosen: [Int] = []

  /// For each position what its squared distance to the nearest of the first `considered` chosen cannot be above;
  /// -1 once chosen.
  private var bounds: [Double]
  private var considered: [Int]

  /// For each position its squared distance to the nearest of the first `measured` chosen.
  private var distances: [Double]
  private var measured: [Int]

  /// Makes a search in which nothing is chosen yet.
  ///
  /// - Parameters:
  ///   - vectors: The points of the pool.
  ///   - rows: Those to choose from; of equals the earlier is preferred.
  ///   - known: For every row of the pool the squared distance to the nearest of points that count as chosen before;
  ///     nil when there are none.
  init(_ vectors: QuantizedVectors, rows: ArraySlice<Int>, known: [Double]? = nil) {
    self.vectors = vectors
    self.rows = rows
    distances = rows.map { known?[$0] ?? .infinity }
    bounds = distances
    considered = [Int](repeating: 0, count: rows.count)
    measured = considered
  }

  /// Counts a row as chosen, whether or not it is one to choose from.
  mutating func choose(_ candidate: Candidate) {
    chosen.append(candidate.row)
    exclude(candidate.position)
  }

  /// Leaves a position out, whether or not it is one to choose from.
  mutating func exclude(_ position: Int) {
    if rows.indices.contains(position) { bounds[position - rows.startIndex] = -1 }
  }

  /// The farthest of the rows that are allowed and not chosen, nil when there is none.
  ///
  /// As long as nothing is chosen or known, all are infinitely far.
  ///
  /// - Parameters:
  ///   - known: One that is not chosen, with its distance; what does not precede it is not looked for.
  ///   - isAllowed: Whether a row may be chosen.
  /// - Returns: The candidate, with its exact distance.
  mutating func farthest(
    preceding known: Candidate? = nil,
    where isAllowed: (_ row: Int) -> Bool = { _ in true }
  ) -> Candidate? {
    // Looked at first, the highest bound spares most of the others.
    var highest: (position: Int, bound: Double)?
    for position in rows.indices {
      let bound = bounds[position - rows.startIndex]
      if bound > highest?.bound ?? -1, isAllowed(rows[position]) { highest = (position, bound) }
    }
    guard let highest else { return nil }
    var best = known
    look(at: highest.position, for: &best)
    for position in rows.indices {
      guard mayPrecede(best, position, atMost: bounds[position - rows.startIndex]) else { continue }
      if isAllowed(rows[position]) { look(at: position, for: &best) }
    }
    return best == known ? nil : best
  }

  /// For each row its squared distance to the nearest chosen one, -1 for what is chosen itself.
  mutating func remoteness() -> [(row: Int, distance: Double)] {
    rows.indices.map { position in
      let isChosen = bounds[position - rows.startIndex] < 0
      return (rows[position], isChosen ? -1 : distance(at: position, atLeast: 0))
    }
  }

  /// Whether a position may precede a candidate by its bound; any may that is not chosen as long as there is none.
  @inline(__always)
  private func mayPrecede(_ best: Candidate?, _ position: Int, atMost bound: Double) -> Bool {
    if let best { !best.precedes(position, atMost: bound) } else { bound >= 0 }
  }

  /// Takes a position for the best if it is.
  private mutating func look(at position: Int, for best: inout Candidate?) {
    let (index, row) = (position - rows.startIndex, rows[position])
    var (bound, next) = (bounds[index], considered[index])
    while next < chosen.count, mayPrecede(best, position, atMost: bound) {
      bound = min(bound, max(0, vectors.squaredDistanceBounds(row, chosen[next]).upperBound))
      next += 1
    }
    (bounds[index], considered[index]) = (bound, next)
    guard mayPrecede(best, position, atMost: bound) else { return }
    let distance = distance(at: position, atLeast: best?.distance ?? 0)
    guard mayPrecede(best, position, atMost: distance) else { return }
    best = Candidate(position: position, row: row, distance: distance)
  }

  /// The exact squared distance to the nearest chosen one, or one below `threshold` that it does not exceed.
  private mutating func distance(at position: Int, atLeast threshold: Double) -> Double {
    let (index, row) = (position - rows.startIndex, rows[position])
    var (least, next) = (distances[index], measured[index])
    while next < chosen.count, least >= threshold {
      if vectors.squaredDistanceBounds(row, chosen[next]).lowerBound < least {
        least = min(least, vectors.pool.squaredDistance(row, chosen[next]))
      }
      next += 1
    }
    (distances[index], measured[index]) = (least, next)
    bounds[index] = min(bounds[index], least)
    return least
  }
}
