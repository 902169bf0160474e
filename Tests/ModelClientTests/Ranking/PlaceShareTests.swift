import Curation
import TestSupport
import Testing

@testable import ModelClient

/// Which place of its cluster is picked, when a model is asked about a thousand clusters.
@Suite struct PlaceShareTests {
  /// A cluster whose texts are as long as chance has it.
  private static func cluster(_ number: Int, of count: Int) -> OpenCluster {
    var chance = SplitMix(state: UInt64(number))
    let candidates = (0..<count).map { place in
      let text = "Fact \(place): " + String(repeating: "x", count: .random(in: 1...60, using: &chance))
      return Instruction(id: InstructionID("\(number)-\(place)"), text: text)
    }
    return OpenCluster(
      Cluster(number: number, label: "", candidates: candidates.map(\.id)),
      candidates: candidates
    )
  }

  /// How often each place of the clusters, as the pool has them, is picked.
  private static func shares(
    of count: Int,
    in plan: PassPlan,
    over clusters: Int = 1_000,
    by model: ScriptedModel
  ) async throws -> [Double] {
    let options = ModelRanker.Options(seed: 3, reasks: 0, passes: plan)
    let job = RankingJob(ranker: ModelRanker(model: model, options: options), concurrency: 8)
    var next = 0
    var open: [Int: OpenCluster] = [:]
    _ = try await job.run(picks: 1) {
      next += 1
      guard next <= clusters else { return nil }
      open[next] = cluster(next, of: count)
      return open[next]
    } deliver: { attempt, _ in
      open[attempt.cluster]?.round.results[attempt.pass] = attempt.result
    }
    var picks = Array(repeating: 0, count: count)
    for cluster in open.values {
      let costs = Dictionary(uniqueKeysWithValues: cluster.candidates.map { ($0.id, $0.length) })
      let ranking = try #require(cluster.round.ranking(in: plan, by: .borda) { costs[$0] ?? 0 })
      picks[try #require(cluster.cluster.candidates.firstIndex(of: ranking.order[0]))] += 1
    }
    return picks.map { Double($0) / Double(clusters) }
  }

  @Test(arguments: [(4, PassPlan.fixed(3)), (5, .adaptive)])
  func `whoever always answers the place shown first picks every place of the pool as often`(
    count: Int,
    plan: PassPlan
  ) async throws {
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    for share in try await Self.shares(of: count, in: plan, by: model) {
      #expect(abs(share - 1 / Double(count)) < 0.02)
    }
  }

  @Test func `the same holds when only the first place is its habit`() async throws {
    // Labels are made by chance, and so is their order.
    let model = ScriptedModel { _, labels in orderJSON(labels.prefix(1) + labels.dropFirst().sorted()) }
    for share in try await Self.shares(of: 5, in: .fixed(3), by: model) { #expect(abs(share - 0.2) < 0.02) }
  }

  @Test func `whoever goes by the texts is not evened out`() async throws {
    let model = ScriptedModel { _, request in
      .writes(orderJSON(request.labels.sorted { request.text(of: $0) < request.text(of: $1) }))
    }
    #expect(try await Self.shares(of: 3, in: .fixed(3), over: 50, by: model) == [1, 0, 0])
  }
}
