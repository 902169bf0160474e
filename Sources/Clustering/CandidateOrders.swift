public import Curation

/// Puts the candidates of every cluster in order by chance or by their vectors alone: baselines for a ranker.
///
/// The same inputs and the same seed give the same orders on any machine; of equals the lower row comes first.
public struct CandidateOrders: Equatable, Sendable {
  /// For each cluster the row numbers of its candidates; no row is in two of them.
  public var clusters: [[Int]]

  /// How many candidates of each cluster are picked.
  public var picks: Int

  /// What chance depends on.
  public var seed: UInt64

  /// Makes orders of clusters.
  public init(of clusters: [[Int]], picks: Int = 1, seed: UInt64 = 0) {
    self.clusters = clusters
    self.picks = picks
    self.seed = seed
  }

  /// A shuffle of each cluster.
  public func random() -> [[Int]] {
    var generator = SplitMix64(seed: seed)
    return clusters.map { rows in generator.permutation(of: rows.count).map { rows[$0] } }
  }

  /// Greedy k-center over all clusters together.
  ///
  /// After T. Gonzalez, “Clustering to minimize the maximum intercluster distance”, 1985, and O. Sener, S. Savarese,
  /// “Active learning for convolutional neural networks: a core-set approach”, ICLR 2018. One candidate after the other is picked, each as far as possible from all picks so far, until every cluster
  /// has its picks, which lead its order as they were picked. The others follow, farthest from any pick first. The
  /// seed draws the first pick.
  ///
  /// - Parameter embeddings: The vectors, one for each row.
  /// - Returns: The orders of the clusters, best first.
  /// - Throws: `ClusteringError` when a vector is not finite, or the task is cancelled.
  public func kCenter(_ embeddings: Embeddings) throws(ClusteringError) -> [[Int]] {
    try check(embeddings)
    var places = Places(clusters, picks: picks)
    guard !places.rows.isEmpty else { return clusters }
    var generator = SplitMix64(seed: seed)
    // The drawn row goes first, since that is where the traversal begins.
    places.rows.swapAt(0, generator.next(below: places.rows.count))
    places.rows[1...].sort()
    var search = FarthestSearch(QuantizedVectors(PoolVectors(embeddings)), rows: places.rows[...])
    while places.isOpen {
      guard !Task.isCancelled else { throw .cancelled }
      guard let farthest = search.farthest(where: places.isOpen) else { break }
      search.choose(farthest)
      places.pick(farthest.row)
    }
    let distances = Dictionary(search.remoteness().map { ($0.row, $0.distance) }) { first, _ in first }
    return places.orders { distances[$0] ?? 0 }
  }

  func check(_ embeddings: Embeddings) throws(ClusteringError) {
    if let bad = embeddings.values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: bad / embeddings.dimensions)
    }
  }
}

extension CandidateOrders {
  /// What is picked so far, and in which clusters there is room for more.
  struct Places {
    /// All candidates.
    var rows: [Int]
    private let clusters: [[Int]]
    /// For each row the place of its cluster, -1 for none.
    private var clusterOfRow: [Int]
    private var picked: [[Int]]
    private var room: [Int]

    init(_ clusters: [[Int]], picks: Int) {
      self.clusters = clusters
      rows = clusters.flatMap(\.self).sorted()
      clusterOfRow = Array(repeating: -1, count: (rows.last ?? -1) + 1)
      for (number, rows) in clusters.enumerated() {
        for row in rows { clusterOfRow[row] = number }
      }
      picked = Array(repeating: [], count: clusters.count)
      room = clusters.map { min(max(1, picks), $0.count) }
    }

    /// Whether any cluster lacks picks.
    var isOpen: Bool { room.contains { $0 > 0 } }

    /// Whether a row's cluster lacks picks.
    func isOpen(_ row: Int) -> Bool { room[clusterOfRow[row]] > 0 }

    mutating func pick(_ row: Int) {
      picked[clusterOfRow[row]].append(row)
      room[clusterOfRow[row]] -= 1
    }

    /// The orders: the picks as they were picked, then the others, the highest value first.
    func orders(_ value: (Int) -> Double) -> [[Int]] {
      zip(clusters, picked).map { rows, picked in
        let values = rows.filter { !picked.contains($0) }.map { (row: $0, value: value($0)) }
        return picked + values.sorted { ($1.value, $0.row) < ($0.value, $1.row) }.map(\.row)
      }
    }
  }
}
