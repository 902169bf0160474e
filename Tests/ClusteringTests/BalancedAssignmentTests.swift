import Curation
import Testing

@testable import Clustering

@Suite struct BalancedAssignmentTests {
  /// The definition, word for word: in turn each center searches all free points.
  private func searched(_ pool: PoolVectors, _ centers: Points, _ capacities: [Int]) -> [[Int]] {
    var assigned = [[Int]](repeating: [], count: centers.count)
    var free = Array(0..<pool.count)
    while !free.isEmpty {
      for center in 0..<centers.count where assigned[center].count < capacities[center] {
        let nearest = free.min { first, second in
          let distances = (
            pool.squaredDistance(first, to: centers, center),
            pool.squaredDistance(second, to: centers, center)
          )
          return distances.0 == distances.1 ? first < second : distances.0 < distances.1
        }
        guard let nearest else { return assigned }
        assigned[center].append(nearest)
        free.removeAll { $0 == nearest }
      }
    }
    return assigned
  }

  @Test(arguments: [3, 30, 150])
  func `short lists give what a full search gives`(capacity: Int) async throws {
    var generator = SplitMix64(seed: UInt64(capacity))
    let pool = PoolVectors(try randomEmbeddings(&generator, rows: 4 * capacity + 1, dimensions: 2))
    // Three of the four centers compete for the same neighbourhood, so lists run dry.
    let centers = pool.points(at: [0, 0, 0, 1])
    let capacities = [capacity, capacity, capacity, capacity + 1]
    let assignment = BalancedAssignment(pool: pool, centers: centers, capacities: capacities)
    let expected = searched(pool, centers, capacities)
    #expect(try await assignment.rows { _ in } == expected)
    // With room for the bounds of no center, of two, and of three.
    for width in [0, 2, 3] {
      var assignment = assignment
      assignment.largestTable = width * pool.count
      assignment.workers = 1 + width
      #expect(try await assignment.rows { _ in } == expected)
    }
  }

  @Test func `the first of several at the same distance is taken`() async throws {
    let pool = PoolVectors(count: 4, dimensions: 1, values: [1, -1, 1, -1])
    let centers = Points(count: 2, dimensions: 1, values: [0.0, 0])
    let assignment = BalancedAssignment(pool: pool, centers: centers, capacities: [2, 2])
    #expect(try await assignment.rows { _ in } == [[0, 2], [1, 3]])
  }
}

@Suite struct SlotPlanTests {
  @Test func `what the last clusters lack is shared out over the slots`() {
    let plan = SlotPlan(sizes: ClusterSizes(rows: 1001, clusters: 500))
    #expect(plan.capacities == [334, 334, 333])
    #expect(plan.absent == [1..<167, 167..<333, 333..<500])
    #expect(
      SlotPlan(sizes: ClusterSizes(rows: 1000, clusters: 100)).capacities == Array(repeating: 100, count: 10)
    )
  }

  @Test func `each slot deals its rows in ascending order past the clusters that go without`() {
    let plan = SlotPlan(sizes: ClusterSizes(rows: 7, clusters: 4))
    #expect(plan.absent == [3..<3, 3..<4])
    #expect(plan.deal([[3, 0, 6, 1], [5, 2, 4]]) == [[0, 2], [1, 4], [3, 5], [6]])
  }
}

@Suite struct SplitMix64Tests {
  @Test func `the numbers are those of the reference implementation`() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test func `fractions lie between 0 and 1 and permutations hold every number`() {
    var generator = SplitMix64(seed: 9)
    #expect((0..<1000).allSatisfy { _ in (0..<1).contains(generator.nextFraction()) })
    #expect(generator.permutation(of: 100).sorted() == Array(0..<100))
    #expect(generator.permutation(of: 0).isEmpty)
  }
}
