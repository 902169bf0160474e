import Curation
import Foundation
import TestSupport
import Testing

@testable import Clustering

@Suite struct PartitionQualityTests {
  /// Unit vectors in a plane, by their angles in degrees.
  private func plane(_ degrees: [Double]) throws -> Embeddings {
    try embeddings(degrees.map { [Float(cos($0 * .pi / 180)), Float(sin($0 * .pi / 180))] })
  }

  private func quality(_ clusters: [[Int]], of embeddings: Embeddings) async throws -> PartitionQuality {
    try #require(try await PartitionMeasurement(embeddings).qualities(of: [clusters]).first)
  }

  @Test func `figures of four corners by hand`() async throws {
    let corners = try plane([0, 90, 180, 270])
    // Neighbours lie 1 apart, opposites 2; the pool's mean is 0.
    let neighbours = try await quality([[0, 1], [2, 3]], of: corners)
    let opposites = try await quality([[0, 2], [1, 3]], of: corners)
    let expected: [(PartitionQuality.Measure, neighbours: Double, opposites: Double)] = [
      (.intraMean, 1, 2), (.intraMin, 1, 2), (.intraMinP05, 1, 2), (.coverMean, 0.5, 0.5),
      (.coverRadius, 1, 1), (.coverRadiusWorst, 1, 1), (.centroidShift, 0.5.squareRoot(), 0),
    ]
    for (measure, first, second) in expected {
      #expect(abs(try #require(neighbours[measure]) - first) < 1e-6, "\(measure)")
      #expect(abs(try #require(opposites[measure]) - second) < 1e-6, "\(measure)")
    }
  }

  @Test func `the mean, the least and the worst of clusters of several sizes by hand`() async throws {
    let found = try await quality([[0, 1, 2], [3, 4], [5]], of: plane([0, 60, 120, 180, 180, 270]))
    // 60° lie 1/2 apart, 120° 3/2; the copies in the second cluster 0. A single candidate has no pair.
    let inside: (Double, Double) = ((0.5 + 0.5 + 1.5) / 3, 0)
    #expect(abs(try #require(found[.intraMean]) - (inside.0 + inside.1) / 2) < 1e-6)
    #expect(abs(try #require(found[.intraMin]) - 0.25) < 1e-6)
    // A twentieth of the way from 0 to 1/2.
    #expect(abs(try #require(found[.intraMinP05]) - 0.025) < 1e-6)
    // The farthest rows: 270° from 0°, 0° from 180°, 60° and 120° from 270°.
    let sine: Double = 3.0.squareRoot() / 2
    let radii: [Double] = [1, 2, 1 + sine]
    #expect(abs(try #require(found[.coverRadius]) - radii.reduce(0, +) / 3) < 1e-6)
    #expect(abs(try #require(found[.coverRadiusWorst]) - 2) < 1e-6)
    let distances: [Double] = [0.5, 0.5, 1, 2, 1.5, 0.5, 1, 1, 1 + sine, 1 + sine, 1, 1]
    #expect(abs(try #require(found[.coverMean]) - distances.reduce(0, +) / 18) < 1e-6)
  }

  @Test func `clusters of one have no pairs, and lengths do not matter`() async throws {
    let found = try await quality([[0], [1]], of: embeddings([[9, 0], [0, 0.5]]))
    #expect(found[.intraMean] == nil && found[.intraMin] == nil && found[.intraMinP05] == nil)
    #expect(found[.coverRadius] == 1 && found[.coverMean] == 0.5)
  }

  @Test func `what clusters hold is counted`() async throws {
    let found = try await quality([[0, 1, 0], [1, 2], []], of: plane([0, 1, 2, 3])).extent
    #expect((found.clusters, found.candidates, found.distinct) == (2, 5, 3))
    #expect((found.missing, found.mostRepeated, found.clustersWithRepeats) == (1, 2, 1))
  }

  @Test func `several partitions at once, and several processors, give what one does alone`() async throws {
    var generator = SplitMix64(seed: 4)
    let pool = try randomEmbeddings(&generator, rows: 400, dimensions: 7)
    let clusters = try await Division(method: .random, clusters: 23).partition(pool).clusters
    let others = (0..<3).map { PartitionMeasurement.random(like: clusters, seed: $0) }
    let measurement = try PartitionMeasurement(pool)
    let together = try await measurement.qualities(of: [clusters] + others, workers: 3)
    #expect(try await together[0] == quality(clusters, of: pool))
    #expect(try await together[2] == quality(others[1], of: pool))
  }

  @Test func `random partitions keep sizes and rows`() {
    let clusters = [[4, 7, 1], [9, 0], [2, 3]]
    let dealt = PartitionMeasurement.random(like: clusters, seed: 5)
    #expect(dealt.map(\.count) == [3, 2, 2])
    #expect(dealt.joined().sorted() == clusters.joined().sorted())
    #expect(dealt == PartitionMeasurement.random(like: clusters, seed: 5))
    #expect(dealt != PartitionMeasurement.random(like: clusters, seed: 6))
  }

  @Test func `of large pools a sample is measured, close to the whole`() async throws {
    var generator = SplitMix64(seed: 9)
    let pool = try randomEmbeddings(&generator, rows: 1500, dimensions: 8)
    let clusters = try await Division(method: .random, clusters: 50).partition(pool).clusters
    let sampled = try PartitionMeasurement(pool, largestTable: 1)
    #expect(sampled.measuredRows == 1000 && sampled.rows == 1500)
    let (part, whole) = (
      try await sampled.qualities(of: [clusters])[0], try await quality(clusters, of: pool)
    )
    #expect(part[.intraMin] == whole[.intraMin])
    let difference = try #require(part[.coverMean]) - #require(whole[.coverMean])
    #expect(difference != 0 && abs(difference) < 0.01)
  }

  @Test func `of large clusters a sample is measured inside, close to the whole and always the same`()
    async throws
  {
    var generator = SplitMix64(seed: 9)
    let pool = try randomEmbeddings(&generator, rows: 1500, dimensions: 8)
    let clusters = [Array(0..<700), Array(700..<1400), Array(1400..<1500)]
    let sampled = try PartitionMeasurement(pool, largestCluster: 300)
    #expect(sampled.isSampled(inside: clusters) && !sampled.isSampled(inside: [Array(0..<300)]))
    let parts = try await sampled.qualities(of: [clusters, clusters], workers: 2)
    #expect(parts[0] == parts[1])
    let whole = try await quality(clusters, of: pool)
    let difference = try #require(parts[0][.intraMean]) - #require(whole[.intraMean])
    #expect(difference != 0 && abs(difference) < 0.02)
    for measure in PartitionQuality.Measure.allCases
    where ![.intraMean, .intraMin, .intraMinP05].contains(measure) {
      #expect(parts[0][measure] == whole[measure])
    }
  }

  /// Beyond one block of rows, and beyond one of columns.
  @Test func `pairs are each counted once, however large the cluster`() async throws {
    let count = 4200
    let pool = try plane((0..<count).map { Double($0 % 2) * 90 })
    let exact = try PartitionMeasurement(pool, largestTable: .max, largestCluster: .max)
    let found = try await exact.qualities(of: [[Array(0..<count)]], coverage: false)[0]
    // Pairs of the two directions are 1 apart, others 0.
    let expected = Double(count / 2 * count / 2) / Double(count * (count - 1) / 2)
    #expect(abs(try #require(found[.intraMean]) - expected) < 1e-6)
  }

  @Test func `vectors of other lengths measure as those of length 1`() async throws {
    var generator = SplitMix64(seed: 2)
    let pool = try randomEmbeddings(&generator, rows: 90, dimensions: 5)
    let longer = try #require(Embeddings(count: 90, dimensions: 5, values: pool.values.map { $0 * 7 }))
    let clusters = [Array(0..<40), Array(40..<90)]
    let (one, other) = (try await quality(clusters, of: pool), try await quality(clusters, of: longer))
    for measure in PartitionQuality.Measure.allCases {
      #expect(abs(try #require(one[measure]) - #require(other[measure])) < 1e-6, "\(measure)")
    }
  }

  @Test func `measuring tells how far it is, and ends when its task is cancelled`() async throws {
    var generator = SplitMix64(seed: 2)
    let pool = try randomEmbeddings(&generator, rows: 300, dimensions: 5)
    let measurement = try PartitionMeasurement(pool)
    var told: [Int] = []
    var last = 0
    _ = try await measurement.qualities(of: [[Array(0..<300)]]) { (done, total) in
      told.append(done)
      last = total
    }
    #expect(told == Array(1...last))
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      await #expect(throws: ClusteringError.cancelled) { try await measurement.qualities(of: [[[0, 1, 2]]]) }
    }
    await task.value
  }

  @Test func `a pool without vectors, or with one that is not finite, is refused`() throws {
    let empty = try #require(Embeddings(count: 0, dimensions: 3, values: []))
    #expect(throws: ClusteringError.noRows) { try PartitionMeasurement(empty) }
    let bad = try embeddings([[0, 1], [.nan, 0]])
    #expect(throws: ClusteringError.notFinite(row: 1)) { try PartitionMeasurement(bad) }
  }

  /// What ../shared/tools/parity.py says of the published partitions, repeats of rows included.
  @Test(
    .enabled(if: SharedData.isPresent, SharedData.note),
    arguments: ["kmeans-r100", "kmeans-r70", "kcenter-r100", "similar-r70", "random-r100"]
  )
  func `published partitions have the quality that the reference gives`(name: String) async throws {
    let golden = try #require(try GoldenFile.load().cases[name])
    let found = try await quality(golden.outputs.partition, of: GoldenFile.embeddings())
    let expected = golden.quality.upstream
    for measure in PartitionQuality.Measure.allCases {
      let figure = try #require(expected.figure(measure))
      #expect(abs(try #require(found[measure]) - figure) < 1e-6, "\(measure)")
    }
    let extent = found.extent
    #expect((extent.clusters, extent.candidates) == (expected.subsets, expected.slots))
    #expect((extent.distinct, extent.missing) == (expected.distinct, expected.missing))
    #expect(extent.mostRepeated == expected.max_multiplicity)
    #expect(Double(extent.clustersWithRepeats) == expected.subsets_with_repeat)
  }
}
