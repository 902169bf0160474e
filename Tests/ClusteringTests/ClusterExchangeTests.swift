import Curation
import Foundation
import TestSupport
import Testing

@testable import Clustering

@Suite struct ClusterExchangeTests {
  private func exchange(
    _ clusters: [[Int]],
    of embeddings: Embeddings,
    seed: UInt64 = 0,
    workers: Int = 1,
    groupSize: Int = 2048
  ) async throws -> (clusters: [[Int]], exchanges: Int) {
    var exchange = ClusterExchange(pool: PoolVectors(embeddings), seed: seed)
    exchange.workers = workers
    exchange.groupSize = groupSize
    return try await exchange.improved(clusters) { _ in }
  }

  @Test func `copies part, and every cluster gets one of each`() async throws {
    let pool = try embeddings([[1, 0], [1, 0], [0, 1], [0, 1], [-1, 0], [-1, 0]])
    let found = try await exchange([[0, 1], [2, 3], [4, 5]], of: pool)
    #expect(found.exchanges > 0)
    #expect(found.clusters.allSatisfy { Set($0.map { $0 / 2 }).count == 2 })
    // Nothing is left to gain: the same clusters come back.
    let again = try await exchange(found.clusters, of: pool)
    #expect(again.exchanges == 0 && again.clusters == found.clusters)
  }

  @Test func `energies are those of the formula`() async throws {
    let vectors: [[Float]] = [[1, 0], [0.6, 0.8], [0, 1], [-1, 0], [3, 0]]
    let energy = try await ExchangeEnergy(
      of: PoolVectors(try embeddings(vectors)),
      clusters: [[0, 1, 2], [3, 4]]
    )
    let found = energy.pairs(of: Array(0..<5))
    let cosines: [[Double]] = [
      [1, 0.6, 0, -1, 1], [0.6, 1, 0.8, -0.6, 0.6], [0, 0.8, 1, 0, 0], [-1, -0.6, 0, 1, -1],
      [1, 0.6, 0, -1, 1],
    ]
    let kernel = cosines.map { $0.map { pow((1 + $0) / 2, 8) } }
    let means = kernel.map { $0.reduce(0, +) / 5 }
    let mean: Double = means.reduce(0, +) / 5
    var centered: [Double] = []
    for row in 0..<5 {
      for column in 0..<5 { centered.append(kernel[row][column] - means[row] - means[column] + mean) }
    }
    let squares: Double = centered.map { $0 * $0 }.reduce(0, +)
    let deviation = (squares / 25).squareRoot()
    for (value, expected) in zip(found, centered) {
      #expect(abs(Double(value) - expected / deviation) < 1e-3)
    }
    // All five rows are remote ones; their costs average to a tenth over the clusters.
    let distances = energy.distances(of: Array(0..<5))
    #expect(energy.remoteCount == 8 && distances.count == 40)
    var total: Double = 0
    for cluster in [[0, 1, 2], [3, 4]] {
      for column in 0..<5 {
        let costs = cluster.map { row in distances[row * 8 + column] }
        total += Double(try #require(costs.min()))
      }
    }
    #expect(abs(total / 10 - 0.1) < 1e-6)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `no exchange makes the energy higher, and sizes stay`(seed: UInt64) async throws {
    var generator = SplitMix64(seed: seed)
    let embeddings = try randomEmbeddings(&generator)
    let pool = PoolVectors(embeddings)
    let sizes = ClusterSizes(rows: pool.count, clusters: 1 + generator.next(below: pool.count))
    let start = sizes.cut(generator.permutation(of: pool.count))
    let energy = try await ExchangeEnergy(of: pool, clusters: start)
    var group = ExchangeGroup(of: start, energy)
    let before = group.energy
    let exchanges = group.settle(seed: seed)
    #expect(exchanges == 0 ? group.energy == before : group.energy < before)
    #expect(abs(ExchangeGroup(of: group.rows, energy).energy - group.energy) < 1e-3)
    #expect(group.rows.map(\.count) == sizes.all)
    #expect(group.rows.joined().sorted() == Array(0..<pool.count))
  }

  @Test(arguments: [1, 7, 60])
  func `several groups keep sizes, are better, and do not depend on the processors`(clusters: Int)
    async throws
  {
    var generator = SplitMix64(seed: 11)
    let pool = try randomEmbeddings(&generator, rows: 300, dimensions: 6)
    let sizes = ClusterSizes(rows: 300, clusters: clusters)
    let start = sizes.cut(Array(0..<300))
    let one = try await exchange(start, of: pool, seed: 3, groupSize: 32)
    let three = try await exchange(start, of: pool, seed: 3, workers: 3, groupSize: 32)
    #expect(one.clusters == three.clusters && one.exchanges == three.exchanges)
    #expect(one.clusters.map(\.count) == sizes.all)
    #expect(one.clusters.joined().sorted() == Array(0..<300))
    let qualities = try await PartitionMeasurement(pool).qualities(of: [start, one.clusters])
    if clusters > 1 {
      #expect(
        try #require(qualities[1][.centroidShift]) < 0.9 * #require(qualities[0][.centroidShift])
      )
    }
  }

  @Test func `balanced says what it began with`() async throws {
    let embeddings = try embeddings(DivisionTests.grid)
    let diverse = try await Division(method: .diverse, clusters: 5, seed: 3).partition(embeddings)
    let balanced = try await Division(method: .balanced, clusters: 5, seed: 3).partition(embeddings)
    guard case .exchanged(let summary, let start) = balanced.details else {
      Issue.record("candidates should have been exchanged")
      return
    }
    #expect(summary.start == diverse.clusters && start == diverse.details)
    #expect(balanced.details.provenance["exchanges"] == "\(summary.exchanges)")
    #expect(balanced.details.provenance["iterations"] == diverse.details.provenance["iterations"])
  }

  @Test func `the look over the pool is told before exchanges`() async throws {
    var steps: [DivisionProgress] = []
    _ = try await Division(method: .balanced, clusters: 5).partition(embeddings(DivisionTests.grid)) {
      steps.append($0)
    }
    let first = try #require(steps.firstIndex(of: .surveying(1, of: 2)))
    #expect(steps[(first + 1)...].first == .surveying(2, of: 2))
    #expect(steps[(first + 2)...].first == .exchanging(1, of: 1))
  }

  @Test(arguments: [1, 3])
  func `the look over the pool can be ended`(workers: Int) async throws {
    let pool = PoolVectors(try embeddings(DivisionTests.grid))
    await #expect(throws: ClusteringError.cancelled) {
      _ = try await ExchangeEnergy(of: pool, clusters: [[0, 1], [2, 3]], workers: workers) {
        (_) throws(ClusteringError) in throw .cancelled
      }
    }
  }

  @Test func `a cancelled exchange ends in an error`() async throws {
    var generator = SplitMix64(seed: 5)
    let pool = try randomEmbeddings(&generator, rows: 60, dimensions: 3)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await Division(method: .balanced, clusters: 6).partition(pool)
    }
    await #expect(throws: ClusteringError.cancelled) { try await task.value }
  }

  /// Against the published partition, and 20 random ones, with their standard deviations.
  @Test(.enabled(if: SharedData.isPresent, SharedData.note))
  func `balanced is better than the published partition and than random on every figure`() async throws {
    let golden = try #require(try GoldenFile.load().cases["kmeans-r100"])
    let pool = try GoldenFile.embeddings()
    let centroids = try GoldenFile.centroids(try #require(golden.inputs.kmeans).centroids)
    let balanced = try await Division(method: .balanced, clusters: 100, centroids: centroids).partition(pool)
    let quality = try await PartitionMeasurement(pool).qualities(of: [balanced.clusters])[0]
    for measure in PartitionQuality.Measure.allCases {
      let sign: Double = measure.isBetterWhenHigher ? 1 : -1
      let deviation = try #require(golden.quality.random.sd.figure(measure))
      for other in [golden.quality.upstream, golden.quality.random.mean] {
        let gain = try sign * (#require(quality[measure]) - #require(other.figure(measure)))
        #expect(gain > 3 * deviation, "\(measure)")
      }
    }
  }
}
