import Curation
import Testing

@testable import Clustering

@Suite struct MiniBatchKMeansTests {
  /// Clouds of differing sizes, in six dimensions.
  private func pool(_ rows: Int, clouds: Int, spread: Double) -> PoolVectors {
    var generator = SplitMix64(seed: 5)
    var values: [Float] = []
    for row in 0..<rows {
      var cloud = SplitMix64(seed: UInt64(row % (clouds + 2) % clouds))
      for _ in 0..<6 { values.append(Float(cloud.nextFraction() * spread + generator.nextFraction())) }
    }
    return PoolVectors(count: rows, dimensions: 6, values: values)
  }

  private func summary(_ fitting: CenterFitting, seed: UInt64 = 0) async throws -> KMeansSummary {
    var generator = SplitMix64(seed: seed)
    return try await fitting.fit(generator: &generator) { _ in }.summary
  }

  private func counts(_ pool: PoolVectors, _ centers: Points) -> [Int] {
    var counts = [Int](repeating: 0, count: centers.count)
    for nearest in Screening(pool, centers).nearest(in: 0..<pool.count) { counts[nearest.center] += 1 }
    return counts
  }

  @Test(arguments: [0, 1, 2] as [UInt64], [(5, 20.0), (12, 2.0)])
  func `centers fitted to batches are as good within three percent`(
    seed: UInt64,
    clouds: (count: Int, spread: Double)
  ) async throws {
    let pool = pool(4000, clouds: clouds.count, spread: clouds.spread)
    let whole = try await summary(
      CenterFitting(pool: pool, count: clouds.count, starts: 4, sampleSize: 4000),
      seed: seed
    )
    let batches = try await summary(
      CenterFitting(pool: pool, count: clouds.count, starts: 4, batchSize: 200),
      seed: seed
    )
    #expect(batches.batchRows == 200 && batches.sampledRows == nil && batches.starts == 4)
    #expect(batches.inertia < whole.inertia * 1.03)
  }

  @Test func `they are fitted before the whole pool has a say`() async throws {
    let pool = pool(4000, clouds: 5, spread: 20)
    var generator = SplitMix64(seed: 1)
    // One row of each cloud.
    let fit = try await MiniBatchKMeans(pool: pool, size: 100).fit(
      startingAt: [0, 1, 2, 3, 4],
      generator: &generator
    ) { _ in }
    let nearest = try await KMeans(pool: pool).nearest(of: fit.centers) {}
    let inertia = nearest.enumerated().reduce(0) { $0 + pool.squaredDistance($1.0, to: fit.centers, $1.1) }
    // The squared distance of a row of a cloud to its middle is 6/12 on average, to another row twice as much.
    #expect(inertia / 4000 < 0.51 && fit.hasConverged)
  }

  @Test func `it does not depend on the number of processors`() async throws {
    let pool = pool(3000, clouds: 9, spread: 2)
    let one = try await summary(CenterFitting(pool: pool, count: 9, batchSize: 300, workers: 1), seed: 7)
    let three = try await summary(CenterFitting(pool: pool, count: 9, batchSize: 300, workers: 3), seed: 7)
    #expect(one == three)
    #expect(try await summary(CenterFitting(pool: pool, count: 9, batchSize: 300), seed: 8) != one)
  }

  @Test func `a center that gets no rows begins anew`() async throws {
    let pool = pool(2000, clouds: 6, spread: 3)
    var generator = SplitMix64(seed: 2)
    // All begin in one place, where the first takes every row.
    let fit = try await MiniBatchKMeans(pool: pool, size: 100).fit(
      startingAt: [Int](repeating: 4, count: 6),
      generator: &generator
    ) { _ in }
    #expect(counts(pool, fit.centers).allSatisfy { $0 > 0 })
  }

  @Test func `rows that are all the same come to an end`() async throws {
    let pool = PoolVectors(count: 400, dimensions: 2, values: [Float](repeating: 0.5, count: 800))
    let summary = try await summary(CenterFitting(pool: pool, count: 3, batchSize: 50))
    #expect(summary.inertia == 0 && summary.hasConverged && summary.iterations < 40)
  }

  @Test func `a batch has a row for each center, and a pool no larger is fitted to as a whole`() async throws
  {
    let pool = pool(100, clouds: 5, spread: 5)
    #expect(try await summary(CenterFitting(pool: pool, count: 20, batchSize: 1)).batchRows == 20)
    let whole = try await summary(CenterFitting(pool: pool, count: 5, batchSize: 100))
    #expect(whole.batchRows == nil)
    #expect(try await summary(CenterFitting(pool: pool, count: 5)) == whole)
  }

  @Test(arguments: [DivisionMethod.diverse, .balanced])
  func `clusters of centers fitted to batches hold every row once`(method: DivisionMethod) async throws {
    var generator = SplitMix64(seed: 9)
    let embeddings = try randomEmbeddings(&generator, rows: 500, dimensions: 8)
    var division = Division(method: method, clusters: 30, seed: 4)
    division.batchSize = 64
    let partition = try await division.partition(embeddings)
    #expect(partition.clusters.joined().sorted() == Array(0..<500))
    #expect(try await division.partition(embeddings, workers: 3) == partition)
    #expect(partition.details.fitting?.batchRows == 64 && partition.details.provenance["batchRows"] == "64")
  }
}
