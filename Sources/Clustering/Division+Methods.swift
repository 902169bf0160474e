import Curation

/// The methods, on points that are known to fit the request.
extension Division {
  /// With how many of what is chosen already the pool is compared at once: at 384 components they take 20 MB.
  private static let comparedBlock = 4096

  /// One candidate from each K-means cluster.
  ///
  /// As many centers as a cluster has candidates share out all rows evenly; cluster p takes from each center
  /// the p-th of its rows by row number, so that candidates stand in the order of the centers.
  func diverse(
    _ pool: PoolVectors,
    _ sizes: ClusterSizes,
    workers: Int,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> Partition {
    let plan = SlotPlan(sizes: sizes)
    let (centers, details) = try await centers(of: pool, count: sizes.largest, workers: workers, checkpoint)
    let assignment = BalancedAssignment(
      pool: pool,
      centers: centers,
      capacities: plan.capacities,
      largestTable: largestTable,
      workers: workers
    )
    return Partition(clusters: plan.deal(try await assignment.rows(checkpoint)), details: details)
  }

  /// The clusters of `diverse` after exchanges of candidates, which keep the sizes.
  func balanced(
    _ pool: PoolVectors,
    _ sizes: ClusterSizes,
    workers: Int,
    from draft: DivisionDraft?,
    keep: (() -> DivisionDraft) -> Void,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> Partition {
    let start = try await diverse(pool, sizes, workers: workers, checkpoint)
    let exchange = ClusterExchange(pool: pool, seed: seed, workers: workers)
    let (clusters, exchanges) = try await exchange.improved(
      start.clusters,
      from: draft,
      keep: keep,
      checkpoint
    )
    let summary = ExchangeSummary(start: start.clusters, exchanges: exchanges)
    return Partition(clusters: clusters, details: .exchanged(summary, start: start.details))
  }

  private func centers(
    of pool: PoolVectors,
    count: Int,
    workers: Int,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> (Points, Partition.Details) {
    if let centroids { return (Points(centroids), .givenCentroids) }
    var generator = SplitMix64(seed: seed)
    let fitting = CenterFitting(
      pool: pool,
      count: count,
      starts: starts,
      sampleSize: sampleSize,
      batchSize: batchSize,
      workers: workers
    )
    let (centers, summary) = try await fitting.fit(generator: &generator, checkpoint)
    return (centers, .fitted(summary))
  }

  /// Greedy k-center subsets: each begins with the first row left and goes on with the row farthest from it,
  /// then the row farthest from both, and so on.
  ///
  /// What is annotated already counts as chosen before: each cluster then begins with the row left that is farthest
  /// from all of that, and stays away from it as from its own rows.
  ///
  /// Members come last in the order of the rows first, as they do in the published code, so that the row a
  /// cluster began with is its last.
  func coreset(
    _ pool: PoolVectors,
    _ sizes: ClusterSizes,
    workers: Int,
    from draft: DivisionDraft?,
    keep: (() -> DivisionDraft) -> Void,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> Partition {
    let known = try await distancesToAnnotated(of: pool, workers: workers, checkpoint)
    let vectors = QuantizedVectors(pool)
    var remaining = order(of: pool.count)
    var clusters: [[Int]] = []
    var starts: [Int] = []
    if case .grown(let grown, let before) = draft {
      (clusters, starts) = (grown, before)
      let taken = Set(grown.joined())
      remaining.removeAll(where: taken.contains)
    }
    for size in sizes.all.dropFirst(clusters.count) {
      let keepsStart = start != nil && clusters.isEmpty
      var choice = FarthestFirst(
        vectors,
        rows: remaining,
        known: known,
        keepsFirst: keepsStart,
        workers: workers
      )
      while choice.chosen.count < size {
        try checkpoint(.filling(pool.count - remaining.count, of: pool.count))
        await choice.chooseNext()
      }
      let positions = choice.chosen.sorted()
      starts.append(remaining[choice.chosen[0]])
      clusters.append(positions.reversed().map { remaining[$0] })
      remaining.remove(atSorted: positions)
      keep { .grown(clusters, starts: starts) }
    }
    return Partition(clusters: clusters, details: .grown(from: starts))
  }

  /// Balanced neighbourhoods: one seed for each cluster, the seeds as far from each other as greedy k-center
  /// takes them, which then take turns in taking their nearest rows.
  ///
  /// What is annotated already counts as seeds chosen before.
  ///
  /// Members come nearest first, the seed itself at the head. The published code takes other rows than the
  /// nearest, some repeatedly and some never.
  func similar(
    _ pool: PoolVectors,
    _ sizes: ClusterSizes,
    workers: Int,
    from draft: DivisionDraft?,
    keep: (() -> DivisionDraft) -> Void,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> Partition {
    let rows = order(of: pool.count)
    var begun: [[Int]] = []
    if case .begun(let before) = draft { begun = before }
    let before = begun.compactMap(\.first)
    var known: [Double]?
    if before.count < sizes.clusters {
      known = try await distancesToAnnotated(of: pool, workers: workers, checkpoint)
      known = try await distances(of: pool, to: before, of: pool, below: known, workers: workers, checkpoint)
    }
    var choice = FarthestFirst(
      QuantizedVectors(pool),
      rows: rows,
      known: known,
      chosen: places(of: before, in: rows),
      keepsFirst: start != nil,
      workers: workers
    )
    while choice.chosen.count < sizes.clusters {
      try checkpoint(.choosingCenters(choice.chosen.count, of: sizes.clusters))
      await choice.chooseNext()
      keep { .begun(choice.chosen.map { [rows[$0]] }) }
    }
    let seeds = choice.chosen.map { rows[$0] }
    let assignment = BalancedAssignment(
      pool: pool,
      centers: pool.points(at: seeds),
      capacities: sizes.all,
      given: begun.count == seeds.count ? begun : seeds.map { [$0] },
      largestTable: largestTable,
      workers: workers
    )
    let clusters = try await assignment.rows(keep: { assigned in keep { .begun(assigned) } }, checkpoint)
    return Partition(clusters: clusters, details: .grown(from: seeds))
  }

  /// Where some of all rows stand in an order of them.
  private func places(of rows: [Int], in order: [Int]) -> [Int] {
    guard !rows.isEmpty else { return [] }
    var places = [Int](repeating: 0, count: order.count)
    for (place, row) in order.enumerated() { places[row] = place }
    return rows.map { places[$0] }
  }

  /// The squared distance of each row to the nearest of what is annotated already; nil when nothing is.
  private func distancesToAnnotated(
    of pool: PoolVectors,
    workers: Int,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> [Double]? {
    guard let annotated else { return nil }
    let known = PoolVectors(annotated)
    return try await distances(of: pool, to: Array(0..<known.count), of: known, workers: workers, checkpoint)
  }

  /// The squared distance of each row to the nearest of some chosen ones, or what it is already where that is less;
  /// nil when there are none and nothing is.
  private func distances(
    of pool: PoolVectors,
    to chosen: [Int],
    of others: PoolVectors,
    below least: [Double]? = nil,
    workers: Int,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> [Double]? {
    guard !chosen.isEmpty else { return least }
    var least = least ?? [Double](repeating: .infinity, count: pool.count)
    // In blocks, so that ever so many of them take no more memory.
    for start in stride(from: 0, to: chosen.count, by: Self.comparedBlock) {
      let block = chosen[start..<min(start + Self.comparedBlock, chosen.count)]
      var done = 0
      func report() throws(ClusteringError) {
        done = min(pool.count, done + RowTiles.usualSize)
        try checkpoint(.comparing((start * pool.count + block.count * done) / chosen.count, of: pool.count))
      }
      let screening = Screening(pool, others.points(at: Array(block)))
      let found = try await RowTiles(count: pool.count, workers: workers).map(
        { screening.leastDistances(in: $0) },
        checkpoint: report
      )
      for (row, distance) in found.joined().enumerated() where distance < least[row] { least[row] = distance }
    }
    return least
  }

  /// The order in which rows are considered: for `random` always a shuffle, else import order for seed 0 and a
  /// shuffle for any other seed; the start, where one is given, comes first.
  func order(of count: Int) -> [Int] {
    var generator = SplitMix64(seed: seed)
    let isShuffled = method == .random || seed != 0
    let order = isShuffled ? generator.permutation(of: count) : Array(0..<count)
    guard let start else { return order }
    return [start] + order.filter { $0 != start }
  }
}

extension [Int] {
  /// Removes the elements at ascending positions.
  fileprivate mutating func remove(atSorted positions: [Int]) {
    var next = positions[...]
    var kept = 0
    for position in indices {
      if next.first == position {
        next.removeFirst()
      } else {
        self[kept] = self[position]
        kept += 1
      }
    }
    removeLast(count - kept)
  }
}
