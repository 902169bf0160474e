/// Merges centers of groups by Ward's method: always the two whose merger adds least to the sum of squared distances, of
/// equal ones the first.
///
/// For every group its cheapest later one is kept (the generic algorithm of D. Müllner, “Modern hierarchical,
/// agglomerative clustering algorithms”, arXiv 1109.2378). As a merger never costs less with a merged group than with
/// the cheaper of its two parts, only the groups whose cheapest was one of these look for another: `O(s²)` memory, and
/// in practice time, for s groups; `O(s³)` at worst.
struct WardMerging {
  private let count: Int
  /// The leaves of each group; none for one that was merged into an earlier one.
  private var leaves: [[Int]]
  private var sizes: [Double]
  /// For each pair of groups what their merger adds: row by row those with later ones.
  private var costs: [Double] = []
  /// For each group but the last the later one that costs least, the first of equals.
  private var cheapest: [(group: Int, cost: Double)] = []
  /// The groups that are left, ascending.
  private var left: [Int]

  init(_ centers: Points, of leaves: [Int], sizes: [Int]) throws(ClusteringError) {
    count = leaves.count
    left = Array(leaves.indices)
    self.leaves = leaves.map { [$0] }
    self.sizes = leaves.map { Double(sizes[$0]) }
    costs.reserveCapacity(count * max(0, count - 1) / 2)
    for one in leaves.indices {
      guard !Task.isCancelled else { throw .cancelled }
      var best = (group: one, cost: Double.infinity)
      for other in leaves.indices.dropFirst(one + 1) {
        let (first, second) = (self.sizes[one], self.sizes[other])
        let distance = centers.squaredDistance(leaves[one], to: centers, leaves[other])
        let cost = first * second / (first + second) * distance
        costs.append(cost)
        if cost < best.cost { best = (other, cost) }
      }
      cheapest.append(best)
    }
  }

  /// The leaves of each group, ascending, when no more than `count` are left.
  func groups(
    _ count: Int,
    _ report: (DivisionProgress) -> Void = { _ in }
  ) throws(ClusteringError) -> [[Int]] {
    var merging = self
    let mergers = max(0, self.count - count)
    for done in 0..<mergers {
      guard !Task.isCancelled else { throw .cancelled }
      merging.merge()
      report(.merging(done + 1, of: mergers))
    }
    return merging.left.map { merging.leaves[$0].sorted() }
  }

  /// Where the cost of two groups is; the first one is the earlier.
  private func place(_ one: Int, _ other: Int) -> Int {
    one * (2 * count - one - 1) / 2 + other - one - 1
  }

  private func place(ofPair one: Int, _ other: Int) -> Int {
    one < other ? place(one, other) : place(other, one)
  }

  /// Merges the later of the two groups that cost least into the earlier one.
  private mutating func merge() {
    var one = left[0]
    for group in left where cheapest[group].cost < cheapest[one].cost { one = group }
    let other = cheapest[one].group
    left.removeAll { $0 == other }
    updateCosts(one, other)
    leaves[one] += leaves[other]
    leaves[other] = []
    sizes[one] += sizes[other]
    for group in left { updateCheapest(of: group, one, other) }
  }

  /// Works out the costs of the merged group without looking at centers again.
  ///
  /// The rule is that of G. N. Lance and W. T. Williams, “A general theory of classificatory sorting strategies”, 1967.
  private mutating func updateCosts(_ one: Int, _ other: Int) {
    let (first, second, between) = (sizes[one], sizes[other], costs[place(one, other)])
    for third in left where third != one {
      let (size, pair) = (sizes[third], place(ofPair: one, third))
      costs[pair] =
        ((first + size) * costs[pair] + (second + size) * costs[place(ofPair: other, third)] - size * between)
        / (first + second + size)
    }
  }

  private mutating func updateCheapest(of group: Int, _ one: Int, _ other: Int) {
    let known = cheapest[group].group
    if group == one || known == one || known == other {
      var best = (group: group, cost: Double.infinity)
      for later in left where later > group {
        let cost = costs[place(group, later)]
        if cost < best.cost { best = (later, cost) }
      }
      cheapest[group] = best
    } else if group < one {
      // Rounding may make the merged group as cheap as the cheapest, or cheaper.
      let cost = costs[place(group, one)]
      if (cost, one) < (cheapest[group].cost, known) { cheapest[group] = (one, cost) }
    }
  }
}
