import Curation
import TestSupport
import Testing

@testable import Clustering

@Suite struct DivisionDraftTests {
  private func pool() throws -> Embeddings {
    var generator = SplitMix64(seed: 8)
    return try randomEmbeddings(&generator, rows: 300, dimensions: 6)
  }

  /// What a division kept on its way, as it is stored.
  private func drafts(of division: Division, _ pool: Embeddings) async throws -> [DivisionDraft] {
    var stored: [DivisionDraft] = []
    _ = try await division.partition(pool, keep: { stored.append($0()) })
    return try stored.map { try #require(DivisionDraft(stored: $0.stored)) }
  }

  @Test(arguments: [0, 3] as [UInt64])
  func `a division by coreset goes on from any cluster to the same end`(seed: UInt64) async throws {
    let pool = try pool()
    var division = Division(method: .coreset, clusters: 23, seed: seed)
    division.start = 5
    division.annotated = pool.selecting([7, 8])
    let whole = try await division.partition(pool)
    let drafts = try await drafts(of: division, pool)
    #expect(drafts.count == 23)
    for draft in drafts {
      var grown = 0
      let rest = try await division.partition(pool, from: draft, keep: { _ in grown += 1 })
      #expect(rest == whole)
      guard case .grown(let clusters, _) = draft else { return #expect(Bool(false), "\(draft)") }
      // What was grown before is not grown again.
      #expect(grown == 23 - clusters.count)
    }
  }

  @Test(arguments: [0, 3] as [UInt64], [0, 3])
  func `a division by similar goes on from any seed and any row to the same end`(
    seed: UInt64,
    width: Int
  ) async throws {
    let pool = try pool()
    var division = Division(method: .similar, clusters: 23, seed: seed)
    division.annotated = pool.selecting([7, 8])
    // Lists are renewed often, so that much is kept.
    division.largestTable = width * pool.count
    let whole = try await division.partition(pool)
    let drafts = try await drafts(of: division, pool)
    var seeds = 0
    var isSharedOut = false
    for draft in drafts {
      var steps: [DivisionProgress] = []
      let rest = try await division.partition(pool, workers: 2, from: draft, progress: { steps.append($0) })
      #expect(rest == whole)
      guard case .begun(let clusters) = draft else { return #expect(Bool(false), "\(draft)") }
      let shared = clusters.joined().count
      if shared > clusters.count { isSharedOut = true } else { seeds += 1 }
      // What was chosen and taken before is not chosen and taken again.
      if clusters.count < 23 {
        #expect(steps.contains(.choosingCenters(clusters.count, of: 23)))
        #expect(!steps.contains(.choosingCenters(clusters.count - 1, of: 23)))
      } else {
        #expect(!steps.contains { if case .choosingCenters = $0 { true } else { false } })
        #expect(!steps.contains { if case .assigning(let done, _) = $0 { done < shared } else { false } })
      }
    }
    #expect(seeds >= 23)
    #expect(isSharedOut)
  }

  @Test func `exchanges go on from any group to the same end`() async throws {
    let pool = PoolVectors(try pool())
    let start = ClusterSizes(rows: 300, clusters: 25).cut(Array(0..<300))
    let exchange = ClusterExchange(pool: pool, seed: 4, groupSize: 40, batchSize: 3)
    var drafts: [DivisionDraft] = []
    let whole = try await exchange.improved(start, keep: { drafts.append($0()) }) { _ in }
    #expect(drafts.count > 2 && whole.exchanges > 0)
    for draft in drafts {
      let stored = try #require(DivisionDraft(stored: draft.stored))
      #expect(stored == draft)
      var steps: [DivisionProgress] = []
      let rest = try await exchange.improved(start, from: stored) { steps.append($0) }
      #expect(rest.clusters == whole.clusters && rest.exchanges == whole.exchanges)
      guard case .exchanged(_, let groups, _) = draft else { return #expect(Bool(false), "\(draft)") }
      if case .exchanging(let first, _) = steps.first { #expect(first == groups + 1) }
    }
  }

  @Test func `balanced goes on, and tells of the same start and number of exchanges`() async throws {
    let pool = try pool()
    let division = Division(method: .balanced, clusters: 30, seed: 2)
    let whole = try await division.partition(pool)
    for draft in try await drafts(of: division, pool) {
      #expect(try await division.partition(pool, from: draft) == whole)
    }
  }

  @Test func `what cannot be of the same division is not gone on from`() async throws {
    let pool = try pool()
    let division = Division(method: .coreset, clusters: 100)
    let whole = try await division.partition(pool)
    let strange: [DivisionDraft] = [
      .grown([[0, 1]], starts: [0]), .grown([[0, 1, 1]], starts: [0]), .grown([[0, 1, 300]], starts: [0]),
      .grown([[0, 1, 2], [3, 4, 0]], starts: [0, 3]), .exchanged([[0, 1, 2]], groups: 1, exchanges: 1),
    ]
    for draft in strange { #expect(try await division.partition(pool, from: draft) == whole) }
    let similar = Division(method: .similar, clusters: 100)
    let expected = try await similar.partition(pool)
    let odd: [DivisionDraft] = [
      .begun([[0], []]), .begun([[0], [0]]), .begun([[0, 1], [2]]), .begun((0..<101).map { [$0] }),
      .begun([[0, 100, 101, 102]] + (1..<100).map { [$0] }), .grown([[0, 1, 2]], starts: [0]),
    ]
    for draft in odd { #expect(try await similar.partition(pool, from: draft) == expected) }
  }

  @Test(
    arguments: [
      .exchanged([[3, 1], [2]], groups: 7, exchanges: 5_000_000_000),
      .grown([[3, 1], [2]], starts: [3, 2]),
      .begun([[3, 1], [2]]),
    ] as [DivisionDraft]
  )
  func `other bytes are no draft`(draft: DivisionDraft) {
    #expect(DivisionDraft(stored: draft.stored) == draft)
    for length in 0..<draft.stored.count {
      #expect(DivisionDraft(stored: draft.stored.prefix(length)) == nil)
    }
    #expect(DivisionDraft(stored: draft.stored + [0]) == nil)
    #expect(DivisionDraft(stored: .init(repeating: 0xFF, count: 40)) == nil)
  }
}
