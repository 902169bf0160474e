import Curation
import ModelClient
import Synchronization
import Testing

@Suite struct ReplyArchiveTests {
  private final class Archive: ReplyArchive {
    struct Full: Error {}
    let replies = Mutex<[String: ChatReply]>([:])
    let isFull: Bool

    init(isFull: Bool = false) { self.isFull = isFull }

    func reply(to request: String) -> ChatReply? { replies.withLock { $0[request] } }

    func keep(_ reply: ChatReply, to request: String) throws {
      guard !isFull else { throw Full() }
      replies.withLock { $0[request] = reply }
    }
  }

  private func rank(_ model: some ChatModel, _ archive: Archive, seed: UInt64 = 1) async throws
    -> RankingAttempt
  {
    let options = ModelRanker.Options(seed: seed, reasks: 2)
    let ranker = ModelRanker(model: RememberingModel(model, archive: archive), options: options)
    return try await ranker.rank(cluster().cluster, candidates: cluster().candidates, picks: 1)
  }

  @Test func `what was answered is not asked again, useless replies included`() async throws {
    let archive = Archive()
    let first = ScriptedModel { call, labels in call == 0 ? "no" : orderJSON(labels.reversed()) }
    let paid = try await rank(first, archive)
    #expect(paid.calls.map(\.tries) == [1, 1])
    let second = ScriptedModel { _, _ in "never asked" }
    let known = try await rank(second, archive)
    #expect(await second.requests.isEmpty)
    #expect(known.calls.map(\.tries) == [0, 0])
    #expect(known.result == paid.result)
    #expect(known.calls.map(\.requestHash) == paid.calls.map(\.requestHash))
  }

  @Test func `another question is asked`() async throws {
    let archive = Archive()
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    _ = try await rank(model, archive)
    _ = try await rank(model, archive, seed: 2)
    #expect(await model.requests.count == 2)
  }

  @Test func `a reply in a simpler format is found, too`() async throws {
    let archive = Archive()
    let plain = ScriptedModel { _, request in
      var exchange = ChatExchange.writes(orderJSON(request.labels))
      exchange.format = .text
      return exchange
    }
    _ = try await rank(plain, archive)
    let known = try await rank(plain, archive)
    #expect(known.last.format == .text && known.last.tries == 0)
    #expect(await plain.requests.count == 1)
  }

  @Test func `what did not come whole is asked again`() async throws {
    let archive = Archive()
    let broken = ScriptedModel { _, _ in ChatExchange(.failure(.timedOut(seconds: 1))) }
    #expect(try await rank(broken, archive).last.failure?.category == .transport)
    #expect(archive.replies.withLock { $0.isEmpty })
  }

  @Test func `a reply that cannot be kept ends the run before more is paid for`() async throws {
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    await #expect(throws: ModelError.replyNotKept(detail: "Full()")) {
      _ = try await rank(model, Archive(isFull: true))
    }
  }
}
