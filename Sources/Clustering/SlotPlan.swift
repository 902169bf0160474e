/// Which cluster takes a candidate from which K-means slot.
///
/// There are K slots, one a centroid, and N clusters, each of which takes one candidate from every slot. When
/// N does not divide n, the last `K · N - n` clusters have one candidate fewer. What they lack is shared out
/// evenly over the slots, the last slots lacking one more: every such cluster goes without a different place,
/// block by block from the first slot to the last.
struct SlotPlan: Equatable {
  /// The number of clusters, N.
  let clusters: Int

  /// For each slot the clusters that take nothing from it.
  let absent: [Range<Int>]

  init(sizes: ClusterSizes) {
    clusters = sizes.clusters
    let (share, extra) = sizes.smallerCount.quotientAndRemainder(dividingBy: sizes.largest)
    var start = sizes.clusters - sizes.smallerCount
    absent = (0..<sizes.largest).map { slot in
      let count = slot < sizes.largest - extra ? share : share + 1
      defer { start += count }
      return start..<start + count
    }
  }

  /// The number of rows that each slot holds.
  var capacities: [Int] { absent.map { clusters - $0.count } }

  /// Deals the rows of the slots to the clusters, each slot's rows by ascending row number.
  func deal(_ slots: [[Int]]) -> [[Int]] {
    var dealt = [[Int]](repeating: [], count: clusters)
    for (slot, absent) in zip(slots, absent) {
      let takers = (0..<clusters).lazy.filter { !absent.contains($0) }
      for (cluster, row) in zip(takers, slot.sorted()) { dealt[cluster].append(row) }
    }
    return dealt
  }
}
