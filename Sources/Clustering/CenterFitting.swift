import Curation

/// Fits the centers of a division by K-means: from several starts, and to a sample where the pool is large, or to
/// batches.
///
/// Of several starts the one with the least inertia counts, the first of equals. A mean of m rows adds to the inertia
/// one part in m of what its rows have anyhow, so that centers fitted to `sampledForEach` rows each lose about a
/// thousandth; a pool is sampled only where it has more than twice as many. A few iterations over the whole pool
/// then win most of that back, as they do after batches.
///
/// A sample is what large pools get unasked, not batches: on two cores, of 1,000,000 × 384 mixtures of MiniLM vectors
/// and 52 centers, the sample took 6 s and lost 0.1 to 0.3 % to a fit to the whole pool, which took 50 s; batches of
/// 1,024 took 11 s and lost 0.4 to 0.5 %. Batches gain where a pool is not sampled: 1.1 s in place of 3 to 4 s for
/// 52,000 rows, at 0.4 to 0.7 %.
struct CenterFitting {
  let pool: PoolVectors

  /// The number of centers, K.
  let count: Int

  /// How many starts are tried.
  var starts = 1

  /// How many rows centers are fitted to; nil for all of a pool that is not large.
  var sampleSize: Int?

  /// How many rows are in a batch; nil to fit to all at once, or to the sample.
  var batchSize: Int?

  /// How many processors to use.
  var workers = 1

  /// How many rows of the sample there are for each center.
  static let sampledForEach = 1000
  /// How many iterations there are over the whole pool after those over the sample.
  static let lastIterations = 2

  /// The centers, and how the fit went.
  func fit(
    generator: inout SplitMix64,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> (centers: Points, summary: KMeansSummary) {
    let batch = batchSize.map { max($0, count) }.flatMap { $0 < pool.count ? $0 : nil }
    let rows = batchSize == nil ? sampledRows(&generator) : nil
    let sample = rows.map(pool.selecting) ?? pool
    var best: (fit: KMeans.Fit, begin: [Int])?
    for _ in 0..<max(1, starts) {
      let seeding = KMeansSeeding(pool: sample, count: count, workers: workers)
      let begin = try await seeding.rows(generator: &generator, checkpoint)
      let fit =
        if let batch {
          try await fitted(toBatchesOf: batch, startingAt: begin, &generator, checkpoint)
        } else {
          try await KMeans(pool: sample, workers: workers).fit(startingAt: begin, checkpoint)
        }
      if fit.inertia < best?.fit.inertia ?? .infinity { best = (fit, begin) }
    }
    guard let best else { throw .noRows }
    var fit = best.fit
    if rows != nil {
      fit = try await settled(fit.centers, after: fit.iterations, fit.hasConverged, checkpoint)
    }
    let summary = KMeansSummary(
      centroids: Centroids(fit.centers),
      initialRows: best.begin.map { rows?[$0] ?? $0 },
      iterations: fit.iterations,
      inertia: fit.inertia,
      hasConverged: fit.hasConverged,
      starts: max(1, starts),
      sampledRows: rows?.count,
      batchRows: batch
    )
    return (fit.centers, summary)
  }

  /// Fits centers to batches, and then a little to the whole pool.
  private func fitted(
    toBatchesOf size: Int,
    startingAt begin: [Int],
    _ generator: inout SplitMix64,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> KMeans.Fit {
    let batches = MiniBatchKMeans(pool: pool, size: size, workers: workers)
    let fit = try await batches.fit(startingAt: begin, generator: &generator, checkpoint)
    return try await settled(fit.centers, after: fit.batches, fit.hasConverged, checkpoint)
  }

  /// What becomes of centers that were fitted to parts of the pool in a few iterations over all of it.
  private func settled(
    _ centers: Points,
    after iterations: Int,
    _ hasConverged: Bool,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> KMeans.Fit {
    let whole = KMeans(pool: pool, workers: workers)
    var fit = try await whole.fit(from: centers, atMost: Self.lastIterations, checkpoint)
    fit.iterations += iterations
    fit.hasConverged = hasConverged
    return fit
  }

  /// The rows to fit to, ascending; nil for all.
  private func sampledRows(_ generator: inout SplitMix64) -> [Int]? {
    let isLarge = pool.count > 2 * Self.sampledForEach * count
    guard let size = sampleSize ?? (isLarge ? Self.sampledForEach * count : nil), size < pool.count else {
      return nil
    }
    return generator.sample(max(size, count), of: pool.count)
  }
}
