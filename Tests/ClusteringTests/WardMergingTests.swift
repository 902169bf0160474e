import Curation
import Testing

@testable import Clustering

@Suite struct WardMergingTests {
  @Test func `mergers are those of Ward's method, by hand`() throws {
    // Nine rows at 0 and one each at 3, 5 and 9: 3 and 5 cost 2, then 9 joins them (16.7), though 0 (26.2) lies nearer to their mean.
    let centers = Points(count: 4, dimensions: 1, values: [0, 3, 5, 9])
    let merging = try WardMerging(centers, of: [0, 1, 2, 3], sizes: [9, 1, 1, 1])
    #expect(try merging.groups(3) == [[0], [1, 2], [3]])
    #expect(try merging.groups(2) == [[0], [1, 2, 3]])
    #expect(try merging.groups(1) == [[0, 1, 2, 3]])
    #expect(try WardMerging(centers, of: [0, 2, 3], sizes: [1, 1, 2, 1]).groups(2) == [[0], [2, 3]])
  }

  /// On a grid many mergers cost the same, among scattered centers none.
  @Test(arguments: [true, false], [1, 2, 3] as [UInt64])
  func `the tree is that of looking at all pairs each time`(isGrid: Bool, seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let count = 60
    let values = (0..<3 * count).map { _ in
      isGrid ? Double(generator.next() % 4) : generator.nextFraction()
    }
    let sizes = (0..<count).map { _ in isGrid ? 1 : Int(generator.next() % 9) + 1 }
    let centers = Points(count: count, dimensions: 3, values: values)
    let merging = try WardMerging(centers, of: Array(0..<count), sizes: sizes)
    var plain = PlainWard(centers, sizes: sizes)
    for left in (1...count).reversed() {
      plain.merge(downTo: left)
      #expect(try merging.groups(left) == plain.groups.map { $0.leaves.sorted() }, "\(left)")
    }
  }

  @Test func `merging ends when its task is cancelled`() async throws {
    let centers = Points(count: 3, dimensions: 1, values: [0, 1, 2])
    let merging = try WardMerging(centers, of: [0, 1, 2], sizes: [1, 1, 1])
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      #expect(throws: ClusteringError.cancelled) { try merging.groups(1) }
      #expect(throws: ClusteringError.cancelled) {
        try WardMerging(centers, of: [0, 1, 2], sizes: [1, 1, 1])
      }
    }
    await task.value
  }

  @Test func `nothing, or one, is left as it is`() throws {
    let centers = Points(count: 1, dimensions: 1, values: [0])
    #expect(try WardMerging(centers, of: [], sizes: [1]).groups(1) == [])
    #expect(try WardMerging(centers, of: [0], sizes: [1]).groups(1) == [[0]])
  }
}

/// Ward's method as it is defined.
private struct PlainWard {
  var groups: [(leaves: [Int], size: Double)]
  var costs: [[Double]]

  init(_ centers: Points, sizes: [Int]) {
    groups = sizes.enumerated().map { ([$0], Double($1)) }
    costs = sizes.indices.map { one in
      sizes.indices.map { other in
        let (left, right) = (Double(sizes[one]), Double(sizes[other]))
        let distance = centers.squaredDistance(min(one, other), to: centers, max(one, other))
        return left * right / (left + right) * distance
      }
    }
  }

  mutating func merge(downTo count: Int) {
    while groups.count > count {
      var best: (pair: (Int, Int), cost: Double) = ((0, 0), .infinity)
      for one in groups.indices {
        for other in groups.indices.dropFirst(one + 1) where costs[one][other] < best.cost {
          best = ((one, other), costs[one][other])
        }
      }
      merge(best.pair.0, best.pair.1)
    }
  }

  private mutating func merge(_ one: Int, _ other: Int) {
    let (left, right, between) = (groups[one].size, groups[other].size, costs[one][other])
    for third in groups.indices where third != one && third != other {
      let size = groups[third].size
      let cost =
        ((left + size) * costs[one][third] + (right + size) * costs[other][third] - size * between)
        / (left + right + size)
      costs[one][third] = cost
      costs[third][one] = cost
    }
    groups[one].leaves += groups[other].leaves
    groups[one].size += right
    groups.remove(at: other)
    costs.remove(at: other)
    for row in costs.indices { costs[row].remove(at: other) }
  }
}
