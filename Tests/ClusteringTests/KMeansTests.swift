import Curation
import Testing

@testable import Clustering

@Suite struct KMeansTests {
  @Test func `two clouds get a center each`() async throws {
    let pool = PoolVectors(count: 6, dimensions: 2, values: [0, 0, 0, 1, 1, 0, 9, 9, 9, 10, 10, 9])
    let fit = try await KMeans(pool: pool).fit(startingAt: [0, 1]) { _ in }
    #expect(fit.labels == [0, 0, 0, 1, 1, 1] || fit.labels == [1, 1, 1, 0, 0, 0])
    #expect(abs(fit.inertia - 8.0 / 3) < 1e-12)
    #expect(fit.hasConverged)
  }

  @Test func `a center without rows takes over the farthest row`() async throws {
    let pool = PoolVectors(count: 5, dimensions: 1, values: [0, 0, 1, 2, 50])
    // The first two centers coincide, so that the second gets no row at first.
    let fit = try await KMeans(pool: pool).fit(startingAt: [0, 1, 3]) { _ in }
    #expect(Set(fit.labels).count == 3)
    #expect(abs(fit.inertia - 2.0 / 3) < 1e-12)
  }

  @Test func `more centers than distinct rows leave some without rows`() async throws {
    let pool = PoolVectors(count: 4, dimensions: 1, values: [1, 1, 1, 2])
    let fit = try await KMeans(pool: pool).fit(startingAt: [0, 1, 2, 3]) { _ in }
    #expect(fit.inertia == 0)
    #expect(fit.hasConverged)
  }

  @Test func `no fit is worse than its start`() async throws {
    var generator = SplitMix64(seed: 4)
    let pool = PoolVectors(try randomEmbeddings(&generator, rows: 120, dimensions: 8))
    let rows = try await KMeansSeeding(pool: pool, count: 9).rows(generator: &generator) { _ in }
    #expect(Set(rows).count == 9)
    let fit = try await KMeans(pool: pool).fit(startingAt: rows) { _ in }
    let start = (0..<120).map { row in
      rows.map { pool.squaredDistance(row, $0) }.min() ?? 0
    }
    #expect(fit.inertia < start.reduce(0, +))
  }

  @Test(arguments: [0, 1, 2] as [UInt64])
  func `a seeding that looks at a part of a large pool finds every cloud`(seed: UInt64) async throws {
    // Seven clouds far from each other, the smallest of which has one row in a hundred.
    let rows = 8 * KMeansSeeding.rowsForEach * 7
    var noise = SplitMix64(seed: seed)
    let clouds = (0..<rows).map { $0.isMultiple(of: 100) ? 6 : $0 % 6 }
    let values = clouds.flatMap { cloud in
      (0..<3).map { Float((cloud >> $0) % 2 * 100) + Float(noise.nextFraction()) }
    }
    let pool = PoolVectors(count: rows, dimensions: 3, values: values)
    let seeding = KMeansSeeding(pool: pool, count: 7, workers: 2)
    var generator = SplitMix64(seed: seed)
    let chosen = try await seeding.rows(generator: &generator) { _ in }
    #expect(Set(chosen.map { clouds[$0] }).count == 7)
  }

  @Test func `a seeding among identical rows still has the number of rows asked for`() async throws {
    let pool = PoolVectors(count: 5, dimensions: 1, values: [Float](repeating: 3, count: 5))
    var generator = SplitMix64(seed: 0)
    #expect(try await KMeansSeeding(pool: pool, count: 4).rows(generator: &generator) { _ in }.count == 4)
  }
}
