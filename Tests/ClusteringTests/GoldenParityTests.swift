import Curation
import Embedding
import Foundation
import TestSupport
import Testing

@testable import Clustering

/// Parity with the published code on the stored vectors; see `GoldenFile` for what the goldens hold.
@Suite(.enabled(if: SharedData.isPresent, SharedData.note))
struct GoldenParityTests {
  @Test(arguments: [0, 2021] as [UInt64])
  func `given the centroids, diverse equals the published partition whatever the seed`(seed: UInt64)
    async throws
  {
    let golden = try GoldenFile.load().cases["kmeans-r100"]
    let kMeans = try #require(golden?.inputs.kmeans)
    let division = Division(
      method: .diverse,
      clusters: 100,
      seed: seed,
      centroids: try GoldenFile.centroids(kMeans.centroids)
    )
    let partition = try await division.partition(GoldenFile.embeddings())
    #expect(partition.clusters == golden?.outputs.partition)
    #expect(partition.details == .givenCentroids)
  }

  @Test func `coreset equals the published partition`() async throws {
    let golden = try GoldenFile.load().cases["kcenter-r100"]
    let partition = try await Division(method: .coreset, clusters: 100).partition(GoldenFile.embeddings())
    #expect(partition.clusters == golden?.outputs.partition)
  }

  @Test(arguments: ["kmeans-r100", "kmeans-r70"])
  func `the published fit is reproduced from its own start`(name: String) async throws {
    let golden = try #require(try GoldenFile.load().cases[name]?.inputs.kmeans)
    let kMeans = KMeans(pool: PoolVectors(try GoldenFile.embeddings()))
    let fit = try await kMeans.fit(startingAt: golden.init_indices) { _ in }
    #expect(fit.iterations == golden.n_iter)
    #expect(fit.hasConverged)
    #expect(abs(fit.inertia - golden.inertia) < 1e-3)
    let variance = try await kMeans.meanVariance { _ in }
    #expect(abs(KMeans.tolerance * variance - golden.tol_scaled) < 1e-12)
    let stored = try GoldenFile.centroids(golden.centroids).values
    let differences = zip(fit.centers.values, stored).map { abs($0 - $1) }
    #expect(try #require(differences.max()) < 1e-7)
  }

  /// Where the published code repeats rows to fill the last clusters, ours covers the pool once.
  @Test(arguments: DivisionMethod.allCases)
  func `70 clusters of 1,000 rows need no repeats`(method: DivisionMethod) async throws {
    let partition = try await Division(method: method, clusters: 70).partition(GoldenFile.embeddings())
    #expect(partition.clusters.joined().sorted() == Array(0..<1000))
    #expect(Set(partition.clusters.map(\.count)) == [14, 15])
  }

  @Test func `similar clusters are far more alike inside than random ones`() async throws {
    let embeddings = try GoldenFile.embeddings()
    let similar = try await Division(method: .similar, clusters: 100).partition(embeddings)
    let random = try await Division(method: .random, clusters: 100).partition(embeddings)
    let published = try #require(try GoldenFile.load().cases["similar-r100"]).outputs.partition
    let distance = meanDistance(inside: similar.clusters, of: embeddings)
    #expect(distance < meanDistance(inside: random.clusters, of: embeddings) - 0.1)
    #expect(distance < meanDistance(inside: published, of: embeddings) - 0.1)
  }
}

/// The mean of `1 - cosine` over all pairs inside the clusters, for vectors of length 1.
func meanDistance(inside clusters: [[Int]], of embeddings: Embeddings) -> Double {
  let pool = PoolVectors(embeddings)
  let distances = clusters.flatMap { rows in
    rows.indices.flatMap { first in
      rows[(first + 1)...].map { pool.squaredDistance(rows[first], $0) / 2 }
    }
  }
  return distances.reduce(0, +) / Double(distances.count)
}

/// The file of reference partitions, as far as it is used here.
///
/// Property names are those of the file.
struct GoldenFile: Decodable {
  struct KMeans: Decodable {
    let centroids: String
    let init_indices: [Int]
    let n_iter: Int
    let inertia: Double
    let tol_scaled: Double
  }
  struct Inputs: Decodable { let kmeans: KMeans? }
  struct Outputs: Decodable { let partition: [[Int]] }
  struct Figures: Decodable {
    let subsets, slots, distinct, missing, max_multiplicity: Int?
    let subsets_with_repeat: Double?
    let intra_mean, intra_min, intra_min_p05: Double?
    let cover_mean, cover_radius, cover_radius_worst, centroid_shift: Double?

    func figure(_ measure: PartitionQuality.Measure) -> Double? {
      switch measure {
      case .intraMean: intra_mean
      case .intraMin: intra_min
      case .intraMinP05: intra_min_p05
      case .coverMean: cover_mean
      case .coverRadius: cover_radius
      case .coverRadiusWorst: cover_radius_worst
      case .centroidShift: centroid_shift
      }
    }
  }
  struct Random: Decodable { let mean, sd: Figures }
  struct Quality: Decodable {
    let upstream: Figures
    let random: Random
  }
  struct Case: Decodable {
    let inputs: Inputs
    let outputs: Outputs
    let quality: Quality
  }

  let cases: [String: Case]

  static func load() throws -> GoldenFile {
    let data = try Data(contentsOf: URL(filePath: SharedData.path("goldens-dolly.json")))
    return try JSONDecoder().decode(GoldenFile.self, from: data)
  }

  static func embeddings() throws -> Embeddings {
    try NumPyArray(path: SharedData.path("dolly-1k.minilm.npy")).embeddings()
  }

  static func centroids(_ name: String) throws -> Centroids {
    let array = try NumPyArray(path: SharedData.path(name))
    return try #require(
      Centroids(count: array.rows, dimensions: array.columns, values: try array.elements())
    )
  }
}
