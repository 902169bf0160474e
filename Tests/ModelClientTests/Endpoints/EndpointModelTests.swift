import Foundation
import TestSupport
import Testing

@testable import ModelClient

@Suite struct EndpointModelTests {
  private let request = EndpointTrial.request

  @Test func `a reply is read with model, tokens and reason`() async throws {
    let trial = try await EndpointTrial.ask { _, _ in .text(200, completion("fine", finishReason: "length")) }
    let reply = ChatReply(
      text: "fine",
      finishReason: "length",
      model: "served-1",
      promptTokens: 31,
      completionTokens: 9
    )
    #expect(try trial.exchange.result.get() == reply)
    #expect(trial.exchange.format == .schema && trial.exchange.tries == 1)
    #expect(trial.requests[0].path == "/v1/chat/completions")
    #expect(trial.requests[0].headers["authorization"] == ["Bearer \(EndpointTrial.canary)"])
    #expect(!trial.requests[0].body.contains("canary"))
  }

  @Test(arguments: [
    #"{"choices": [{"message": {"content": [{"type": "x", "text": "fi"}, {}, {"text": "ne"}]}}]}"#,
    #"{"choices": [{"message": {"content": "fine", "role": "x"}, "more": 1}], "usage": null, "model": null}"#,
  ])
  func `a reply in other shapes is read too`(body: String) async throws {
    #expect(try await EndpointTrial.ask { _, _ in .text(200, body) }.text == "fine")
  }

  @Test func `a refusal is told apart from a text`() async throws {
    let body = #"{"choices": [{"message": {"content": null, "refusal": "No."}, "finish_reason": "stop"}]}"#
    let reply = try await EndpointTrial.ask { _, _ in .text(200, body) }.exchange.result.get()
    #expect(reply.text.isEmpty && reply.refusal == "No.")
  }

  @Test(arguments: [429, 503]) func `a wait that the server asks for is kept to`(status: Int) async throws {
    let trial = try await EndpointTrial.ask { number, _ in
      number == 0 ? .text(status, "busy", [("retry-after", "7")]) : .fine
    }
    #expect(trial.text == "fine" && trial.exchange.tries == 2)
    #expect(trial.waits.count == 1 && trial.waits.allSatisfy { $0 > .seconds(6) && $0 <= .seconds(7) })
  }

  @Test func `a wait beyond the ceiling is not begun`() async throws {
    let trial = try await EndpointTrial.ask { _, _ in .text(429, "quota used up", [("retry-after", "3600")]) }
    #expect(trial.error == .rateLimited(seconds: 3_600, detail: "quota used up"))
    #expect(trial.waits.isEmpty)
  }

  @Test(arguments: [429, 500, 502, 503, 504, 408]) func `a failing server is asked again, but not for ever`(
    status: Int
  ) async throws {
    let recovered = try await EndpointTrial.ask { number, _ in number < 2 ? .text(status, "oops") : .fine }
    #expect(recovered.text == "fine" && recovered.exchange.tries == 3)
    #expect(recovered.waits.count == 2 && recovered.waits.allSatisfy { $0 > .zero && $0 <= .seconds(2) })
    let lost = try await EndpointTrial.ask { _, _ in .text(status, "oops") }
    #expect(lost.error != nil && lost.requests.count == 3)
  }

  @Test(arguments: [400, 401, 403, 404, 413, 501]) func `what will not change is asked once`(status: Int)
    async throws
  {
    let trial = try await EndpointTrial.ask { _, _ in
      .text(status, #"{"error": {"message": "because", "code": 1}}"#)
    }
    #expect(trial.requests.count == 1)
    let error = try #require(trial.error)
    #expect(error.summary.contains("because"))
    #expect(error.endsRun == [401, 403, 404].contains(status))
  }

  @Test(arguments: [
    (#"{"error": {"message": "why"}}"#, "why"), (#"{"error": "why"}"#, "why"), (#"{"detail": "why"}"#, "why"),
    (#"{"message": "why"}"#, "why"), ("why\n", "why"),
    (#"{"detail": [{"loc": 1}]}"#, #"{"detail": [{"loc": 1}]}"#), ("", ""),
  ])
  func `the server's words are found in the usual shapes`(body: String, words: String) async throws {
    let trial = try await EndpointTrial.ask { _, _ in .text(418, body) }
    #expect(trial.error == .refused(status: 418, detail: words))
  }

  @Test func `a long complaint is cut`() async throws {
    let trial = try await EndpointTrial.ask { _, _ in .text(418, String(repeating: "x", count: 9_000)) }
    #expect((trial.error?.summary.count ?? 9_000) < 600)
  }

  @Test func `half a reply is no reply, and is asked for again`() async throws {
    let lost = try await EndpointTrial.ask { _, _ in .half(#"{"choices": ["#) }
    guard case .connectionLost = lost.error else { Issue.record("\(lost.exchange)"); return }
    #expect(lost.requests.count == 3)
    #expect(try await EndpointTrial.ask { number, _ in number == 0 ? .half("{") : .fine }.text == "fine")
  }

  @Test(arguments: [
    "<html>welcome</html>", "", "{}", #"{"choices": []}"#, #"{"choices": 3}"#, "[[[[", "fine",
  ])
  func `a body that is no chat reply is told`(body: String) async throws {
    let trial = try await EndpointTrial.ask { _, _ in .text(200, body) }
    #expect(trial.error == .unreadableReply(detail: body))
    #expect(trial.requests.count == 1)
  }

  @Test func `a compressed reply is read`() async throws {
    let body = try #require(Data(base64Encoded: Self.compressed))
    let trial = try await EndpointTrial.ask { _, _ in
      .whole(200, [("content-encoding", "gzip")], body: Array(body))
    }
    #expect(trial.text == "fine")
  }

  @Test func `a huge reply is refused at the limit, compressed or not`() async throws {
    let plain = try await EndpointTrial.ask(replyBytes: 1_000) { _, _ in
      .text(200, String(repeating: " ", count: 100_000))
    }
    #expect(plain.error == .replyTooLong(bytes: 1_000))
    let body = try #require(Data(base64Encoded: Self.compressed))
    let bomb = try await EndpointTrial.ask(replyBytes: 50) { _, _ in
      .whole(200, [("content-encoding", "gzip")], body: Array(body))
    }
    #expect(bomb.error == .replyTooLong(bytes: 50))
    #expect(bomb.requests.count == 1)
  }

  /// `fine` as a chat reply, by gzip.
  private static let compressed =
    "H4sIAAAAAAACAx2MQQqAIBRErxKzrkXbrhIRolMK6Q+/tBHvnrWb93hMRRTHC8sAZX7oph"
    + "njAOslWGrXa0WkqjnZocJKKkzl64+QiDb+I6jfM41K+p+K3GhbewGwaBT2XQAAAA=="

  @Test(arguments: [
    (400, "response_format"), (422, "json_schema is not supported"), (400, "Schema too deep"),
  ])
  func `a server without schemas is asked for JSON, then for text`(status: Int, words: String) async throws {
    let noSchema = try await EndpointTrial.ask { _, request in
      request.body.contains("json_schema") ? .text(status, words) : .fine
    }
    #expect(
      noSchema.text == "fine" && noSchema.exchange.format == .jsonObject && noSchema.exchange.tries == 2
    )
    let nothing = try await EndpointTrial.ask { _, request in
      request.body.contains("response_format") ? .text(status, words) : .fine
    }
    #expect(nothing.text == "fine" && nothing.exchange.format == .text && nothing.exchange.tries == 3)
  }

  @Test func `a format that the server refused is not tried again`() async throws {
    try await FaultServer.serve({ _, request in
      request.body.contains("json_schema") ? .text(400, "no response_format here") : .fine
    }) { server in
      try await EndpointModel.connect(to: EndpointTrial.endpoint(server.address)) { model in
        _ = await model.answer(request)
        #expect(await model.format == .jsonObject)
        #expect(await model.answer(request).tries == 1)
      }
      #expect(server.requests.count == 3)
    }
  }

  @Test(arguments: [
    (SchemaSupport.schema, #""json_schema""#), (.json, #""json_object""#), (.nothing, ""),
  ])
  func `a format that is settled is kept to, refused or not`(support: SchemaSupport, type: String)
    async throws
  {
    try await FaultServer.serve({ _, _ in .text(400, "no response_format here") }) { server in
      var endpoint = try EndpointTrial.endpoint(server.address)
      endpoint.schema = support
      let exchange = try await EndpointModel.connect(to: endpoint) { await $0.answer(request) }
      #expect(exchange.tries == 1 && exchange.format == support.format)
      #expect(server.requests[0].body.contains("response_format") == !type.isEmpty)
      #expect(type.isEmpty || server.requests[0].body.contains(type))
    }
  }

  @Test func `further headers and fields are sent, and the key in a header of its own`() async throws {
    try await FaultServer.serve({ _, _ in .fine }) { server in
      var endpoint = try EndpointTrial.endpoint(server.address)
      endpoint.headers = ["X-Project": "picks", "User-Agent": "ada"]
      endpoint.keyHeader = "api-key"
      var request = request
      request.sampling = ChatRequest.Sampling(fields: [
        "top_k": .number("20"), "temperature": .number("0.5"), "max_tokens": .null,
        "max_completion_tokens": .number("99"),
      ])
      _ = try await EndpointModel.connect(to: endpoint) { [request] in await $0.answer(request) }
      let headers = server.requests[0].headers
      #expect(headers["api-key"] == [EndpointTrial.canary] && headers["authorization"] == nil)
      #expect(headers["x-project"] == ["picks"] && headers["user-agent"] == ["ada"])
      let body = JSONValue(json: server.requests[0].body)?.members
      #expect(body?["top_k"] == .number("20") && body?["temperature"] == .number("0.5"))
      #expect(body?["max_completion_tokens"] == .number("99") && body?["max_tokens"] == nil)
      #expect(body?["presence_penalty"] == .number("0.6") && body?["model"] == .string("asked-1"))
      #expect(
        request.fingerprint(model: "m", format: .text) != self.request.fingerprint(model: "m", format: .text)
      )
    }
  }

  @Test func `other refusals change nothing about the format`() async throws {
    let trial = try await EndpointTrial.ask { _, _ in .text(400, "the context is too long") }
    #expect(trial.requests.count == 1 && trial.exchange.format == .schema)
  }

  @Test func `nobody at the address is told, after some tries`() async throws {
    let gone = try await FaultServer.serve({ _, _ in .fine }) { $0.address }
    let policy = RetryPolicy(tries: 3, firstWait: .zero, longestWait: .zero) { _ in }
    let exchange = try await EndpointModel.connect(to: EndpointTrial.endpoint(gone), retry: policy) {
      await $0.answer(request)
    }
    guard case .failure(.unreachable) = exchange.result else { Issue.record("\(exchange)"); return }
    #expect(exchange.tries == 3)
  }

  @Test func `a host that does not exist is told at once`() async throws {
    let endpoint = try EndpointTrial.endpoint("https://handpick.invalid/v1")
    let exchange = try await EndpointModel.connect(to: endpoint) { await $0.answer(request) }
    guard case .failure(let error) = exchange.result else { Issue.record("\(exchange)"); return }
    #expect(error == .unknownHost(address: "https://handpick.invalid/v1"))
    #expect(exchange.tries == 1)
  }

  @Test func `a request that is cancelled ends at once`() async throws {
    try await FaultServer.serve({ _, _ in .silence }) { server in
      let endpoint = try EndpointTrial.endpoint(server.address)
      let exchange = try await withThrowingTaskGroup(of: ChatExchange.self) { group in
        group.addTask { try await EndpointModel.connect(to: endpoint) { await $0.answer(request) } }
        while server.requests.isEmpty { await Task.yield() }
        group.cancelAll()
        return try #require(try await group.next())
      }
      #expect(throws: ModelError.cancelled) { try exchange.result.get() }
    }
  }

  @Test func `a key that a server echoes is taken out`() async throws {
    let echo = "you sent \(EndpointTrial.canary) and that is wrong"
    var texts: [String] = []
    for answer in [
      FaultServer.Answer.text(401, echo), .text(400, #"{"error": {"message": "\#(echo)"}}"#),
      .text(500, echo),
      .text(200, echo), .text(200, completion(echo)),
      .text(302, "", [("location", "/?key=\(EndpointTrial.canary)")]),
      .text(200, #"{"choices": [{"message": {"refusal": "\#(echo)"}}], "model": "\#(echo)"}"#),
    ] {
      let trial = try await EndpointTrial.ask { _, _ in answer }
      dump(trial.exchange, to: &texts.nextText)
      texts.append("\(trial.exchange) \(trial.error?.summary ?? "") \(trial.error?.suggestion ?? "")")
    }
    #expect(texts.contains { $0.contains("[key]") })
    for text in texts { #expect(!text.contains("canary")) }
  }

  @Test func `a probe lists the models, or says what is wrong`() async throws {
    let list = #"{"object": "list", "data": [{"id": "asked-1"}, {"id": "other"}]}"#
    try await FaultServer.serve({ number, _ in number == 0 ? .text(200, list) : .text(401, "key?") }) {
      server in
      try await EndpointModel.connect(to: EndpointTrial.endpoint(server.address)) { model in
        let report = try await model.probe()
        #expect(report == EndpointModel.Report(models: ["asked-1", "other"], listsModel: true))
        await #expect(throws: ModelError.self) { try await model.probe() }
      }
      #expect(server.requests[0].path == "/v1/models")
    }
  }
}

extension [String] {
  /// A text to write into, which is added at the end.
  fileprivate var nextText: String {
    get { "" }
    set { append(newValue) }
  }
}
