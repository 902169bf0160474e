import Curation
import Synchronization
import TestSupport
import Testing

@testable import ModelClient

@Suite struct EmbeddingModelTests {
  private static let texts = ["a", "bb", "ccc"]

  private struct Trial: Sendable {
    var result: Result<EmbeddingReply, ModelError>
    var requests: [FaultServer.Request]
    var waits: [Duration]
  }

  /// Asks for the vectors of three texts; waits are noted, and over at once.
  private static func ask(
    cap: SpendingCap = SpendingCap(),
    spent: TokenCount = TokenCount(),
    fields: [String: JSONValue] = [:],
    _ script: @escaping @Sendable (Int, FaultServer.Request) -> FaultServer.Answer
  ) async throws -> Trial {
    try await FaultServer.serve(script) { server in
      let waits = Mutex<[Duration]>([])
      let policy = RetryPolicy(tries: 3, firstWait: .seconds(1), longestWait: .seconds(30)) { wait in
        waits.withLock { $0.append(wait) }
      }
      let result = try await EmbeddingModel.connect(
        to: EndpointTrial.endpoint(server.address),
        retry: policy,
        cap: cap,
        spent: spent,
        fields: fields
      ) { model in
        do throws(ModelError) { return Result<_, ModelError>.success(try await model.embed(texts)) } catch {
          return .failure(error)
        }
      }
      return Trial(result: result, requests: server.requests, waits: waits.withLock { $0 })
    }
  }

  @Test func `texts become vectors in their order, and the server counts the tokens`() async throws {
    let trial = try await Self.ask(fields: ["dimensions": .number("3"), "model": .string("other")]) {
      EmbeddingAnswers.reply(to: $1)
    }
    let reply = try trial.result.get()
    #expect(reply.embeddings.values == Self.texts.flatMap(EmbeddingAnswers.vector))
    #expect(reply.embeddings.count == 3 && reply.model == "served-1" && reply.promptTokens == 30)
    let request = try #require(trial.requests.first)
    #expect(request.path == "/v1/embeddings")
    #expect(request.headers["authorization"] == ["Bearer \(EndpointTrial.canary)"])
    #expect(
      request.body
        == #"{"dimensions":3,"encoding_format":"base64","input":["a","bb","ccc"],"model":"asked-1"}"#
    )
  }

  @Test func `vectors in base64 come to the bit, and a form can be asked for`() async throws {
    let vectors: [[Float]] = [[.pi, -0.1], [1e-30, 2], [3, -0.0]]
    let trial = try await Self.ask(fields: ["encoding_format": .string("float")]) { _, _ in
      EmbeddingAnswers.reply(vectors.map(EmbeddingAnswers.base64))
    }
    #expect(try trial.result.get().embeddings.values.map(\.bitPattern) == vectors.joined().map(\.bitPattern))
    #expect(trial.requests[0].body.contains(#""encoding_format":"float""#))
  }

  @Test func `vectors in another order go by their index`() async throws {
    let trial = try await Self.ask { _, _ in
      EmbeddingAnswers.reply(["[3, 1]", "[1, 1]", "[2, 1]"], indices: [2, 0, 1])
    }
    #expect(try trial.result.get().embeddings.values == [1, 1, 2, 1, 3, 1])
  }

  @Test func `vectors without numbers go by their order`() async throws {
    let trial = try await Self.ask { _, _ in
      .text(200, #"{"data": [{"embedding": [1]}, {"embedding": [2]}, {"embedding": [3]}]}"#)
    }
    let reply = try trial.result.get()
    #expect(reply.embeddings.values == [1, 2, 3] && reply.model == nil && reply.promptTokens == nil)
  }

  @Test(
    arguments: [
      (["[1, 2]", "[1, null]", "[1, 2]"], nil, 1, VectorFlaw.notFinite(component: 1)),
      (["[1, 2]", "[1, 2]", "[1e300, 2]"], nil, 2, .notFinite(component: 0)),
      (
        [EmbeddingAnswers.base64([1, 2]), EmbeddingAnswers.base64([3, .nan]), "[1, 2]"], nil, 1,
        .notFinite(component: 1)
      ),
      (["[1, 2]", "[1, 2]", "[0, -0.0]"], nil, 2, .zero), (["[1, 2]", "[1, 2]"], nil, 2, .missing),
      (["[1, 2]", "[]", "[1, 2]"], nil, 1, .missing), (["[1, 2]", "null", "[1, 2]"], nil, 1, .unreadable),
      (["[1, 2]", "[[1, 2]]", "[1, 2]"], nil, 1, .unreadable),
      (["[1]", "[1]", "\"AAA=\""], nil, 2, .unreadable),
      (["[1, 2]", "[1, 2, 3]", "[1, 2]"], nil, 1, .length(3, expected: 2)),
      (["[1, 2]", "[1, 2]", "[1, 2]"], [0, 1, 1], 1, .repeated), ([], nil, 0, .missing),
    ] as [([String], [Int]?, Int, VectorFlaw)]
  )
  func `a text without a vector of its own is told`(
    vectors: [String],
    indices: [Int]?,
    text: Int,
    flaw: VectorFlaw
  )
    async throws
  {
    let trial = try await Self.ask { _, _ in EmbeddingAnswers.reply(vectors, indices: indices) }
    #expect(throws: ModelError.unusableVector(text: text, flaw)) { try trial.result.get() }
    #expect(trial.requests.count == 1)
  }

  @Test(arguments: [
    #"{"choices": []}"#, "<html>", "", #"{"data": 7}"#, #"{"data": [{"index": 0, "embedding": [NaN]}]}"#,
  ])
  func `a reply without vectors is told`(body: String) async throws {
    let trial = try await Self.ask { _, _ in .text(200, body) }
    #expect(throws: ModelError.unreadableVectors(detail: body)) { try trial.result.get() }
  }

  @Test func `a vector of no text is told`() async throws {
    let trial = try await Self.ask { _, _ in
      EmbeddingAnswers.reply(["[1]", "[1]", "[1]"], indices: [0, 1, 7])
    }
    #expect(throws: ModelError.unreadableVectors(detail: "a vector is for text 7, counted from 0, of 3")) {
      try trial.result.get()
    }
  }

  @Test func `a server that has too much to do is waited for as it asks`() async throws {
    let trial = try await Self.ask { number, request in
      number == 0 ? .text(429, "slow down", [("retry-after", "7")]) : EmbeddingAnswers.reply(to: request)
    }
    #expect(try trial.result.get().embeddings.count == 3)
    #expect(trial.waits.count == 1 && trial.waits.allSatisfy { $0 > .seconds(6) && $0 <= .seconds(7) })
  }

  @Test func `a text that is too long for the server is not sent again and again`() async throws {
    let words = "input (601 tokens) is too large to process. increase the physical batch size"
    let trial = try await Self.ask { _, _ in .text(500, #"{"error": {"code": 500, "message": "\#(words)"}}"#)
    }
    #expect(throws: ModelError.refused(status: 500, detail: words)) { try trial.result.get() }
    #expect(trial.requests.count == 1)
  }

  @Test func `half a reply is no reply, and is asked for again`() async throws {
    let trial = try await Self.ask { number, request in
      number == 0 ? .half(#"{"data": [{"index": 0, "embedding": [1, 2"#) : EmbeddingAnswers.reply(to: request)
    }
    #expect(try trial.result.get().embeddings.count == 3)
    #expect(trial.requests.count == 2)
  }

  @Test func `neither key nor texts follow a redirect`() async throws {
    try await FaultServer.serve({ _, request in EmbeddingAnswers.reply(to: request) }) { other in
      let trial = try await Self.ask { _, _ in
        .text(307, "", [("location", other.address + "/v1/embeddings")])
      }
      #expect(throws: ModelError.self) { try trial.result.get() }
      #expect(other.requests.isEmpty)
    }
  }

  @Test func `a key that a server echoes is taken out`() async throws {
    let echo = "you sent \(EndpointTrial.canary)"
    for answer in [
      FaultServer.Answer.text(200, echo), .text(400, echo), .text(200, #"{"data": [], "x": "\#(echo)"}"#),
    ] {
      let trial = try await Self.ask { _, _ in answer }
      #expect(!"\(trial.result)".contains("canary"))
    }
  }

  @Test func `a cap is kept to, and what was spent before counts`() async throws {
    let cap = SpendingCap(tokens: 100)
    let trial = try await Self.ask(cap: cap, spent: TokenCount(prompt: 99)) { EmbeddingAnswers.reply(to: $1) }
    #expect(throws: ModelError.capReached(cap, spent: TokenCount(prompt: 99))) { try trial.result.get() }
    #expect(trial.requests.isEmpty)
  }

  @Test(arguments: [("abcdefghij", 2, "abcdefgh"), ("äöüß", 2, "äö"), ("ab", 2, "ab"), ("aäb", 1, "a")])
  func `long texts are cut to about so many tokens`(text: String, tokens: Int, beginning: String) {
    #expect(EmbeddingModel.beginning(of: text, tokens: tokens) == beginning)
  }

  @Test(arguments: ["http://127.0.0.1:1/v1/embeddings", "http://127.0.0.1:1/v1", "http://127.0.0.1:1"])
  func `an address may name the page itself`(address: String) throws {
    #expect(try Endpoint(address, model: "m").embeddingsAddress == "http://127.0.0.1:1/v1/embeddings")
  }
}
