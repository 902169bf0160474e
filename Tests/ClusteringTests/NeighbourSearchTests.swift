import Curation
import Embedding
import Foundation
import TestSupport
import Testing

@testable import Clustering

@Suite struct NeighbourSearchTests {
  @Test(arguments: [(2, 3), (3, 1), (5, 4), (9, 7), (255, 6), (256, 8), (257, 5), (530, 9)])
  func `the nearest of all others is found, whatever the number of workers`(
    count: Int,
    dimensions: Int
  ) async throws {
    let embeddings = try pool(count, dimensions, seed: UInt64(count))
    let search = NeighbourSearch()
    let found = try await search.neighbours(of: embeddings, workers: 1)
    #expect(found.isExact)
    #expect(found.pairs.map(\.row) == Array(0..<count))
    for pair in found.pairs {
      let similarities = (0..<count).map { cosine(embeddings, pair.row, $0) }
      let best = (0..<count).filter { $0 != pair.row }.map { similarities[$0] }.max() ?? 0
      #expect(pair.nearest != pair.row)
      #expect(abs(similarities[pair.nearest] - best) < 1e-6, "row \(pair.row)")
      #expect(abs(pair.similarity - similarities[pair.nearest]) < 1e-12)
    }
    for workers in [2, 3] {
      #expect(try await search.neighbours(of: embeddings, workers: workers) == found)
    }
    #expect(try Neighbours(among: embeddings) == found)
  }

  @Test func `of equals the first is named, and a vector without a direction is near to nothing`()
    async throws
  {
    let values: [Float] = [0, 0, 1, 1, 2, 2, 3, 3, -1, 1]
    let embeddings = try #require(Embeddings(count: 5, dimensions: 2, values: values))
    let pairs = try await NeighbourSearch().neighbours(of: embeddings).pairs
    #expect(pairs.map(\.nearest) == [1, 2, 1, 1, 0])
    #expect(pairs.map(\.similarity) == [0, 1, 1, 1, 0])
  }

  @Test(arguments: [0, 1])
  func `where there is no other there is no pair`(count: Int) async throws {
    let values = [Float](repeating: 1, count: count * 3)
    let embeddings = try #require(Embeddings(count: count, dimensions: 3, values: values))
    var search = NeighbourSearch()
    #expect(try await search.neighbours(of: embeddings).pairs.isEmpty)
    search.exactLimit = 0
    #expect(try await search.neighbours(of: embeddings).pairs.isEmpty)
  }

  @Test func `an approximation says so, and depends on its seed and not on the number of workers`()
    async throws
  {
    let embeddings = try pool(400, 12, seed: 5)
    let first = try await approximation(seed: 1).neighbours(of: embeddings)
    #expect(!first.isExact)
    for workers in [2, 3] {
      #expect(try await approximation(seed: 1).neighbours(of: embeddings, workers: workers) == first)
    }
    #expect(try await approximation(seed: 2).neighbours(of: embeddings) != first)
  }

  @Test(arguments: [true, false])
  func `a search goes on from where an equal one was stopped to the same end`(isExact: Bool) async throws {
    let embeddings = try pool(700, 12, seed: 6)
    let search = isExact ? NeighbourSearch() : approximation(seed: 1)
    var drafts: [NeighbourDraft] = []
    let whole = try await search.neighbours(of: embeddings, workers: 2, keep: { drafts.append($0()) })
    #expect(drafts.count == (isExact ? 3 : search.trees))
    for draft in drafts {
      let stored = try #require(NeighbourDraft(stored: draft.stored))
      #expect(stored == draft)
      var steps: [Int] = []
      let rest = try await search.neighbours(of: embeddings, from: stored) { done, _ in steps.append(done) }
      #expect(rest == whole)
      // What was done before counts as done.
      #expect(steps.count < drafts.count * 20 && (steps.first ?? .max) > 0)
    }
    for length in [0, 3, 4, 100] { #expect(NeighbourDraft(stored: drafts[0].stored.prefix(length)) == nil) }
    // Of another pool it is nothing to go on from.
    let other = try pool(500, 12, seed: 6)
    #expect(
      try await search.neighbours(of: other, from: drafts[0]) == search.neighbours(of: other)
    )
  }

  @Test func `equal vectors are always found, even by a single tree of small leaves`() async throws {
    var embeddings = try pool(200, 6, seed: 3)
    embeddings = try #require(
      Embeddings(count: 400, dimensions: 6, values: embeddings.values + embeddings.values)
    )
    let pairs = try await approximation(seed: 9, trees: 1).neighbours(of: embeddings).pairs
    #expect(pairs.count == 400)
    #expect(pairs.allSatisfy { abs($0.similarity - 1) < 1e-6 || embeddings[$0.row].allSatisfy { $0 == 0 } })
  }

  @Test func `a pool of equal vectors is cut all the same`() async throws {
    let embeddings = try #require(
      Embeddings(count: 100, dimensions: 2, values: Array(repeating: 1, count: 200))
    )
    let pairs = try await approximation(seed: 0, trees: 2).neighbours(of: embeddings).pairs
    #expect(pairs.count == 100)
    #expect(pairs.allSatisfy { $0.similarity == 1 && $0.nearest != $0.row })
  }

  @Test func `progress goes up to the whole`() async throws {
    let embeddings = try pool(600, 4, seed: 8)
    for search in [NeighbourSearch(), approximation(seed: 0)] {
      var last = 0
      _ = try await search.neighbours(of: embeddings, workers: 2) { done, total in
        #expect(done >= last)
        #expect(done <= total)
        last = done == total ? .max : done
      }
      #expect(last == .max)
    }
  }

  @Test func `a component that is no number is told with its row`() async throws {
    let embeddings = try #require(Embeddings(count: 2, dimensions: 2, values: [1, 2, 3, .nan]))
    await #expect(throws: ClusteringError.notFinite(row: 1)) {
      try await NeighbourSearch().neighbours(of: embeddings)
    }
  }

  @Test func `a search that is cancelled says so`() async throws {
    let embeddings = try pool(300, 4, seed: 1)
    let search = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await NeighbourSearch().neighbours(of: embeddings)
    }
    await #expect(throws: ClusteringError.cancelled) { try await search.value }
  }

  private func approximation(seed: UInt64, trees: Int = 3) -> NeighbourSearch {
    var search = NeighbourSearch(seed: seed)
    search.exactLimit = 0
    search.trees = trees
    search.leafSize = 6
    return search
  }

  /// Random vectors; some are multiples of others, and one has no direction.
  private func pool(_ count: Int, _ dimensions: Int, seed: UInt64) throws -> Embeddings {
    var generator = SplitMix64(seed: seed)
    var values = try randomEmbeddings(&generator, rows: count, dimensions: dimensions).values
    for row in 0..<count / 20 {
      for index in 0..<dimensions {
        values[(count - 1 - row) * dimensions + index] = 3 * values[row * dimensions + index]
      }
    }
    if count > 100 { for index in 0..<dimensions { values[50 * dimensions + index] = 0 } }
    return try #require(Embeddings(count: count, dimensions: dimensions, values: values))
  }
}

/// How much of the exact answer the approximation gives on real vectors.
@Suite(.enabled(if: SharedData.isPresent, SharedData.note))
struct NeighbourRecallTests {
  @Test func `small leaves still hold nearly all near-duplicates together`() async throws {
    let embeddings = try NumPyArray(path: SharedData.path("dolly-1k.minilm.npy")).embeddings()
    var search = NeighbourSearch(seed: 4)
    let exact = try await search.neighbours(of: embeddings, workers: 2)
    search.exactLimit = 0
    // Five cuts, as a pool of 16,000 gets with leaves of the usual size.
    search.leafSize = 32
    let found = try await search.neighbours(of: embeddings, workers: 2)
    #expect(exact.pairs.count { $0.similarity >= 0.95 } == 4)
    #expect(recall(of: found, exact, from: 0.9) == 1)
    #expect(recall(of: found, exact, from: 0.8) > 0.95)
    #expect(recall(of: found, exact, from: -1) > 0.8)
  }

  /// The share of the pairs of at least some similarity that were found.
  private func recall(of found: Neighbours, _ exact: Neighbours, from similarity: Double) -> Double {
    let asked = zip(exact.pairs, found.pairs).filter { $0.0.similarity >= similarity }
    let hits = asked.count { abs($0.0.similarity - $0.1.similarity) < 1e-6 }
    return Double(hits) / Double(asked.count)
  }
}

/// The cosine similarity of two vectors; 0 where one has no direction.
private func cosine(_ embeddings: Embeddings, _ first: Int, _ second: Int) -> Double {
  func product(_ left: Int, _ right: Int) -> Double {
    zip(embeddings[left], embeddings[right]).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
  let norm = (product(first, first) * product(second, second)).squareRoot()
  return norm > 0 ? product(first, second) / norm : 0
}
