import Curation

/// What the list shows of the clusters near the one on screen.
public struct SummaryCache: Equatable, Sendable {
  /// How many places are read at a time.
  static let blockSize = 64
  private static let capacity = 1024

  private var summaries: [Int: ClusterSummary] = [:]
  private var requested: Set<Int> = []
  /// The clusters whose summaries are shown until newer ones are here.
  private var outdated: Set<Int> = []

  /// The summary of a cluster, if it is loaded.
  public subscript(cluster: Int) -> ClusterSummary? { summaries[cluster] }

  /// Keeps summaries that were read.
  mutating func insert(_ loaded: [ClusterSummary]) {
    for summary in loaded {
      summaries[summary.number] = summary
      requested.remove(summary.number)
      outdated.remove(summary.number)
    }
  }

  /// Takes how a cluster stands now.
  mutating func update(_ standing: Standing) {
    summaries[standing.cluster]?.isFlagged = standing.isFlagged
    summaries[standing.cluster]?.hasNote = standing.hasNote
  }

  /// Has everything read anew; what is here is shown meanwhile.
  mutating func outdate() {
    outdated = Set(summaries.keys)
    requested = []
  }

  /// The clusters at places around those on screen that are not here and were not asked for yet.
  ///
  /// Whole blocks are asked for, and a screenful beyond both edges, so that turning a page finds them loaded.
  mutating func request(around visible: Range<Int>, of listing: Listing) -> [Int] {
    guard !visible.isEmpty, listing.count > 0 else { return [] }
    let size = Self.blockSize
    let first = max(0, visible.lowerBound - visible.count) / size * size
    let end = min(listing.count, (visible.upperBound + visible.count + size - 1) / size * size)
    let near = (first..<end).map { listing[$0] }
    let missing = near.filter {
      (summaries[$0] == nil || outdated.contains($0)) && !requested.contains($0)
    }
    if !missing.isEmpty, summaries.count + missing.count > Self.capacity {
      let kept = Set(near)
      summaries = summaries.filter { kept.contains($0.key) }
      requested.formIntersection(kept)
    }
    requested.formUnion(missing)
    return missing
  }
}
