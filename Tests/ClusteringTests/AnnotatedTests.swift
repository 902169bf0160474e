import Curation
import Testing

@testable import Clustering

@Suite struct AnnotatedTests {
  /// Points on a line.
  private func line(_ places: [Float]) throws -> Embeddings {
    try #require(Embeddings(count: places.count, dimensions: 1, values: places))
  }

  private func division(_ method: DivisionMethod, _ clusters: Int, annotated: [Float]) throws -> Division {
    var division = Division(method: method, clusters: clusters)
    division.annotated = try line(annotated)
    return division
  }

  @Test func `coreset goes away from what is annotated`() async throws {
    let pool = try line([0, 1, 4, 9, 11, 20])
    // 9 and 11 are both 9 away from what is annotated, 0 and 20; beside 9 then 4 is farthest, and 11.
    let partition = try await division(.coreset, 2, annotated: [0, 20]).partition(pool)
    #expect(partition.clusters == [[4, 3, 2], [5, 1, 0]])
    #expect(partition.details == .grown(from: [3, 1]))
    let plain = try await Division(method: .coreset, clusters: 2).partition(pool)
    #expect(plain.details == .grown(from: [0, 1]))
  }

  @Test func `a start that is given is kept all the same, for the first cluster`() async throws {
    var division = try division(.coreset, 2, annotated: [0])
    division.start = 1
    let partition = try await division.partition(line([0, 1, 4, 9, 11, 20]))
    #expect(Set(partition.clusters[0]) == [1, 5, 4])
    #expect(partition.details == .grown(from: [1, 3]))
  }

  @Test func `similar takes its seeds away from what is annotated`() async throws {
    let pool = try line([0, 1, 2, 10, 11, 12, 50, 51, 52])
    let partition = try await division(.similar, 3, annotated: [0, 51]).partition(pool)
    #expect(partition.details == .grown(from: [5, 2, 3]))
    #expect(Set(partition.clusters.joined()) == Set(0..<9))
  }

  @Test(arguments: [DivisionMethod.diverse, .random])
  func `other divisions make nothing of it`(method: DivisionMethod) async throws {
    let pool = try line([0, 1, 4, 9, 11, 20])
    let partition = try await division(method, 2, annotated: [0, 20]).partition(pool)
    #expect(try await partition == Division(method: method, clusters: 2).partition(pool))
  }

  @Test(arguments: DivisionMethod.allCases)
  func `it does not depend on the number of processors, and each row is in one cluster`(
    method: DivisionMethod
  ) async throws {
    var generator = SplitMix64(seed: 8)
    let pool = try randomEmbeddings(&generator, rows: 300, dimensions: 6)
    var division = Division(method: method, clusters: 30, seed: 2)
    division.annotated = try randomEmbeddings(&generator, rows: 40, dimensions: 6)
    let partition = try await division.partition(pool)
    #expect(try await division.partition(pool, workers: 3) == partition)
    #expect(partition.clusters.joined().sorted() == Array(0..<300))
  }

  @Test
  func `ever so many that are annotated are gone through in blocks, with no other result`() async throws {
    var generator = SplitMix64(seed: 12)
    let pool = try randomEmbeddings(&generator, rows: 200, dimensions: 3)
    let annotated = try randomEmbeddings(&generator, rows: 9001, dimensions: 3)
    var division = Division(method: .coreset, clusters: 200)
    division.annotated = annotated
    let partition = try await division.partition(pool, workers: 2)
    // Each cluster is one row: they come farthest from what is annotated first.
    let known = PoolVectors(annotated).points(at: Array(0..<9001))
    let vectors = PoolVectors(pool)
    let distances = (0..<200).map { row in
      (0..<9001).reduce(Double.infinity) { min($0, vectors.squaredDistance(row, to: known, $1)) }
    }
    let expected = (0..<200).sorted { (distances[$1], $0) < (distances[$0], $1) }
    #expect(partition.clusters == expected.map { [$0] })
  }

  @Test func `vectors of another length are refused`() async throws {
    var division = Division(method: .coreset, clusters: 1)
    division.annotated = try line([1])
    let pool = try #require(Embeddings(count: 1, dimensions: 2, values: [1, 2]))
    await #expect(throws: ClusteringError.wrongAnnotated(dimensions: 1, expected: 2)) {
      try await division.partition(pool)
    }
  }

  @Test func `a partition of a part is told in the rows of the pool`() async throws {
    let part = try await Division(method: .coreset, clusters: 2).partition(line([0, 1, 4, 9]))
    let whole = part.renumbered([2, 3, 5, 7])
    #expect(whole.clusters == part.clusters.map { $0.map { [2, 3, 5, 7][$0] } })
    #expect(whole.details == .grown(from: [2, 3]))
  }
}
