import Curation
import Testing

@testable import Clustering

/// A screened search finds what working out every distance in Float64 finds.
@Suite struct ScreeningTests {
  private func nearest(_ pool: PoolVectors, _ centers: Points) -> [Int] {
    (0..<pool.count).map { row in
      let distances = (0..<centers.count).map { pool.squaredDistance(row, to: centers, $0) }
      return distances.indices.min { distances[$0] < distances[$1] } ?? 0
    }
  }

  private func pool(_ seed: UInt64, rows: Int = 300, dimensions: Int = 24, scale: Float = 1) throws
    -> PoolVectors
  {
    var generator = SplitMix64(seed: seed)
    let embeddings = try randomEmbeddings(&generator, rows: rows, dimensions: dimensions)
    return PoolVectors(count: rows, dimensions: dimensions, values: embeddings.values.map { $0 * scale })
  }

  @Test(arguments: [1e-30, 1e-12, 1, 1e12, 1e18, 3e19] as [Float])
  func `the nearest center of every row, whatever the lengths`(scale: Float) throws {
    let pool = try pool(1, scale: scale)
    let centers = pool.points(at: Array(0..<300).filter { $0 % 7 == 0 })
    #expect(Screening(pool, centers).nearest(in: 0..<300).map(\.center) == nearest(pool, centers))
  }

  @Test func `of centers that Float32 cannot tell apart the nearest, of equals the first`() throws {
    let pool = try pool(2, dimensions: 3)
    var centers = pool.points(at: [5, 5, 5, 5, 9, 9])
    for component in 0..<3 {
      centers.values[component] += 1e-12
      centers.values[6 + component] -= 1e-13
    }
    let found = Screening(pool, centers).nearest(in: 0..<300).map(\.center)
    #expect(found == nearest(pool, centers))
    #expect(Set(found).isSuperset(of: [0, 1, 2, 4]))
    #expect(!found.contains(3) && !found.contains(5))
  }

  @Test(arguments: [1e-25, 1, 1e15] as [Float])
  func `distances that are less than known ones, the known ones else`(scale: Float) throws {
    let pool = try pool(3, scale: scale)
    let known = (0..<300).map { pool.squaredDistance($0, 0) }
    let candidates = [4, 77, 0, 150]
    let lowered = Screening(pool, pool.points(at: candidates)).lowered(known, in: 100..<260)
    for (index, candidate) in candidates.enumerated() {
      #expect(lowered[index] == (100..<260).map { min(known[$0], pool.squaredDistance($0, candidate)) })
    }
  }

  @Test(arguments: [DivisionMethod.diverse, .similar])
  func `a partition does not depend on the number of processors`(method: DivisionMethod) async throws {
    var generator = SplitMix64(seed: 8)
    // More rows than one processor takes at a time.
    let embeddings = try randomEmbeddings(&generator, rows: 4_500, dimensions: 3)
    let division = Division(method: method, clusters: 100, seed: 3)
    let alone = try await division.partition(embeddings)
    #expect(try await division.partition(embeddings, workers: 3) == alone)
  }
}

@Suite struct RowTilesTests {
  @Test(arguments: [1, 2, 5])
  func `every number is in one piece, and outcomes come in order`(workers: Int) async throws {
    let outcomes = try await RowTiles(count: 103, workers: workers, size: 10).map({ Array($0) }) {}
    #expect(outcomes.count == 11)
    #expect(outcomes.flatMap(\.self) == Array(0..<103))
    #expect(try await RowTiles(count: 0, workers: workers).map({ $0 }) {} == [])
  }

  @Test(arguments: [1, 3])
  func `an error of the checkpoint ends the work`(workers: Int) async {
    var calls = 0
    await #expect(throws: ClusteringError.cancelled) {
      _ = try await RowTiles(count: 1_000, workers: workers, size: 1).map({ $0 }) {
        () throws(ClusteringError) in
        calls += 1
        if calls == 3 { throw .cancelled }
      }
    }
    #expect(calls == 3)
  }
}
