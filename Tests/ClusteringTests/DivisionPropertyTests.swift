import Curation
import Testing

@testable import Clustering

/// What holds for every method on every pool; the pools are drawn from a seed so that a failure can be repeated.
@Suite struct DivisionPropertyTests {
  @Test(arguments: DivisionMethod.allCases, 0..<40 as Range<UInt64>)
  func `every row is in exactly one cluster and sizes differ by at most one`(
    method: DivisionMethod,
    pool: UInt64
  ) async throws {
    var generator = SplitMix64(seed: pool)
    let embeddings = try randomEmbeddings(&generator)
    let clusters = 1 + generator.next(below: embeddings.count)
    let division = Division(method: method, clusters: clusters, seed: pool / 2)
    let partition = try await division.partition(embeddings)
    #expect(partition.clusters.count == clusters)
    #expect(partition.clusters.joined().sorted() == Array(0..<embeddings.count))
    let sizes = partition.clusters.map(\.count)
    #expect(sizes == sizes.sorted(by: >))
    #expect((sizes.first ?? 0) - (sizes.last ?? 0) <= 1)
    #expect(try await division.partition(embeddings) == partition)
  }

  @Test(arguments: DivisionMethod.allCases, [1, 2, 3, 7])
  func `the extremes work`(method: DivisionMethod, rows: Int) async throws {
    let embeddings = try embeddings((0..<rows).map { [Float($0), 1] })
    let one = try await Division(method: method, clusters: 1).partition(embeddings)
    #expect(one.clusters.map { $0.sorted() } == [Array(0..<rows)])
    let all = try await Division(method: method, clusters: rows).partition(embeddings)
    #expect(all.clusters.joined().sorted() == Array(0..<rows))
    #expect(all.clusters.allSatisfy { $0.count == 1 })
  }

  @Test(arguments: DivisionMethod.allCases, [1, 4, 5, 10])
  func `identical vectors are no trouble`(method: DivisionMethod, clusters: Int) async throws {
    let embeddings = try embeddings([[Float]](repeating: [0.6, 0.8], count: 10))
    let partition = try await Division(method: method, clusters: clusters).partition(embeddings)
    #expect(partition.clusters.joined().sorted() == Array(0..<10))
  }

  /// The published k-center code breaks on a pool that holds each text ten times.
  @Test func `coreset takes each of ten copies once`() async throws {
    let embeddings = try embeddings((0..<50).map { [Float($0 % 5), Float($0 % 5 * $0 % 5)] })
    let partition = try await Division(method: .coreset, clusters: 10).partition(embeddings)
    #expect(partition.clusters.allSatisfy { Set($0.map { $0 % 5 }).count == 5 })
  }

  @Test(arguments: DivisionMethod.allCases)
  func `another seed gives another partition`(method: DivisionMethod) async throws {
    var generator = SplitMix64(seed: 1)
    let embeddings = try randomEmbeddings(&generator, rows: 60, dimensions: 5)
    var partitions: Set<[[Int]]> = []
    for seed in 0..<6 as Range<UInt64> {
      partitions.insert(
        try await Division(method: method, clusters: 12, seed: seed).partition(embeddings).clusters
      )
    }
    #expect(partitions.count > 1)
  }

  @Test(arguments: [DivisionMethod.coreset, .similar])
  func `the first cluster has the given start`(method: DivisionMethod) async throws {
    var generator = SplitMix64(seed: 2)
    let embeddings = try randomEmbeddings(&generator, rows: 40, dimensions: 4)
    for start in [0, 17, 39] {
      let partition = try await Division(method: method, clusters: 7, seed: 5, start: start).partition(
        embeddings
      )
      let first = try #require(partition.clusters.first)
      #expect((method == .similar ? first.first : first.last) == start)
    }
  }

  @Test func `similar clusters are more alike inside than diverse or random ones`() async throws {
    var generator = SplitMix64(seed: 3)
    let embeddings = try randomEmbeddings(&generator, rows: 200, dimensions: 6)
    func distance(_ method: DivisionMethod) async throws -> Double {
      meanDistance(
        inside: try await Division(method: method, clusters: 20).partition(embeddings).clusters,
        of: embeddings
      )
    }
    let similar = try await distance(.similar)
    let (random, diverse) = try await (distance(.random), distance(.diverse))
    #expect(similar < 0.8 * random)
    #expect(similar < 0.8 * diverse)
  }
}

/// Random unit vectors, some of them copies of others; shape and vectors are drawn where they are not given.
func randomEmbeddings(
  _ generator: inout SplitMix64,
  rows: Int? = nil,
  dimensions: Int? = nil
) throws -> Embeddings {
  let count = rows ?? 1 + generator.next(below: 70)
  let width = dimensions ?? 1 + generator.next(below: 20)
  var vectors: [[Float]] = []
  for row in 0..<count {
    if row > 0, generator.next(below: 4) == 0 {
      vectors.append(vectors[generator.next(below: row)])
    } else {
      let vector = (0..<width).map { _ in Float(generator.nextFraction() - 0.5) }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vectors.append(vector.map { $0 / length })
    }
  }
  return try embeddings(vectors)
}
