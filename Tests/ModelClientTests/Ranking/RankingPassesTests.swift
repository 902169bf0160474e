import Curation
import Foundation
import ModelClient
import Testing

/// Ranking in several passes.
@Suite struct RankingPassesTests {
  private let clusters = (1...4).map { cluster($0, of: 6).cluster }

  /// What a job hands over, by cluster.
  private func run(
    _ model: ScriptedModel,
    in passes: PassPlan = .adaptive,
    concurrency: Int = 4,
    rounds: [Int: RankingRound] = [:]
  ) async throws -> (attempts: [RankingAttempt], totals: RankingJob.Totals) {
    let options = ModelRanker.Options(seed: 1, reasks: 0, passes: passes)
    let job = RankingJob(ranker: ModelRanker(model: model, options: options), concurrency: concurrency)
    var attempts: [RankingAttempt] = []
    let totals = try await job.run(over: clusters, picks: 1) {
      rounds[$0.number] ?? RankingRound()
    } candidates: {
      cluster($0.number, of: 6).candidates
    } deliver: { attempt, _ in
      attempts.append(attempt)
    }
    return (attempts, totals)
  }

  /// A model that goes by the texts and not by the places.
  private static func judicious() -> ScriptedModel {
    ScriptedModel { _, request in
      .writes(orderJSON(request.labels.sorted { request.text(of: $0) < request.text(of: $1) }))
    }
  }

  @Test func `a model that goes by the texts is asked three times, in three orders`() async throws {
    let (attempts, totals) = try await run(Self.judicious())
    #expect(attempts.count == 12 && totals.ranked == 4 && totals.calls == 12)
    for number in 1...4 {
      let passes = attempts.filter { $0.cluster == number }
      #expect(Set(passes.map(\.pass)) == [1, 2, 3] && passes.allSatisfy { $0.round == 1 })
      #expect(Set(passes.map(\.last.shown)).count == 3)
      #expect(Set(passes.flatMap(\.last.labels)).count == 18)
      #expect(Set(passes.map { try? $0.result.get().order }).count == 1)
    }
  }

  @Test func `a model that goes by the places is asked more often`() async throws {
    let (attempts, totals) = try await run(ScriptedModel { _, labels in orderJSON(labels) })
    #expect(totals.ranked == 4)
    for number in 1...4 {
      #expect([5, 9].contains(attempts.count { $0.cluster == number }))
    }
  }

  @Test func `a model that cannot choose between two is asked nine times`() async throws {
    let model = ScriptedModel { call, request in
      var labels = request.labels.sorted { request.text(of: $0) < request.text(of: $1) }
      if call % 2 == 1 { labels.swapAt(0, 1) }
      return .writes(orderJSON(labels))
    }
    let (attempts, totals) = try await run(model, concurrency: 1)
    #expect(totals.ranked == 4 && attempts.count == 36)
    #expect(attempts.filter { $0.cluster == 2 }.map(\.pass) == Array(1...9))
  }

  @Test(arguments: [1, 2, 3, 7])
  func `however many questions are under way, the same is asked`(concurrency: Int) async throws {
    let reference = try await run(ScriptedModel { _, labels in orderJSON(labels) }, concurrency: 1).attempts
    let attempts = try await run(ScriptedModel { _, labels in orderJSON(labels) }, concurrency: concurrency)
      .attempts
    #expect(Set(attempts.map(\.last.requestHash)) == Set(reference.map(\.last.requestHash)))
    #expect(Set(attempts.map(\.last.requestHash)).count == attempts.count)
  }

  @Test func `only what a round lacks is asked for, and the same as without an interruption`() async throws {
    let whole = try await run(Self.judicious()).attempts
    var round = RankingRound()
    for attempt in whole where attempt.cluster == 3 && attempt.pass != 2 {
      round.results[attempt.pass] = attempt.result
      round.tries[attempt.pass] = 1
    }
    let complete = whole.filter { $0.cluster == 1 }.reduce(into: RankingRound()) {
      $0.results[$1.pass] = $1.result
    }
    let (attempts, totals) = try await run(Self.judicious(), rounds: [1: complete, 3: round])
    #expect(attempts.filter { $0.cluster == 1 }.isEmpty)
    let third = attempts.filter { $0.cluster == 3 }
    #expect(third.map(\.pass) == [2])
    #expect(
      third.first?.last.requestHash == whole.first { $0.cluster == 3 && $0.pass == 2 }?.last.requestHash
    )
    #expect(totals.ranked == 3 && totals.calls == 7)
  }

  @Test func `votes that fail are dropped, and one vote is not enough`() async throws {
    let model = ScriptedModel { call, labels in call % 3 == 0 ? orderJSON(labels) : "I cannot do that." }
    let (attempts, totals) = try await run(model, in: .fixed(3), concurrency: 1)
    #expect(attempts.count == 12)
    #expect(totals.ranked == 0 && totals.failed == [.refusal: 4])
  }

  @Test func `another round asks for the same passes in other words`() async throws {
    let first = try await run(Self.judicious()).attempts
    let next = RankingRound(number: 2, earlierTries: 3)
    let second = try await run(Self.judicious(), rounds: [1: next, 2: next, 3: next, 4: next]).attempts
    #expect(second.allSatisfy { $0.round == 2 } && second.count == 12)
    #expect(Set(first.map(\.last.requestHash)).isDisjoint(with: second.map(\.last.requestHash)))
  }
}
