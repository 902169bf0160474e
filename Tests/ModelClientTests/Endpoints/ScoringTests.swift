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
    func perplexity(_ logarithms: [Double]) -> Double? {
      ChatReply(text: "a b", model: "m", logProbabilities: logarithms).perplexity
    }
    #expect(perplexity([0, 0]) == 1)
    #expect(abs(try #require(perplexity([-log(2), -log(2)])) - 2) < 1e-12)
    #expect(perplexity([]) == nil)
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
}
