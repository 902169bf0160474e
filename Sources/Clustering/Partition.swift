/// A pool, or a part of one, cut into clusters: every row is in exactly one, and their sizes differ by at most one.
public struct Partition: Equatable, Sendable {
  /// How a partition came about.
  public enum Details: Equatable, Sendable {
    /// K-means centers were fitted.
    case fitted(KMeansSummary)
    /// Centers were given and used as they are.
    case givenCentroids
    /// Clusters that came about in another way exchanged candidates.
    indirect case exchanged(ExchangeSummary, start: Details)
    /// Each cluster grew from the row given here, in the order of the clusters.
    case grown(from: [Int])
    /// The rows were shuffled.
    case shuffled
  }

  /// The rows of each cluster, counted from 0 in import order.
  public let clusters: [[Int]]

  /// How it came about.
  public let details: Details
}

extension Partition {
  /// The partition with every row counted in the pool whose part it divides.
  ///
  /// - Parameter rows: The rows of the part, which are numbered by their places here.
  /// - Returns: The partition.
  public func renumbered(_ rows: [Int]) -> Partition {
    Partition(clusters: clusters.map { $0.map { rows[$0] } }, details: details.renumbered(rows))
  }
}

extension Partition.Details {
  fileprivate func renumbered(_ rows: [Int]) -> Self {
    switch self {
    case .fitted(let summary):
      .fitted(
        KMeansSummary(
          centroids: summary.centroids,
          initialRows: summary.initialRows.map { rows[$0] },
          iterations: summary.iterations,
          inertia: summary.inertia,
          hasConverged: summary.hasConverged,
          starts: summary.starts,
          sampledRows: summary.sampledRows,
          batchRows: summary.batchRows
        )
      )
    case .grown(let starts): .grown(from: starts.map { rows[$0] })
    case .exchanged(let summary, let start):
      .exchanged(
        ExchangeSummary(start: summary.start.map { $0.map { rows[$0] } }, exchanges: summary.exchanges),
        start: start.renumbered(rows)
      )
    case .givenCentroids, .shuffled: self
    }
  }
}

/// How a K-means fit went.
public struct KMeansSummary: Equatable, Sendable {
  /// The fitted centers, in the order of the slots they stand for.
  public let centroids: Centroids
  /// The rows that the fit began with.
  public let initialRows: [Int]
  /// How many iterations it took; a batch counts as one.
  public let iterations: Int
  /// The sum of the squared distances of all rows to their nearest centers.
  public let inertia: Double
  /// Whether it settled before the last iteration allowed.
  public let hasConverged: Bool
  /// How many starts were tried, of which this is the best.
  public let starts: Int
  /// How many rows the centers were fitted to, before a few iterations over all; nil for all from the beginning.
  public let sampledRows: Int?
  /// How many rows the batches had that centers were fitted to, before a few iterations over all; nil for no batches.
  public let batchRows: Int?
}

/// How clusters exchanged candidates.
public struct ExchangeSummary: Equatable, Sendable {
  /// The clusters before the first exchange.
  public let start: [[Int]]
  /// How many exchanges there were.
  public let exchanges: Int
}

extension Partition.Details {
  /// How K-means centers were fitted, where they were.
  public var fitting: KMeansSummary? {
    switch self {
    case .fitted(let summary): summary
    case .exchanged(_, let start): start.fitting
    case .givenCentroids, .grown, .shuffled: nil
    }
  }

  /// The details as named values for the record of the stage.
  public var provenance: [String: String] {
    switch self {
    case .fitted(let summary):
      [
        "centroids": "fitted",
        "batchRows": summary.batchRows.map(String.init) ?? "none",
        "iterations": "\(summary.iterations)",
        "inertia": "\(summary.inertia)",
        "converged": "\(summary.hasConverged)",
        "starts": "\(summary.starts)",
        "sampledRows": summary.sampledRows.map(String.init) ?? "all",
        "initialRows": summary.initialRows.map(String.init).joined(separator: " "),
      ]
    case .givenCentroids: ["centroids": "given"]
    case .exchanged(let summary, let start):
      start.provenance.merging(["exchanges": "\(summary.exchanges)"]) { $1 }
    case .grown(let rows): ["startRows": rows.map(String.init).joined(separator: " ")]
    case .shuffled: [:]
    }
  }
}
