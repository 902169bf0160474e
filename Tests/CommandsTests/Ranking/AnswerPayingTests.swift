import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// What baselines pay for that go by a model's answers, with the built program.
@Suite(.serialized) struct AnswerPayingTests {
  /// Answers each question in its own words, and less and less surely.
  private static let talkative: @Sendable (RankingServer.Question) -> RankingServer.Answer = { question in
    .says("answer \(question.number)", logProbability: -Double(question.number) / 10)
  }

  private static func options(_ method: String) -> [String] { ["--method", method, "--concurrency", "1"] }

  @Test(arguments: [("perplexity-low", 1), ("open-endedness", 3)])
  func `killed in the middle of a cluster, only what was under way is paid for again`(
    method: String,
    answers: Int
  ) async throws {
    let pool = try RankingPool(clusters: 2, size: 4)
    let victim = Mutex(pid_t(0))
    try await RankingServer.serve { question in
      // The last candidate of the second cluster.
      if question.number == 7 * answers { kill(victim.withLock { $0 }, SIGKILL) }
      return Self.talkative(question)
    } _: { server in
      let killed = try pool.rank(at: server, Self.options(method)) { process in
        victim.withLock { $0 = process }
      }
      #expect(killed.status == SIGKILL, "\(killed.errors)")
      #expect(try pool.status.contains("ranked    1"))
      let outcome = try pool.rank(at: server, Self.options(method))
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("2 clusters are ranked by"))
      let asked = server.questions.map(\.body)
      #expect(Set(asked).count == 8 * answers && asked.count == 8 * answers + 1)
      #expect(try pool.status.contains("\(8 * answers) requests, \(2_400 * answers) tokens in"))
    }
  }

  @Test func `a cap stops in the middle of a cluster, and a higher one goes on there`() async throws {
    let pool = try RankingPool(clusters: 3, size: 4)
    try await RankingServer.serve(Self.talkative) { server in
      // Every answer costs 340 tokens.
      let options = Self.options("perplexity-high")
      for cap in ["2000", "1700"] {
        let stopped = try pool.rank(at: server, options + ["--token-cap", cap])
        #expect(stopped.status == 2)
        #expect(stopped.errors.contains("Stopped at the cap of \(cap) tokens: 1700 tokens spent."))
        #expect(stopped.errors.contains("1 clusters are ranked by"))
        #expect(server.questions.count == 5)
      }
      #expect(try pool.rank(at: server, options + ["--token-cap", "20000"]).status == 0)
      #expect(server.questions.count == 12)
      // The same answers, weighed otherwise.
      let other = try pool.rank(at: server, Self.options("perplexity-mid") + ["--token-cap", "1"])
      #expect(other.status == 0 && other.errors.contains("3 clusters are ranked by"))
      #expect(server.questions.count == 12)
    }
  }

  @Test func `ten clusters in a row whose answers do not come end the run, and another run asks again`()
    async throws
  {
    let pool = try RankingPool(clusters: 14, size: 2)
    let isBroken = Mutex(true)
    try await RankingServer.serve { question in
      // The second cluster is answered.
      isBroken.withLock { $0 } && !(1...2).contains(question.number)
        ? RankingServer.Answer(status: 422, body: Data(#"{"error": {"message": "no"}}"#.utf8))
        : Self.talkative(question)
    } _: { server in
      let options = Self.options("perplexity-low")
      let stopped = try pool.rank(at: server, options)
      #expect(stopped.status == 1 && stopped.errors.contains("Stopped after 10 failures in a row"))
      // One failure, two answers, ten failures.
      #expect(server.questions.count == 13)
      isBroken.withLock { $0 = false }
      let outcome = try pool.rank(at: server, options)
      #expect(outcome.status == 0 && outcome.errors.contains("14 clusters are ranked by"))
    }
  }

  @Test func `a cluster with a candidate that is answered by nothing has no ranking`() async throws {
    let pool = try RankingPool(clusters: 2)
    try await RankingServer.serve { question in
      question.number == 1 ? .says("") : Self.talkative(question)
    } _: { server in
      let outcome = try pool.rank(at: server, Self.options("perplexity-low"))
      #expect(outcome.status == 0 && outcome.errors.contains("1 clusters are ranked by"))
      #expect(try pool.status.contains("1 missing"))
    }
  }

  @Test func `a server that tells no probabilities ends the run with the first answer`() async throws {
    let pool = try RankingPool(clusters: 2)
    try await RankingServer.serve({ _ in .says("fine") }) { server in
      let outcome = try pool.rank(at: server, Self.options("perplexity-low"))
      #expect(outcome.status == 1 && outcome.errors.contains("does not tell how likely a text is"))
      #expect(server.questions.count == 1)
      #expect(try pool.rank(at: server, Self.options("open-endedness")).status == 0)
    }
  }

  @Test(arguments: ["--dry-run", "--batch-out=x.jsonl", "--batch-in=x.jsonl"])
  func `what only counts or writes questions asks none for a baseline`(option: String) async throws {
    let pool = try RankingPool(clusters: 1)
    try await RankingServer.serve(Self.talkative) { server in
      let outcome = try pool.rank(at: server, Self.options("open-endedness") + [option])
      #expect(outcome.status == 64, "\(outcome.errors)")
      #expect(server.questions.isEmpty)
    }
  }
}
