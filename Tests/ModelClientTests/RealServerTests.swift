import Curation
import ModelClient
import TestSupport
import Testing

/// Against llama.cpp's own server with a very small model, in a process of its own.
@Suite(.serialized, .enabled(if: LanguageServer.python != nil, LanguageServer.howToInstall))
struct RealServerTests {
  private static let instructions = [
    "Explain to a ten-year-old why the sky is blue.", "Write a haiku about autumn rain.",
    "List three uses of a paper clip.", "What is the capital of France?",
    "Compare two ways to store energy at home.", "Turn this sentence into the passive voice.",
  ]

  private let clusters = (1...3).map { number in
    Cluster(
      number: number,
      label: "mixed",
      candidates: Self.instructions.indices.map { InstructionID("c\(number)-\($0)") }
    )
  }

  private static func candidates(of cluster: Cluster) -> [Instruction] {
    zip(cluster.candidates, instructions).map { Instruction(id: $0, text: $1) }
  }

  @Test func `a real model ranks clusters under a schema`() async throws {
    try await LanguageServer.serve { address in
      let endpoint = try Endpoint(address, model: "small")
      try await EndpointModel.connect(to: endpoint) { model in
        #expect(try await model.probe().models.isEmpty == false)
        let options = ModelRanker.Options(seed: 1, reasks: 3)
        let job = RankingJob(ranker: ModelRanker(model: model, options: options), concurrency: 2)
        var attempts: [RankingAttempt] = []
        let totals = try await job.run(over: clusters, picks: 1) {
          Self.candidates(of: $0)
        } deliver: { attempt, _ in
          attempts.append(attempt)
        }
        #expect(Set(attempts.map(\.cluster)) == [1, 2, 3])
        #expect(totals.ranked >= 1 && totals.failed[.transport] == nil)
        #expect(totals.promptTokens > 500 && totals.completionTokens > 50)
        for call in attempts.flatMap(\.calls) {
          #expect(call.format == .schema && call.tries == 1 && call.latency > 0)
          #expect(call.failure?.category != .unknownID)
          #expect(!call.reply.isEmpty)
        }
        for case .success(let ranking) in attempts.map(\.result) {
          #expect(Set(ranking.order) == Set(clusters[ranking.cluster - 1].candidates))
          #expect(ranking.rationales.count <= 3)
        }
      }
    }
  }

  @Test func `a real model ranks a cluster in several passes, and only what is missing is asked`()
    async throws
  {
    try await LanguageServer.serve { address in
      let endpoint = try Endpoint(address, model: "small")
      try await EndpointModel.connect(to: endpoint) { model in
        let options = ModelRanker.Options(seed: 1, reasks: 3, passes: .fixed(3))
        let job = RankingJob(ranker: ModelRanker(model: model, options: options), concurrency: 3)
        var round = RankingRound()
        func ask() async throws -> [RankingAttempt] {
          var attempts: [RankingAttempt] = []
          _ = try await job.run(over: clusters.prefix(1), picks: 1) { [round] _ in
            round
          } candidates: {
            Self.candidates(of: $0)
          } deliver: { attempt, _ in
            attempts.append(attempt)
            round.results[attempt.pass] = attempt.result
          }
          return attempts
        }
        let attempts = try await ask()
        #expect(Set(attempts.map(\.pass)) == [1, 2, 3])
        #expect(Set(attempts.map(\.last.shown)).count == 3)
        #expect(try await ask().isEmpty)
        let votes = attempts.count { $0.last.failure == nil }
        let ranking = round.ranking(in: .fixed(3), by: .borda) { _ in 0 }
        #expect((ranking != nil) == (votes >= 2))
        #expect(ranking?.agreement.map(\.confidence.passes) == ranking.map { _ in votes })
      }
    }
  }

  @Test func `a real server that asks for a key says so`() async throws {
    try await LanguageServer.serve(apiKey: "key-of-the-test") { address in
      let (cluster, candidates) = (clusters[0], Self.candidates(of: clusters[0]))
      for key in [nil, try APIKey("another-key", from: "TEST")] {
        let endpoint = try Endpoint(address, model: "small", key: key)
        await #expect(throws: ModelError.self) {
          try await EndpointModel.connect(to: endpoint) { model in
            let ranker = ModelRanker(model: model, options: ModelRanker.Options(seed: 1))
            _ = try await ranker.rank(cluster, candidates: candidates, picks: 1)
          }
        }
      }
      let endpoint = try Endpoint(address, model: "small", key: APIKey("key-of-the-test", from: "TEST"))
      try await EndpointModel.connect(to: endpoint) { model in
        let ranker = ModelRanker(model: model, options: ModelRanker.Options(seed: 1, reasks: 0))
        let attempt = try await ranker.rank(cluster, candidates: candidates, picks: 1)
        #expect(attempt.last.failure?.category != .transport)
      }
    }
  }

  @Test func `a look at a real server finds everything in order`() async throws {
    try await LanguageServer.serve { address in
      var findings: [EndpointFinding] = []
      try await EndpointCheckup.run(on: EndpointProfile(address: address)) { findings.append($0) }
      #expect(findings.map(\.check) == EndpointFinding.Check.allCases)
      for finding in findings { #expect(finding.outcome == .good, "\(finding)") }
      #expect(findings.first { $0.check == .schema }?.result.hasPrefix("enforced") == true)
      #expect(findings.first { $0.check == .context }?.figure == 4_096)
      #expect(findings.first { $0.check == .reply }?.figure ?? 0 > 0)
    }
    try await LanguageServer.serve(apiKey: "key-of-the-test") { address in
      var findings: [EndpointFinding] = []
      try await EndpointCheckup.run(on: EndpointProfile(address: address)) { findings.append($0) }
      #expect(findings.last?.outcome == .bad && findings.contains { $0.check == .key } == true)
    }
  }

  @Test func `a real model tells how likely its own words are`() async throws {
    try await LanguageServer.serve { address in
      try await EndpointModel.connect(to: Endpoint(address, model: "small")) { model in
        var question = ChatRequest("What is the capital of France?", replyTokens: 8)
        question.asksProbabilities = true
        let reply = try await model.answer(question).result.get()
        #expect(!reply.text.isEmpty && (1...8).contains(reply.logProbabilities.count))
        #expect(reply.logProbabilities.allSatisfy { $0 <= 0 })
      }
    }
  }
}
