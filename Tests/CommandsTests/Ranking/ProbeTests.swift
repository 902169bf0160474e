import Foundation
import Glibc
import ProjectStore
import Synchronization
import TestSupport
import Testing

/// Whether words to the ranker work, asked by the built program.
@Suite(.serialized) struct ProbeTests {
  private static let judicious: @Sendable (RankingServer.Question) -> RankingServer.Answer = { question in
    .order(question.labels)
  }

  /// How many candidates were tried in a run.
  private func tried(in run: Int, of pool: RankingPool) throws -> Int {
    let project = try pool.open()
    defer { try? project.close() }
    return try (1...project.clusterSizes().count).reduce(0) {
      try $0 + project.rankShifts(cluster: $1, inRun: run).count
    }
  }

  @Test func `a probe is about the run that was ranked, not the one under review`() async throws {
    let pool = try RankingPool(clusters: 3, suspects: 2)
    let random = try BuiltProgram.run("rank", RankingPool.name, "--method", "random", in: pool.folder)
    #expect(random.status == 0)
    try await RankingServer.serve(Self.judicious) { server in
      let outcome = try pool.rank(at: server, "--aside", "--probe", "--passes", "1")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("Probe: 2 candidates hold sentences"))
      #expect(server.questions.count == 5)
      let project = try pool.open()
      #expect(try project.currentRun?.id == 1)
      try project.close()
      #expect(try tried(in: 1, of: pool) == 0 && tried(in: 2, of: pool) == 2)
      #expect(try pool.rank(at: server, "--aside", "--probe", "--passes", "1").status == 0)
      #expect(server.questions.count == 5)
    }
  }

  @Test func `a dry run counts what the probe would ask, before and after ranking`() async throws {
    let pool = try RankingPool(clusters: 3, suspects: 2)
    try await RankingServer.serve(Self.judicious) { server in
      let dry = ["--probe", "--passes", "3", "--dry-run"]
      let before = try pool.rank(at: server, dry)
      #expect(before.status == 0, "\(before.errors)")
      #expect(before.output.contains("questions   15 to 45\n"), "\(before.output)")
      #expect(before.output.contains("probe       6 of these at the least, for 2 candidates"))
      #expect(server.questions.isEmpty)
      #expect(try pool.rank(at: server, "--passes", "3").status == 0)
      #expect(try pool.rank(at: server, dry).output.contains("questions   6 to 18\n"))
      #expect(try pool.rank(at: server, "--probe", "--passes", "3").status == 0)
      #expect(server.questions.count == 15)
      #expect(try pool.rank(at: server, dry).output.contains("questions   0 to 0\nprobe       0 of these"))
      #expect(try pool.rank(at: server, "--probe", "--batch-out", "x.jsonl").status == 64)
    }
  }

  @Test func `a probe that is killed pays only for what was under way once more`() async throws {
    let pool = try RankingPool(clusters: 2, suspects: 2)
    let victim = Mutex(pid_t(0))
    // Two clusters in three passes, then two candidates in three passes each.
    let (ranking, needed) = (6, 12)
    try await RankingServer.serve { question in
      // The second pass of the first candidate, whose first is kept.
      if question.number == ranking + 1 { kill(victim.withLock { $0 }, SIGKILL) }
      return Self.judicious(question)
    } _: { server in
      let options = ["--probe", "--passes", "3", "--concurrency", "1"]
      let killed = try pool.rank(at: server, options) { process in victim.withLock { $0 = process } }
      #expect(killed.status == SIGKILL, "\(killed.errors)")
      #expect(try tried(in: 1, of: pool) == 0)
      let outcome = try pool.rank(at: server, options)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try tried(in: 1, of: pool) == 2)
      let asked = server.questions.map(\.body)
      #expect(Set(asked).count == needed && asked.count == needed + 1)
    }
  }

  @Test func `a cap stops a probe, what was tried is kept, and a higher one goes on`() async throws {
    let pool = try RankingPool(clusters: 6, suspects: 6)
    try await RankingServer.serve(Self.judicious) { server in
      // Every answer costs 340 tokens: rankings 2,040.
      let options = ["--probe", "--passes", "1", "--concurrency", "1"]
      let stopped = try pool.rank(at: server, options + ["--token-cap", "3600"])
      #expect(stopped.status == 2)
      #expect(stopped.errors.contains(/Stopped at the cap of 3600 tokens: \d+ tokens spent/))
      let paid = server.questions.count
      #expect((7..<12).contains(paid) && paid * 340 <= 3_600)
      #expect(try tried(in: 1, of: pool) == paid - 6)
      #expect(try pool.rank(at: server, options + ["--token-cap", "3600"]).status == 2)
      #expect(server.questions.count * 340 <= 3_600)
      #expect(try pool.rank(at: server, options).status == 0)
      #expect(try tried(in: 1, of: pool) == 6 && server.questions.count == 12)
    }
  }
}
