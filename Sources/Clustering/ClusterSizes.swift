/// How many rows each cluster gets when n rows are cut into N clusters.
///
/// With `K = ⌈n / N⌉`, the first `n - N · (K - 1)` clusters get K rows and the others K - 1. No row is used twice.
struct ClusterSizes: Equatable {
  /// The number of clusters, N.
  let clusters: Int

  /// The size of the larger clusters, K.
  let largest: Int

  /// How many clusters have one row fewer.
  let smallerCount: Int

  init(rows: Int, clusters: Int) {
    self.clusters = clusters
    largest = (rows + clusters - 1) / clusters
    smallerCount = largest * clusters - rows
  }

  /// The size of every cluster.
  var all: [Int] {
    (0..<clusters).map { $0 < clusters - smallerCount ? largest : largest - 1 }
  }

  /// Cuts a sequence of rows into clusters of these sizes.
  func cut(_ rows: [Int]) -> [[Int]] {
    var start = 0
    return all.map { size in
      defer { start += size }
      return Array(rows[start..<start + size])
    }
  }
}
