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

  @Test func `an answer comes with the logarithms of its tokens, if they are asked for`() async throws {
    let told = #"""
      {"choices": [{"message": {"content": "fine, \#(EndpointTrial.canary)"}, "logprobs": {"content": [
        {"token": "fi", "logprob": -0.5}, {"token": "ne", "logprob": -1.5}]}}]}
      """#
    try await ask({ _, _ in .text(200, told) }) { model, server in
      let sampling = ChatRequest.Sampling(
        temperature: 0.7,
        presencePenalty: nil,
        fields: ["seed": .number("3")]
      )
      var question = ChatRequest("How are you?", replyTokens: 9, sampling: sampling)
      question.asksProbabilities = true
      let reply = try await model.answer(question).result.get()
      #expect(reply.text == "fine, [key]" && reply.logProbabilities == [-0.5, -1.5])
      #expect(reply.perplexity == exp(1))
      #expect(
        server.requests[0].body
          == #"{"logprobs":true,"max_tokens":9,"messages":[{"content":"How are you?","role":"user"}],"model":"asked-1","seed":3,"temperature":0.7}"#
      )
    }
  }

  @Test(arguments: [
    "null", "[1]", #"{"content": null}"#, #"{"content": [{"token": "fi"}]}"#, #"{"token_logprobs": [-1]}"#,
  ])
  func `an answer without the logarithms that were asked for is an error, otherwise they do not matter`(
    told: String
  ) async throws {
    let body = #"{"choices": [{"message": {"content": "fine"}, "logprobs": \#(told)}]}"#
    try await ask({ _, _ in .text(200, body) }) { model, server in
      var question = ChatRequest("How are you?", replyTokens: 9)
      let reply = try await model.answer(question).result.get()
      #expect(reply.text == "fine" && reply.logProbabilities.isEmpty && reply.perplexity == nil)
      question.asksProbabilities = true
      let untold = await model.answer(question).result
      #expect(untold == .failure(.noProbabilities(address: server.address + "/v1")))
    }
  }

  @Test func `of an empty answer there is nothing to tell`() async throws {
    try await ask({ _, _ in .text(200, #"{"choices": [{"message": {"content": ""}}]}"#) }) { model, _ in
      var question = ChatRequest("How are you?", replyTokens: 9)
      question.asksProbabilities = true
      let reply = try await model.answer(question).result.get()
      #expect(reply.text.isEmpty && reply.perplexity == nil)
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
