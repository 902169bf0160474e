import Curation
import Foundation
import ModelClient
import Testing

@Suite struct BatchLineTests {
  private static let body = """
    {"model":"served-1","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],\
    "usage":{"prompt_tokens":7,"completion_tokens":2}}
    """

  private func read(_ line: String) -> BatchLine { BatchLine(line.utf8, model: "asked-1") }

  private func problem(_ line: String) -> String? {
    if case .failure(let problem) = read(line).reply { problem.text } else { nil }
  }

  @Test(arguments: [
    // As the Batch API and vllm run-batch write it.
    #"{"id":"batch_req_1","custom_id":"a","response":{"status_code":200,"request_id":"r","body":BODY},"error":null}"#,
    #"{"id":"vllm-1","custom_id":"a","response":{"status_code":200,"request_id":"r","body":BODY},"error":null}"#,
    #"{"custom_id":"a","response":{"body":BODY}}"#,
  ])
  func `a reply is read`(line: String) throws {
    let read = read(line.replacing("BODY", with: Self.body))
    #expect(read.id == "a")
    let reply = ChatReply(
      text: "hello",
      finishReason: "stop",
      model: "served-1",
      promptTokens: 7,
      completionTokens: 2
    )
    #expect(try read.reply.get() == reply)
  }

  @Test(arguments: [
    (
      #"{"custom_id":"a","response":{"status_code":429,"body":{"error":{"message":"slow down","type":"x"}}},"error":null}"#,
      "HTTP 429: slow down"
    ),
    (
      #"{"custom_id":"a","response":null,"error":{"code":"batch_expired","message":"too late"}}"#,
      "batch_expired: too late"
    ),
    (#"{"custom_id":"a","response":{"status_code":500}}"#, "HTTP 500"),
    // As vllm run-batch puts it: in words, as an object within an object, and as older versions do.
    (
      #"{"id":"vllm-1","custom_id":"a","response":{"status_code":400,"request_id":"r","body":null},"error":"too long"}"#,
      "HTTP 400: too long"
    ),
    (
      #"{"custom_id":"a","response":{"status_code":400,"body":null},"error":{"error":{"message":"too long","type":"BadRequestError","param":null,"code":400}}}"#,
      "HTTP 400: too long"
    ),
    (
      #"{"custom_id":"a","response":{"status_code":400,"body":null},"error":{"object":"error","message":"too long","type":"BadRequestError","param":null,"code":400}}"#,
      "HTTP 400: too long"
    ),
    (#"{"custom_id":"a","response":{"status_code":503,"body":null},"error":{}}"#, "HTTP 503"),
    // As the Batch API puts it into its file of errors.
    (
      #"{"id":"b","custom_id":"a","response":{"status_code":400,"request_id":"r","body":{"error":{"message":"no such model","type":"invalid_request_error","param":null,"code":"model_not_found"}}},"error":null}"#,
      "HTTP 400: no such model"
    ),
    (
      #"{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{}}"#,
      "a question, not an answer"
    ),
    (
      #"{"custom_id":"a","response":{"status_code":200,"body":{"choices":[]}}}"#,
      "a completion without a choice"
    ),
    (
      #"{"custom_id":"a","response":{"status_code":200,"body":{"ok":1}}}"#,
      "the body is not that of a chat server"
    ),
    (#"{"custom_id":"a"}"#, "neither a response nor an error"),
    (#"{"custom_id":"#, "the line is not JSON as a batch runner writes it"),
    ("[1]", "the line is not JSON as a batch runner writes it"),
  ])
  func `what is no reply says why`(line: String, why: String) { #expect(problem(line) == why) }

  @Test func `a failure keeps its name, and a question is known as one`() {
    let failure = read(#"{"custom_id":"a","response":{"status_code":400},"error":{"error":{"code":400}}}"#)
    #expect(failure.id == "a" && !failure.isQuestion)
    #expect(read(#"{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{}}"#).isQuestion)
  }

  @Test func `a name comes back as it went out, and others are no names`() throws {
    let key = String(repeating: "0a", count: 16)
    let id = try #require(BatchID("3-70000-1-9-2-\(key)"))
    #expect(id.run == 3 && id.key == key && id.description == "3-70000-1-9-2-\(key)")
    for text in ["", key, "3-70000-1-9-\(key)", "3-7-1-9-2-\(key)0", "3-7-1-9-x-\(key)", "3-7-1-9-2-\(key) "]
    {
      #expect(BatchID(text) == nil)
    }
  }

  @Test func `a line asks what the endpoint would be asked, under a name that services take`() async throws {
    let (stream, collected) = AsyncStream.makeStream(of: ChatRequest.self)
    let model = CollectingModel(name: "m") { collected.yield($0) }
    let ranker = ModelRanker(model: model, options: ModelRanker.Options(seed: 1, passes: .adaptive))
    await #expect(throws: ModelError.postponed) {
      _ = try await ranker.rank(cluster(5).cluster, candidates: cluster(5).candidates, picks: 1, pass: 2)
    }
    collected.finish()
    for await request in stream {
      let line = BatchRequest(request, model: "m", format: .schema, run: 4)
      #expect(line.line.count { $0 == UInt8(ascii: "\n") } == 1 && line.line.last == UInt8(ascii: "\n"))
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line.line)) as? [String: any Sendable]
      )
      let id = try #require(record["custom_id"] as? String)
      #expect(id.hasPrefix("4-5-1-2-0-") && id.count <= 64)
      #expect(id.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil)
      #expect(record["method"] as? String == "POST")
      #expect(record["url"] as? String == "/v1/chat/completions")
      let body = try #require(record["body"] as? [String: any Sendable])
      #expect(body["model"] as? String == "m" && body["max_tokens"] as? Int == request.replyTokens)
      #expect(BatchID(id) == line.id)
    }
  }
}
