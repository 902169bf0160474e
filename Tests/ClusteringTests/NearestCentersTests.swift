import Curation
import Testing

@testable import Clustering

/// What is followed and kept up equals what is worked out anew.
@Suite struct NearestCentersTests {
  /// Centers that wander: far, hardly, and not at all.
  private func wander(_ centers: Points, _ generator: inout SplitMix64) -> Points {
    var moved = centers
    for center in 0..<centers.count {
      let way = [0, 1e-6, 0.02, 0.7][generator.next(below: 4)]
      for index in moved.range(of: center) { moved.values[index] += way * (generator.nextFraction() - 0.5) }
    }
    return moved
  }

  @Test(arguments: 0..<6 as Range<UInt64>, [1e-20, 1, 1e15] as [Float])
  func `the nearest center of every row after each move`(seed: UInt64, scale: Float) async throws {
    var generator = SplitMix64(seed: seed)
    let embeddings = try randomEmbeddings(&generator, rows: 700, dimensions: 6)
    let pool = PoolVectors(count: 700, dimensions: 6, values: embeddings.values.map { $0 * scale })
    var centers = pool.points(at: [3, 50, 50, 120, 300, 301, 699])
    var nearest = try await NearestCenters(pool, centers, workers: 2) {}
    for _ in 0..<8 {
      let expected = try await KMeans(pool: pool).nearest(of: centers) {}
      #expect(nearest.labels == expected)
      let moved = wander(centers, &generator)
      try await nearest.follow(centers, to: moved) {}
      centers = moved
    }
  }

  @Test func `equals go to the first, also after a move onto each other`() async throws {
    let pool = PoolVectors(count: 3, dimensions: 1, values: [0, 1, 2])
    let apart = Points(count: 2, dimensions: 1, values: [2, 0])
    let together = Points(count: 2, dimensions: 1, values: [1, 1])
    var nearest = try await NearestCenters(pool, apart, workers: 1) {}
    #expect(nearest.labels == [1, 0, 0])
    try await nearest.follow(apart, to: together) {}
    #expect(nearest.labels == [0, 0, 0])
  }

  @Test func `means of labels that change are those of sums made anew`() async throws {
    var generator = SplitMix64(seed: 5)
    let pool = PoolVectors(try randomEmbeddings(&generator, rows: 200, dimensions: 7))
    let centers = Points(count: 4, dimensions: 7)
    var labels = (0..<200).map { $0 % 3 }
    var sums = try await LabelSums(pool, labels: labels, count: 4, workers: 2) {}
    for changes in [1, 5, 190, 3] {
      for _ in 0..<changes { labels[generator.next(below: 200)] = generator.next(below: 3) }
      try await sums.update(to: labels) {}
      let anew = try await LabelSums(pool, labels: labels, count: 4, workers: 1) {}
      #expect(sums.counts == anew.counts)
      for (one, other) in zip(sums.means(or: centers).values, anew.means(or: centers).values) {
        #expect(abs(one - other) < 1e-12)
      }
    }
    // A label without rows keeps the center that it had.
    let means = sums.means(or: centers)
    #expect(means.values[means.range(of: 3)].allSatisfy { $0 == 0 })
  }
}
