import Curation
import Synchronization
import Testing

@testable import ModelClient

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

  /// Projects hold replies to these bytes: when they change, all of them are paid for again.
  @Test func `the bytes of a question stay what they were`() throws {
    let question = EndpointTrial.request
    #expect(String(decoding: question.body(model: "m", format: .schema), as: UTF8.self) == Self.body)
    #expect(question.archiveKey(model: "m", format: .schema) == "5b77178555df46c71aa87b855b0c37d0")
  }

  private static let body = """
    {"max_tokens":10,"messages":[{"content":"s","role":"system"},{"content":"u","role":"user"}],"model":"m",\
    "presence_penalty":0.6,"response_format":{"json_schema":{"name":"ranking","schema":\
    {"additionalProperties":false,"properties":{"order":{"items":{"enum":["KQZV"],"type":"string"},\
    "type":"array"}},"required":["order"],"type":"object"},"strict":true},"type":"json_schema"},"temperature":0}
    """

  /// The key was worked out by other means than this program's.
  @Test func `a question with characters of all kinds keeps its name`() {
    let question = ChatRequest(
      system: "tab\t, quote \", backslash \\, slash /, bell \u{7}, backspace \u{8}, form feed \u{C}\r\n",
      user: "é ü 漢字 👩🏽‍🚀 \u{7F} \u{2028} \u{1F} \u{0}",
      schema: nil,
      replyTokens: 256,
      sampling: ChatRequest.Sampling(
        temperature: 0.1,
        fields: ["top_k": .number("40"), "top_p": .number("0.950"), "Zeta": .object(["a": .array([.null])])]
      )
    )
    #expect(question.archiveKey(model: "m/1", format: .text) == "6da32b2edf8cfce253ec61a6482d5581")
  }

  @Test func `as many questions are under way as allowed until replies are safe, and others come meanwhile`()
    async throws
  {
    let (asked, asking) = AsyncStream.makeStream(of: String.self)
    let gate = Gate()
    let model = ScriptedModel { call, request in
      asking.yield(request.user)
      await gate.wait(for: call)
      return .writes("answer to \(request.user)")
    }
    let remembering = RememberingModel(model, archive: Archive(), concurrency: 2)
    try await withThrowingTaskGroup(of: String.self) { group in
      for number in 1...6 {
        group.addTask {
          try await remembering.answer(ChatRequest("\(number)", replyTokens: 9)).result.get().text
        }
      }
      var begun = 0
      var answered: Set<String> = []
      for await _ in asked {
        begun += 1
        guard begun > 1 else { continue }
        // Two wait for their answers: nobody else asks before one of them has it.
        #expect(await model.requests.count == begun)
        await gate.open(begun - 2)
        answered.insert(try #require(try await group.next()))
        if begun == 6 { break }
      }
      await gate.open(5)
      answered.insert(try #require(try await group.next()))
      #expect(answered == Set((1...6).map { "answer to \($0)" }))
    }
  }

  @Test func `whoever is cancelled while waiting is not asked for`() async throws {
    let (asked, asking) = AsyncStream.makeStream(of: Void.self)
    let gate = Gate()
    let model = ScriptedModel { call, _ in
      asking.yield()
      await gate.wait(for: call)
      return .writes("answer")
    }
    let remembering = RememberingModel(model, archive: Archive(), concurrency: 1)
    let first = Task { await remembering.answer(ChatRequest("first", replyTokens: 9)) }
    for await _ in asked { break }
    let second = Task { await remembering.answer(ChatRequest("second", replyTokens: 9)) }
    second.cancel()
    await gate.open(0)
    #expect(try await first.value.result.get().text == "answer")
    guard case .failure(.cancelled) = await second.value.result else {
      Issue.record("It was answered")
      return
    }
    #expect(await model.requests.count == 1)
  }

  @Test func `further samples of one question are kept apart`() async throws {
    let archive = Archive()
    let model = ScriptedModel { call, _ in .writes("answer \(call)") }
    let remembering = RememberingModel(model, archive: archive)
    for _ in 1...2 {
      var texts: [String] = []
      for sample in 0..<3 {
        var question = ChatRequest("How are you?", replyTokens: 9)
        question.sample = sample
        texts.append(try await remembering.answer(question).result.get().text)
      }
      #expect(texts == ["answer 0", "answer 1", "answer 2"])
    }
    #expect(await model.requests.count == 3)
    let isNamed = archive.replies.withLock { $0.keys.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil } }
    #expect(isNamed)
  }
}

/// Lets each through when it is told so.
private actor Gate {
  private var opened: Set<Int> = []
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]

  func wait(for call: Int) async {
    guard !opened.contains(call) else { return }
    await withCheckedContinuation { waiting[call] = $0 }
  }

  func open(_ call: Int) {
    opened.insert(call)
    waiting.removeValue(forKey: call)?.resume()
  }
}
