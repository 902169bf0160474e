import Curation
import Embedding
import TestSupport
import Testing

@testable import Clustering

@Suite struct CandidateOrdersTests {
  /// Points on a line, as vectors of one component.
  private func line(_ places: [Float]) throws -> Embeddings {
    try #require(Embeddings(count: places.count, dimensions: 1, values: places))
  }

  @Test func `k-center picks what is farthest from all picks, one in each cluster`() throws {
    // Rows 0, 1, 2 lie at 0, 1, 2; rows 3, 4, 5 at 10, 12, 20.
    let points = try line([0, 1, 2, 10, 12, 20])
    let orders = CandidateOrders(of: [[0, 1, 2], [3, 4, 5]], seed: try seed(drawing: 1, of: 6))
    #expect(try orders.kCenter(points) == [[1, 0, 2], [5, 3, 4]])
    let both = CandidateOrders(of: [[0, 1, 2], [3, 4, 5]], picks: 2, seed: orders.seed)
    // After 1 and 20 the middle, 10, is farthest; then only the first cluster has room: 0 before 2.
    #expect(try both.kCenter(points) == [[1, 0, 2], [5, 3, 4]])
  }

  @Test func `facility location picks what stands for most, then what adds most`() throws {
    // Three directions: rows 0, 1, 2 along one, 3, 4 along another, 5 alone.
    let values: [Float] = [1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1]
    let points = try #require(Embeddings(count: 6, dimensions: 3, values: values))
    let orders = CandidateOrders(of: [[5, 2, 3], [0, 1, 4]])
    // Row 0 adds 3; then in the other cluster row 3 adds 2, row 5 adds 1 and row 2 nothing.
    #expect(try orders.facilityLocation(points) == [[3, 5, 2], [0, 1, 4]])
  }

  @Test func `chance depends on the seed alone, and every candidate is there once`() {
    let clusters = [Array(0..<7), Array(7..<20), [20]]
    let first = CandidateOrders(of: clusters, seed: 1).random()
    #expect(first == CandidateOrders(of: clusters, seed: 1).random())
    #expect(first != CandidateOrders(of: clusters, seed: 2).random())
    #expect(first.map { $0.sorted() } == clusters)
  }

  @Test func `equal vectors, vectors of zeros and more picks than candidates are no trouble`() throws {
    let points = try #require(Embeddings(count: 4, dimensions: 2, values: [0, 0, 1, 1, 1, 1, 0, 0]))
    let orders = CandidateOrders(of: [[0, 1], [2, 3]], picks: 5)
    for found in [try orders.kCenter(points), try orders.facilityLocation(points)] {
      #expect(found.map { $0.sorted() } == [[0, 1], [2, 3]])
    }
    #expect(try CandidateOrders(of: []).kCenter(points) == [])
    let broken = try #require(Embeddings(count: 1, dimensions: 1, values: [.nan]))
    #expect(throws: ClusteringError.notFinite(row: 0)) { try CandidateOrders(of: [[0]]).kCenter(broken) }
    #expect(throws: ClusteringError.notFinite(row: 0)) {
      try CandidateOrders(of: [[0]]).facilityLocation(broken)
    }
  }

  /// The expected orders come from a program that writes both greedy choices out over whole distance matrices
  /// with NumPy, without any bound.
  @Test(.enabled(if: SharedData.isPresent, SharedData.note))
  func `real vectors are put in the order that plain arithmetic gives`() throws {
    let all = try NumPyArray(path: SharedData.path("dolly-1k.minilm.npy")).embeddings()
    let points = try #require(
      Embeddings(
        count: 60,
        dimensions: all.dimensions,
        values: Array(all.values[..<(60 * all.dimensions)])
      )
    )
    let clusters = (0..<6).map { Array(stride(from: $0, to: 60, by: 6)) }
    let orders = CandidateOrders(of: clusters, picks: 2, seed: 7)
    // Behind these, two rows add the same but for the last bit.
    #expect(
      try orders.facilityLocation(points).map { Array($0.prefix(6)) } == [
        [12, 54, 36, 0, 18, 30], [43, 49, 37, 55, 1, 19], [20, 32, 26, 8, 2, 44], [9, 45, 57, 3, 15, 51],
        [10, 52, 16, 40, 4, 34], [5, 47, 29, 17, 35, 53],
      ]
    )
    let spread = try orders.kCenter(points)
    #expect(
      spread == [
        [30, 48, 12, 0, 36, 18, 24, 54, 42, 6], [1, 43, 37, 55, 49, 19, 31, 7, 25, 13],
        [26, 14, 8, 2, 44, 50, 20, 32, 56, 38], [27, 57, 45, 21, 33, 3, 15, 9, 39, 51],
        [16, 34, 40, 10, 4, 46, 58, 52, 28, 22], [17, 35, 53, 59, 5, 23, 41, 11, 29, 47],
      ]
    )
  }

  /// A seed whose first draw is a given row.
  private func seed(drawing row: Int, of count: Int) throws -> UInt64 {
    try #require(
      (0..<100).first { seed in
        var generator = SplitMix64(seed: seed)
        return generator.next(below: count) == row
      }
    )
  }
}
