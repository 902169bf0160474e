import Curation
import Testing

@testable import Clustering

@Suite struct CenterFittingTests {
  /// Clouds of differing sizes, near or far from each other.
  private func pool(_ rows: Int, clouds: Int, spread: Double) -> PoolVectors {
    var generator = SplitMix64(seed: 21)
    var values: [Float] = []
    for row in 0..<rows {
      var cloud = SplitMix64(seed: UInt64(row % (clouds + 2) % clouds))
      for _ in 0..<6 { values.append(Float(cloud.nextFraction() * spread + generator.nextFraction())) }
    }
    return PoolVectors(count: rows, dimensions: 6, values: values)
  }

  private func summary(_ fitting: CenterFitting, seed: UInt64) async throws -> KMeansSummary {
    var generator = SplitMix64(seed: seed)
    return try await fitting.fit(generator: &generator) { _ in }.summary
  }

  @Test func `of several starts the best counts, whatever the number of processors`() async throws {
    let pool = pool(400, clouds: 13, spread: 2)
    var generator = SplitMix64(seed: 3)
    var inertias: [Double] = []
    for _ in 0..<6 {
      inertias.append(
        try await CenterFitting(pool: pool, count: 8).fit(generator: &generator) { _ in }.summary.inertia
      )
    }
    let best = try await summary(CenterFitting(pool: pool, count: 8, starts: 6), seed: 3)
    #expect(best.inertia == inertias.min() && best.inertia < (inertias.max() ?? 0) && best.starts == 6)
    #expect(try await summary(CenterFitting(pool: pool, count: 8, starts: 6, workers: 3), seed: 3) == best)
  }

  @Test(arguments: [0, 1, 2] as [UInt64])
  func `centers fitted to a sample are as good within half a percent`(seed: UInt64) async throws {
    // Clouds far from each other, so that there is one optimum.
    let pool = pool(3000, clouds: 5, spread: 20)
    let whole = try await summary(CenterFitting(pool: pool, count: 5), seed: seed)
    let sampled = try await summary(CenterFitting(pool: pool, count: 5, sampleSize: 300), seed: seed)
    #expect(whole.sampledRows == nil && sampled.sampledRows == 300)
    #expect(sampled.inertia < whole.inertia * 1.005)
    #expect(sampled.initialRows.allSatisfy { (0..<3000).contains($0) })
    // What is told is the inertia of the whole pool.
    #expect(sampled.inertia > whole.inertia * 0.9)
  }

  @Test func `only large pools are sampled`() async throws {
    let pool = pool(2001, clouds: 3, spread: 2)
    #expect(try await summary(CenterFitting(pool: pool, count: 2), seed: 0).sampledRows == nil)
    #expect(try await summary(CenterFitting(pool: pool, count: 1), seed: 0).sampledRows == 1000)
    #expect(
      try await summary(CenterFitting(pool: pool, count: 1, sampleSize: 5000), seed: 0).sampledRows == nil
    )
  }
}
