import Curation

/// Fits the centers of a division by K-means: from several starts, and to a sample where the pool is large.
///
/// Of several starts the one with the least inertia counts, the first of equals. A mean of m rows adds to the inertia
/// one part in m of what its rows have anyhow, so that centers fitted to `sampledForEach` rows each lose about a
/// thousandth; a pool is sampled only where it has more than twice as many. A few iterations over the whole pool
/// then win most of that back.
struct CenterFitting {
  let pool: PoolVectors

  /// The number of centers, K.
  let count: Int

  /// How many starts are tried.
  var starts = 1

  /// How many rows centers are fitted to; nil for all of a pool that is not large.
  var sampleSize: Int?

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
    let rows = sampledRows(&generator)
    let sample = rows.map(pool.selecting) ?? pool
    var best: (fit: KMeans.Fit, begin: [Int])?
    for _ in 0..<max(1, starts) {
      let seeding = KMeansSeeding(pool: sample, count: count, workers: workers)
      let begin = try await seeding.rows(generator: &generator, checkpoint)
      let fit = try await KMeans(pool: sample, workers: workers).fit(startingAt: begin, checkpoint)
      if fit.inertia < best?.fit.inertia ?? .infinity { best = (fit, begin) }
    }
    guard let best else { throw .noRows }
    var fit = best.fit
    if rows != nil {
      let whole = KMeans(pool: pool, workers: workers)
      fit = try await whole.fit(from: fit.centers, atMost: Self.lastIterations, checkpoint)
      fit.iterations += best.fit.iterations
      fit.hasConverged = best.fit.hasConverged
    }
    let summary = KMeansSummary(
      centroids: Centroids(fit.centers),
      initialRows: best.begin.map { rows?[$0] ?? $0 },
      iterations: fit.iterations,
      inertia: fit.inertia,
      hasConverged: fit.hasConverged,
      starts: max(1, starts),
      sampledRows: rows?.count
    )
    return (fit.centers, summary)
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
