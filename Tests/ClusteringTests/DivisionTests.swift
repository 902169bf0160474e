import Curation
import Testing

@testable import Clustering

@Suite struct DivisionTests {
  /// Thirteen points on a grid, rows 0 and 2 and rows 1 and 7 being the same: 13 = 3 · 3 + 2 · 2 for 5 clusters.
  static let grid: [[Float]] = [
    [0, 0, 0], [4, 0, 1], [0, 0, 0], [1, 5, 2], [7, 2, 2], [3, 3, 3], [0, 6, 1],
    [4, 0, 1], [8, 8, 0], [2, 1, 7], [5, 5, 5], [1, 1, 0], [6, 0, 4],
  ]

  /// What an independent implementation, written from the definitions, makes of the grid.
  static let goldens: [(division: Division, clusters: [[Int]])] = [
    (
      Division(
        method: .diverse,
        clusters: 5,
        centroids: Centroids(count: 3, dimensions: 3, values: [1, 1, 1, 6, 1, 2, 3, 6, 2])
      ),
      [[0, 1, 3], [2, 4, 5], [7, 10, 6], [9, 8], [11, 12]]
    ),
    (Division(method: .diverse, clusters: 5), [[7, 1, 0], [8, 3, 2], [9, 4, 6], [10, 11], [12, 5]]),
    (
      Division(method: .diverse, clusters: 5, seed: 3),
      [[5, 0, 1], [8, 2, 4], [9, 3, 6], [10, 7], [12, 11]]
    ),
    (Division(method: .coreset, clusters: 5), [[9, 8, 0], [10, 6, 1], [4, 3, 2], [12, 5], [11, 7]]),
    (
      Division(method: .coreset, clusters: 5, start: 9),
      [[8, 6, 9], [12, 10, 0], [3, 2, 1], [11, 4], [7, 5]]
    ),
    (
      Division(method: .coreset, clusters: 5, seed: 7),
      [[8, 9, 2], [0, 6, 4], [11, 12, 10], [1, 5], [3, 7]]
    ),
    (Division(method: .similar, clusters: 5), [[0, 2, 11], [8, 10, 1], [9, 5, 7], [4, 12], [6, 3]]),
    (
      Division(method: .similar, clusters: 5, start: 9),
      [[9, 5, 11], [8, 4, 0], [6, 3, 2], [1, 7], [10, 12]]
    ),
    (
      Division(method: .similar, clusters: 5, seed: 7),
      [[2, 0, 11], [8, 10, 1], [9, 5, 7], [4, 12], [6, 3]]
    ),
    (Division(method: .random, clusters: 5), [[3, 11, 6], [5, 8, 7], [10, 2, 12], [4, 1], [0, 9]]),
    (
      Division(method: .random, clusters: 5, seed: 7),
      [[2, 4, 9], [8, 6, 10], [5, 1, 7], [3, 12], [0, 11]]
    ),
  ]

  @Test(arguments: goldens)
  func `the rules give the golden partitions`(division: Division, clusters: [[Int]]) async throws {
    #expect(try await division.partition(embeddings(Self.grid)).clusters == clusters)
  }

  @Test func `a fit is reported with its start, its centers and its inertia`() async throws {
    let partition = try await Division(method: .diverse, clusters: 5, seed: 3).partition(
      embeddings(Self.grid)
    )
    guard case .fitted(let fit) = partition.details else {
      Issue.record("the centers should have been fitted")
      return
    }
    #expect(fit.initialRows == [9, 0, 4])
    #expect(fit.iterations == 2)
    #expect(abs(fit.inertia - 132.17142857142858) < 1e-12)
    #expect(fit.centroids.values[0..<3] == [2, 1, 7])
    #expect(partition.details.provenance["iterations"] == "2")
    #expect(fit.hasConverged)
    let again = Division(method: .diverse, clusters: 5, seed: 99, centroids: fit.centroids)
    #expect(try await again.partition(embeddings(Self.grid)).clusters == partition.clusters)
  }

  @Test func `clusters grow from the rows that are reported`() async throws {
    let coreset = try await Division(method: .coreset, clusters: 5, start: 9).partition(embeddings(Self.grid))
    #expect(coreset.details == .grown(from: [9, 0, 1, 4, 5]))
    #expect(coreset.details.provenance == ["startRows": "9 0 1 4 5"])
    let similar = try await Division(method: .similar, clusters: 5, start: 9).partition(embeddings(Self.grid))
    #expect(similar.details == .grown(from: similar.clusters.map { $0[0] }))
  }

  @Test(arguments: [
    (Division(method: .random, clusters: 0), ClusteringError.tooFewClusters(0)),
    (Division(method: .random, clusters: 14), .tooManyClusters(14, rows: 13)),
    (Division(method: .coreset, clusters: 5, start: 13), .startOutOfRange(13, rows: 13)),
    (Division(method: .coreset, clusters: 5, start: -1), .startOutOfRange(-1, rows: 13)),
    (Division(method: .diverse, clusters: 5, start: 0), .startNotUsed(.diverse)),
    (
      Division(
        method: .coreset,
        clusters: 5,
        centroids: Centroids(count: 1, dimensions: 1, values: [0])
      ),
      .centroidsNotUsed(.coreset)
    ),
    (
      Division(
        method: .diverse,
        clusters: 5,
        centroids: Centroids(count: 1, dimensions: 3, values: [0, 0, 0])
      ),
      .wrongCentroids(count: 1, dimensions: 3, expectedCount: 3, expectedDimensions: 3)
    ),
    (
      Division(
        method: .diverse,
        clusters: 13,
        centroids: Centroids(count: 1, dimensions: 3, values: [0, .nan, 0])
      ),
      .centroidNotFinite(row: 0)
    ),
  ])
  func `a request that does not fit is refused`(division: Division, error: ClusteringError) async throws {
    let embeddings = try embeddings(Self.grid)
    await #expect(throws: error) { try await division.partition(embeddings) }
    #expect(!error.summary.isEmpty && !error.suggestion.isEmpty)
  }

  @Test(arguments: [Float.nan, .infinity])
  func `a vector that is not finite is named by its row`(bad: Float) async throws {
    let embeddings = try embeddings([[0, 0], [1, bad]])
    await #expect(throws: ClusteringError.notFinite(row: 1)) {
      try await Division(method: .random, clusters: 1).partition(embeddings)
    }
  }

  @Test func `no vectors are no pool`() async throws {
    let empty = try #require(Embeddings(count: 0, dimensions: 3, values: []))
    await #expect(throws: ClusteringError.noRows) {
      try await Division(method: .random, clusters: 1).partition(empty)
    }
  }

  @Test(arguments: [DivisionMethod.diverse, .coreset, .similar])
  func `a cancelled task ends in an error`(method: DivisionMethod) async throws {
    let embeddings = try embeddings(Self.grid)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await Division(method: method, clusters: 5).partition(embeddings)
    }
    await #expect(throws: ClusteringError.cancelled) { try await task.value }
  }

  @Test func `progress speaks of every step`() async throws {
    var steps: [DivisionProgress] = []
    _ = try await Division(method: .diverse, clusters: 5).partition(embeddings(Self.grid)) {
      steps.append($0)
    }
    #expect(steps.contains(.choosingCenters(1, of: 3)))
    #expect(steps.contains(.fitting(iteration: 1, of: 300)))
    #expect(steps.contains(.assigning(0, of: 13)))
  }
}

/// Embeddings of rows of equal length.
func embeddings(_ rows: [[Float]]) throws -> Embeddings {
  try #require(
    Embeddings(count: rows.count, dimensions: rows.first?.count ?? 1, values: Array(rows.joined()))
  )
}
