import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// Nothing is paid for twice.
@Suite(.serialized) struct ResumingTests {
  /// Order as shown, but now and then words; the same question always gets the same answer.
  private static let moody: @Sendable (RankingServer.Question) -> RankingServer.Answer = { question in
    question.body.reduce(0, { $0 &+ Int($1) }) % 7 == 0 ? .says("Hm.") : .order(question.labels)
  }

  @Test func `killed at a hundred moments, no more is paid than what was under way`() async throws {
    let (kills, workers) = (100, 3)
    let pool = try RankingPool(clusters: 90)
    let reference = try pool.copy()
    let needed = try await RankingServer.serve(Self.moody) { server in
      let outcome = try reference.rank(at: server, "--concurrency", "\(workers)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      return Set(server.questions.map(\.body))
    }
    var chance = SplitMix(state: 7)
    let victim = Mutex((process: pid_t(0), question: Int.max, delay: 0))
    let (asked, killed) = try await RankingServer.serve { question in
      let aim = victim.withLock { $0 }
      // A question of the process before may still arrive.
      if question.number >= aim.question, aim.process > 0 {
        DispatchQueue.global().asyncAfter(deadline: .now() + .microseconds(aim.delay)) {
          _ = kill(aim.process, SIGKILL)
        }
      }
      return Self.moody(question)
    } _: { server in
      var killed = 0
      while killed < kills {
        let aim = (
          question: server.questions.count + .random(in: 0..<4, using: &chance),
          delay: Int.random(in: 0..<8_000, using: &chance)
        )
        let outcome = try pool.rank(at: server, "--concurrency", "\(workers)") { process in
          victim.withLock { $0 = (process, aim.question, aim.delay) }
        }
        if outcome.status == 0 { break }
        #expect(outcome.status == SIGKILL, "\(outcome.errors)")
        killed += 1
      }
      victim.withLock { $0.question = .max }
      #expect(try pool.rank(at: server, "--concurrency", "\(workers)").status == 0)
      return (server.questions.map(\.body), killed)
    }
    #expect(killed == kills)
    #expect(Set(asked) == needed)
    #expect(asked.count <= needed.count + killed * workers)
    #expect(try pool.status.contains("ranked    90"))
  }

  @Test func `another rule over the same replies costs nothing`() async throws {
    let pool = try RankingPool(clusters: 8)
    try await RankingServer.serve(Self.moody) { server in
      #expect(try pool.rank(at: server).status == 0)
      let paid = server.questions.count
      let outcome = try pool.rank(at: server, "--aggregate", "rrf")
      #expect(outcome.status == 0)
      #expect(server.questions.count == paid)
      #expect(outcome.errors.contains("\(paid) replies were paid for before"))
      // Another model's replies are not this one's.
      _ = try BuiltProgram.run(
        ["rank", RankingPool.name, "--endpoint", server.address, "--model", "large"],
        in: pool.folder
      )
      #expect(server.questions.count > paid)
    }
  }
}
