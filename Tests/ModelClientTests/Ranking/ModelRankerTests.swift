import Curation
import ModelClient
import Testing

@Suite struct ModelRankerTests {
  private func ranker(_ model: ScriptedModel, reasks: Int = 1) -> ModelRanker {
    ModelRanker(model: model, options: ModelRanker.Options(seed: 7, reasks: reasks))
  }

  @Test func `a good reply becomes a ranking of the candidates that the labels stood for`() async throws {
    let (cluster, candidates) = cluster()
    let model = ScriptedModel { _, labels in orderJSON(labels.reversed()) }
    let attempt = try await ranker(model).rank(cluster, candidates: candidates, picks: 1)
    let ranking = try attempt.result.get()
    #expect(ranking.order == attempt.last.shown.reversed())
    #expect(ranking.rationales[ranking.order[0]] == "Clear and rich.")
    #expect(ranking.rationales.count == 2)
    #expect(ranking.origin == .model(name: "scripted-1"))
    #expect(attempt.earlier.isEmpty)
    #expect(attempt.last.promptTokens == 100 && attempt.last.completionTokens == 10)
    #expect(attempt.last.reply.contains("order") && attempt.last.requestHash.count == 64)
    #expect(attempt.last.promptHash == RankingPrompt.standard.hash)
  }

  @Test func `an unusable reply is asked again once, in another order under other names`() async throws {
    let (cluster, candidates) = cluster(of: 8)
    let model = ScriptedModel { call, labels in
      call == 0 ? orderJSON(Array(labels.dropLast())) : orderJSON(labels)
    }
    let attempt = try await ranker(model).rank(cluster, candidates: candidates, picks: 1)
    #expect(attempt.earlier.map(\.failure?.category) == [.missing])
    #expect(attempt.last.failure == nil)
    #expect(attempt.earlier[0].shown != attempt.last.shown)
    #expect(attempt.earlier[0].requestHash != attempt.last.requestHash)
    #expect(await model.requests[1].user.contains("left candidates out"))
  }

  @Test func `a reply that stays unusable is a failure that names the candidate by its id`() async throws {
    let (cluster, candidates) = cluster()
    let model = ScriptedModel { _, labels in orderJSON(labels + [labels[0]]) }
    let attempt = try await ranker(model, reasks: 2).rank(cluster, candidates: candidates, picks: 1)
    #expect(attempt.calls.count == 3)
    #expect(attempt.last.failure?.category == .repetition)
    #expect(attempt.last.failure?.detail.contains(attempt.last.shown[0].rawValue) == true)
  }

  @Test func `to the last question every reply is an order, and no reasons are asked for`() async throws {
    let (cluster, candidates) = cluster(of: 10)
    let model = ScriptedModel { call, labels in
      guard call == 2 else { return String(orderJSON(labels).dropLast(3)) }
      return #"{"better": {\#(labels.map { #""\#($0)": "0""# }.joined(separator: ", "))}}"#
    }
    let attempt = try await ranker(model, reasks: 2).rank(cluster, candidates: candidates, picks: 1)
    #expect(attempt.earlier.map(\.failure?.category) == [.truncated, .truncated])
    let ranking = try attempt.result.get()
    #expect(ranking.order == attempt.last.shown.reversed() && ranking.rationales.isEmpty)
    #expect(ranking.oddities(shown: attempt.last.shown) == [.reversedPresentation])
    // As a server writes the keys of an object, so are the candidates shown.
    #expect(attempt.last.labels == attempt.last.labels.sorted())
    let requests = await model.requests
    #expect(requests[1].user.contains("keep the sentences short"))
    #expect(requests[2].user.contains(#"one field "better""#))
    let numbers = attempt.last.labels.enumerated().map { ($1, JSONSchema.choice((0...$0).map(String.init))) }
    let schema = JSONSchema.object(["better": .object(Dictionary(uniqueKeysWithValues: numbers))])
    #expect(requests.map { $0.schema == schema } == [false, false, true])
  }

  @Test func `a refusal is not argued with`() async throws {
    let (cluster, candidates) = cluster()
    let model = ScriptedModel { _, _ in "I cannot do that." }
    let attempt = try await ranker(model).rank(cluster, candidates: candidates, picks: 1)
    #expect(attempt.calls.count == 1 && attempt.last.failure?.category == .refusal)
  }

  @Test func `no reply is a failure in transport, asked once`() async throws {
    let (cluster, candidates) = cluster()
    let model = ScriptedModel { _, _ in ChatExchange(.failure(.timedOut(seconds: 5)), tries: 3) }
    let attempt = try await ranker(model).rank(cluster, candidates: candidates, picks: 1)
    #expect(attempt.last.failure == RankingFailure(.transport, "No whole reply came within 5 s."))
    #expect(attempt.last.tries == 3 && attempt.calls.count == 1)
  }

  @Test(arguments: [
    ModelError.unauthorized(address: "a", sentKey: true, detail: ""), .cancelled, .unknownHost(address: "a"),
    .notFound(address: "a", model: "m", detail: ""), .rateLimited(seconds: nil, detail: ""),
  ])
  func `what would fail for every cluster is thrown`(error: ModelError) async {
    let (cluster, candidates) = cluster()
    let model = ScriptedModel { _, _ in ChatExchange(.failure(error)) }
    await #expect(throws: error) { try await ranker(model).rank(cluster, candidates: candidates, picks: 1) }
  }

  @Test func `asking again later does not ask the same`() async throws {
    let (cluster, candidates) = cluster(of: 8)
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    let first = try await ranker(model).rank(cluster, candidates: candidates, picks: 1)
    let same = try await ranker(model).rank(cluster, candidates: candidates, picks: 1)
    let later = try await ranker(model).rank(
      cluster,
      candidates: candidates,
      picks: 1,
      round: RankingRound(tries: [1: 1])
    )
    #expect(first.last.requestHash == same.last.requestHash && first.last.shown == same.last.shown)
    #expect(first.last.requestHash != later.last.requestHash && first.last.shown != later.last.shown)
  }

  private func attempt(at odd: OddReply, reasks: Int = 0) async throws -> RankingAttempt {
    let (cluster, candidates) = cluster()
    let model = ScriptedModel { _, request in ChatExchange(.success(odd.reply(under: request.labels))) }
    return try await ranker(model, reasks: reasks).rank(cluster, candidates: candidates, picks: 1)
  }

  @Test(arguments: OddReply.readable)
  func `every reply of the corpus that holds an order becomes a ranking`(odd: OddReply) async throws {
    let attempt = try await attempt(at: odd)
    let shown = Dictionary(uniqueKeysWithValues: zip(attempt.last.labels, attempt.last.shown))
    #expect(try attempt.result.get().order == OddReply.order(under: attempt.last.labels).map { shown[$0] })
  }

  @Test(arguments: OddReply.unreadable)
  func `no other reply of the corpus becomes a pick, however often it comes`(odd: OddReply) async throws {
    let attempt = try await attempt(at: odd, reasks: 2)
    #expect(
      attempt.calls.map(\.failure?.category)
        == Array(repeating: odd.failure, count: odd.failure == .refusal ? 1 : 3)
    )
  }

  @Test(arguments: [
    ModelError.timedOut(seconds: 5), .connectionLost(detail: "half a body"), .replyTooLong(bytes: 9),
    .unreadableReply(detail: "<html>"), .serverFailed(status: 500, detail: ""),
    .refused(status: 400, detail: ""),
  ])
  func `no reply at all is a failure in transport and no pick`(error: ModelError) async throws {
    let (cluster, candidates) = cluster()
    let model = ScriptedModel { _, _ in ChatExchange(.failure(error)) }
    let attempt = try await ranker(model, reasks: 2).rank(cluster, candidates: candidates, picks: 1)
    #expect(attempt.calls.map(\.failure?.category) == [.transport])
  }

  @Test func `a question is asked three times at most, with each fault named`() async throws {
    let (cluster, candidates) = cluster()
    let model = ScriptedModel { call, labels in
      switch call {
      case 0: orderJSON(Array(labels.dropLast()))
      case 1: orderJSON(labels + [labels[0]])
      default: orderJSON(labels.dropLast() + ["NONE"])
      }
    }
    let ranker = ModelRanker(model: model, options: ModelRanker.Options(seed: 7))
    let attempt = try await ranker.rank(cluster, candidates: candidates, picks: 1)
    #expect(attempt.calls.map(\.failure?.category) == [.missing, .repetition, .unknownID])
    let questions = await model.requests.map(\.user)
    #expect(!questions[0].contains("An earlier reply"))
    #expect(questions[1].contains("left candidates out") && questions[2].contains("named a candidate twice"))
  }
}
