import Foundation
import TestSupport
import Testing

@testable import ModelClient

@Suite struct ScoringTests {
  private func ask<Value: Sendable>(
    _ script: @escaping @Sendable (Int, FaultServer.Request) -> FaultServer.Answer,
    _ body: @Sendable (EndpointModel, FaultServer) async throws -> Value
  ) async throws -> Value {
    try await FaultServer.serve(script) { server in
      try await EndpointModel.connect(to: EndpointTrial.endpoint(server.address)) {
        try await body($0, server)
      }
    }
  }

  @Test func `perplexity is e to the mean surprise`() throws {
    #expect(ScoredText(text: "a b", logProbabilities: [0, 0]).perplexity == 1)
    let coins = try #require(ScoredText(text: "a b", logProbabilities: [-log(2), -log(2)]).perplexity)
    #expect(abs(coins - 2) < 1e-12)
    #expect(ScoredText(text: "", logProbabilities: []).perplexity == nil)
  }

  @Test func `an answer comes with the logarithms of its tokens, if the server tells them`() async throws {
    let told = #"""
      {"choices": [{"message": {"content": "fine, \#(EndpointTrial.canary)"}, "logprobs": {"content": [
        {"token": "fi", "logprob": -0.5}, {"token": "ne", "logprob": -1.5}]}}]}
      """#
    try await ask({ number, _ in number == 0 ? .text(200, told) : .fine }) { model, server in
      let sampling = ChatRequest.Sampling(
        temperature: 0.7,
        presencePenalty: nil,
        fields: ["seed": .number("3")]
      )
      let reply = try await model.reply(to: "How are you?", tokens: 9, sampling: sampling)
      #expect(reply == ScoredText(text: "fine, [key]", logProbabilities: [-0.5, -1.5], model: "asked-1"))
      let body = try #require(JSONValue(json: server.requests[0].body))
      #expect(body["messages"]?.elements?.count == 1 && body["max_tokens"] == .number("9"))
      #expect(body["temperature"]?.real == 0.7 && body["seed"] == .number("3"))
      #expect(body["presence_penalty"] == nil && body["response_format"] == nil)
      let untold = try await model.reply(to: "And you?", tokens: 9)
      #expect(untold.text == "fine" && untold.perplexity == nil)
    }
  }

  @Test func `a text is scored by a server that repeats it`() async throws {
    let echo = #"""
      {"choices": [{"text": "a b c d", "logprobs": {"token_logprobs": [null, -1, -2.5, -9]}}],
       "usage": {"prompt_tokens": 3, "completion_tokens": 1}}
      """#
    try await ask({ _, _ in .text(200, echo) }) { model, server in
      let scored = try await model.score("a b c")
      #expect(scored.logProbabilities == [-1, -2.5])
      #expect(server.requests.map(\.path) == ["/v1/completions"])
    }
  }

  @Test func `a text is scored by a server that can be made to write it`() async throws {
    try await ask({ _, request in
      switch request.path {
      case "/tokenize": return .text(200, #"{"tokens": [1, 20, 300]}"#)
      case "/completion":
        let body = JSONValue(json: request.body)
        let (place, forced) = (body?["prompt"]?.elements?.count ?? 0, body?["logit_bias"]?[0]?[0]?.whole ?? 0)
        return .text(200, #"{"completion_probabilities": [{"id": \#(forced), "logprob": -\#(place).5}]}"#)
      default: return .text(200, #"{"choices": [{"text": "x", "logprobs": {"content": []}}]}"#)
      }
    }) { model, server in
      let whole = try await model.score("a b c")
      #expect(whole.logProbabilities == [-1.5, -2.5])
      let start = try await model.score("a b c", limit: 2)
      #expect(start.logProbabilities == [-1.5])
      #expect(server.requests[2].body.contains(#""logit_bias":[[20,1000]]"#))
    }
  }

  @Test(arguments: [
    FaultServer.Answer.text(404, "no such page"), .text(400, "no echo"), .fine,
    .text(200, #"{"tokens": [1, 2], "completion_probabilities": [{"id": 9, "logprob": -1}]}"#),
  ])
  func `a server that does not tell is told`(answer: FaultServer.Answer) async throws {
    try await ask({ _, _ in answer }) { model, server in
      let error = await failure(of: model)
      #expect(error == .noProbabilities(address: server.address + "/v1"))
    }
  }

  @Test func `other faults are told as what they are`() async throws {
    try await ask({ _, _ in .text(401, "who are you") }) { model, server in
      let error = await failure(of: model)
      #expect(error == .unauthorized(address: server.address + "/v1", sentKey: true, detail: "who are you"))
    }
  }

  /// What is wrong when a text is scored.
  private func failure(of model: EndpointModel) async -> ModelError? {
    do throws(ModelError) {
      _ = try await model.score("a b c")
      return nil
    } catch {
      return error
    }
  }
}
