/// Chooses points one after the other, each as far as possible from those chosen before.
///
/// The greedy k-center method (T. Gonzalez, “Clustering to minimize the maximum intercluster distance”, 1985).
/// The first of several at the same distance is chosen, and nothing is chosen twice, not even among identical
/// points. What is chosen does not depend on the number of processors, each of which searches a part of the points.
struct FarthestFirst {
  /// The positions chosen so far.
  private(set) var chosen: [Int] = []

  private let vectors: QuantizedVectors
  private let parts: [Part]

  /// The last one chosen, of which the parts do not know yet.
  private var last: FarthestSearch.Candidate?

  /// The one that would have been chosen instead, as far as it was looked for: spares the next search much.
  private var runnerUp: FarthestSearch.Candidate?

  /// A part of the points, searched by one processor at a time.
  private actor Part {
    private var search: FarthestSearch

    init(_ search: FarthestSearch) { self.search = search }

    /// Counts a point as chosen, and tells the farthest of this part that then precedes another one.
    func farthest(
      after last: FarthestSearch.Candidate?,
      preceding known: FarthestSearch.Candidate?
    ) -> FarthestSearch.Candidate? {
      if let last { search.choose(last) }
      return search.farthest(preceding: known)
    }
  }

  /// Makes a choice among `rows`, of which nothing is chosen yet.
  ///
  /// - Parameters:
  ///   - vectors: The points.
  ///   - rows: Those to choose from; of equals the earlier is preferred.
  ///   - known: For every row of the pool the squared distance to the nearest of points that count as chosen before;
  ///     nil when there are none.
  ///   - chosen: The positions that such a choice has chosen before, to go on from; `known` counts their rows.
  ///   - keepsFirst: Whether it starts with the first of `rows` although others are farther from those points.
  ///   - workers: How many processors to use.
  init(
    _ vectors: QuantizedVectors,
    rows: [Int],
    known: [Double]? = nil,
    chosen: [Int] = [],
    keepsFirst: Bool = false,
    workers: Int = 1
  ) {
    self.vectors = vectors
    self.chosen = chosen
    let size = max(1, (rows.count + workers - 1) / max(1, workers))
    parts = stride(from: 0, to: rows.count, by: size).map { start in
      let part = rows[start..<min(start + size, rows.count)]
      var search = FarthestSearch(vectors, rows: part, known: known)
      for position in chosen { search.exclude(position) }
      return Part(search)
    }
    if keepsFirst, chosen.isEmpty, let first = rows.first {
      choose(.init(position: 0, row: first, distance: .infinity))
    }
  }

  /// Chooses the next position; does nothing when all of them are chosen.
  mutating func chooseNext() async {
    if let last, let other = runnerUp {
      runnerUp?.distance = min(other.distance, vectors.pool.squaredDistance(other.row, last.row))
    }
    let (last, known) = (last, runnerUp)
    var candidates = [known].compactMap(\.self)
    await withTaskGroup(of: FarthestSearch.Candidate?.self) { group in
      for part in parts { group.addTask { await part.farthest(after: last, preceding: known) } }
      for await candidate in group { if let candidate { candidates.append(candidate) } }
    }
    // Every part knows of the last choice now.
    self.last = nil
    candidates.sort { $0.precedes($1.position, atMost: $1.distance) }
    runnerUp = candidates.dropFirst().first
    if let best = candidates.first { choose(best) }
  }

  private mutating func choose(_ candidate: FarthestSearch.Candidate) {
    chosen.append(candidate.position)
    last = candidate
  }
}
