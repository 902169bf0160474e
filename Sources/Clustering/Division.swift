public import Curation

/// A way to cut a pool into clusters (SelectLLM, arXiv 2401.16553), ready to be carried out.
///
/// The published code fills up the last clusters with repeats; here the last ones have one row fewer. With
/// n rows, N clusters and `K = ⌈n / N⌉`, the first `n - N · (K - 1)` clusters have K rows, the others K - 1.
/// The result depends on nothing but the vectors and these choices, on any machine.
public struct Division: Equatable, Sendable {
  /// How the pool is cut.
  public var method: DivisionMethod

  /// The number of clusters, N.
  public var clusters: Int

  /// What the method's chances depend on: the start of K-means, the order in which rows are considered
  /// (`coreset` and `similar`; 0 keeps import order, which is the published rule), the shuffle.
  public var seed: UInt64

  /// Centers for `diverse` and `balanced` to use as they are, `⌈n / N⌉ × d`, instead of fitting its own.
  public var centroids: Centroids?

  /// How often K-means is begun for `diverse` and `balanced`; the best fit counts.
  public var starts = 1

  /// How many rows K-means fits the centers of `diverse` and `balanced` to; nil for all of them up to 2,000 for each
  /// center, and for 1,000 for each center of a larger pool.
  public var sampleSize: Int?

  /// How many rows are in each of the batches that K-means fits the centers of `diverse` and `balanced` to; nil for no
  /// batches.
  ///
  /// A batch has at least as many rows as there are centers; a pool with no more is fitted to as a whole.
  public var batchSize: Int?

  /// How many rows a batch usually has.
  public static let usualBatchSize = 1024

  /// How many bounds of distances are usually kept: 256 MB.
  public static let usualTable = 1 << 26

  /// How many bounds of distances, of 4 bytes each, are kept at once to assign rows to centers.
  ///
  /// The clusters do not depend on it; below the number of rows it counts as that.
  public var largestTable = Self.usualTable

  /// The row that `coreset` and `similar` begin with, instead of the first in their order.
  public var start: Int?

  /// The vectors of what is annotated already and so in no cluster: `coreset` and `similar` count them as chosen
  /// before all others, so that they look elsewhere; the other methods make nothing of them.
  ///
  /// `diverse` and `balanced` give each cluster its share of the whole pool, with all of it in some cluster: which rows
  /// are near to something annotated cannot change that. The energy of `balanced` would have a term more for each pair
  /// of a row and something annotated, and the same of them whatever cluster the row is in.
  public var annotated: Embeddings?

  /// Makes a division.
  public init(
    method: DivisionMethod,
    clusters: Int,
    seed: UInt64 = 0,
    centroids: Centroids? = nil,
    start: Int? = nil
  ) {
    self.method = method
    self.clusters = clusters
    self.seed = seed
    self.centroids = centroids
    self.start = start
  }

  /// Cuts vectors into clusters.
  ///
  /// Takes `O(n)` memory beside the vectors, and for `diverse`, `balanced` and `similar` up to `256` MB of distances.
  ///
  /// - Parameters:
  ///   - embeddings: The vectors of the pool, in import order.
  ///   - workers: How many processors to use; the result does not depend on it.
  ///   - draft: What was done before of an equal division of the same vectors.
  ///   - progress: Told often what is being done.
  ///   - keep: Called whenever there is more to go on from, by the methods that take long; its argument says what.
  /// - Returns: The clusters, and what there is to record about them.
  /// - Throws: `ClusteringError` when the request does not fit the vectors, a vector is not finite, or the
  ///   task is cancelled.
  public func partition(
    _ embeddings: Embeddings,
    workers: Int = 1,
    from draft: DivisionDraft? = nil,
    progress: (DivisionProgress) -> Void = { _ in },
    keep: (() -> DivisionDraft) -> Void = { _ in }
  ) async throws(ClusteringError) -> Partition {
    try validate(for: embeddings)
    func report(_ step: DivisionProgress) throws(ClusteringError) {
      guard !Task.isCancelled else { throw .cancelled }
      progress(step)
    }
    let sizes = ClusterSizes(rows: embeddings.count, clusters: clusters)
    let pool = PoolVectors(embeddings)
    // Squares of Float32 components always fit Float64.
    if let row = pool.lengths.firstIndex(where: { !$0.isFinite }) { throw .notFinite(row: row) }
    let draft = draft.flatMap { $0.fits(sizes, rows: embeddings.count) ? $0 : nil }
    switch method {
    case .diverse: return try await diverse(pool, sizes, workers: workers, report)
    case .balanced: return try await balanced(pool, sizes, workers: workers, from: draft, keep: keep, report)
    case .coreset: return try await coreset(pool, sizes, workers: workers, from: draft, keep: keep, report)
    case .similar: return try await similar(pool, sizes, workers: workers, from: draft, keep: keep, report)
    case .random: return Partition(clusters: sizes.cut(order(of: embeddings.count)), details: .shuffled)
    }
  }

  private func validate(for embeddings: Embeddings) throws(ClusteringError) {
    let rows = embeddings.count
    guard rows > 0 else { throw .noRows }
    guard clusters > 0 else { throw .tooFewClusters(clusters) }
    guard clusters <= rows else { throw .tooManyClusters(clusters, rows: rows) }
    if let start {
      guard method == .coreset || method == .similar else { throw .startNotUsed(method) }
      guard (0..<rows).contains(start) else { throw .startOutOfRange(start, rows: rows) }
    }
    if let centroids {
      guard method == .diverse || method == .balanced else { throw .centroidsNotUsed(method) }
      try validate(centroids, for: embeddings)
    }
    if let annotated, annotated.dimensions != embeddings.dimensions {
      throw .wrongAnnotated(dimensions: annotated.dimensions, expected: embeddings.dimensions)
    }
  }

  private func validate(_ centroids: Centroids, for embeddings: Embeddings) throws(ClusteringError) {
    let expected = ClusterSizes(rows: embeddings.count, clusters: clusters).largest
    guard centroids.count == expected, centroids.dimensions == embeddings.dimensions else {
      throw .wrongCentroids(
        count: centroids.count,
        dimensions: centroids.dimensions,
        expectedCount: expected,
        expectedDimensions: embeddings.dimensions
      )
    }
    if let bad = centroids.values.firstIndex(where: { !$0.isFinite }) {
      throw .centroidNotFinite(row: bad / centroids.dimensions)
    }
  }
}
