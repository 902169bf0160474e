import Foundation

extension EndpointModel {
  /// How likely the model finds a text that it did not write.
  ///
  /// Servers that repeat a prompt with its probabilities (vLLM, and OpenAI's completions) are asked once;
  /// llama.cpp's is made to write the text, a short request for each token.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - limit: The most tokens that are looked at, from the start, where each takes a request.
  /// - Returns: The text, with a logarithm for each token but the first.
  /// - Throws: `ModelError.noProbabilities`, or what else is wrong with the endpoint or the request.
  public func score(_ text: String, limit: Int = 256) async throws(ModelError) -> ScoredText {
    if let echoed = try await echo(of: text) { return ScoredText(text: text, logProbabilities: echoed) }
    return ScoredText(text: text, logProbabilities: try await forced(text, limit: limit))
  }

  /// The logarithms as the completions API repeats them with the prompt; nil from a server that does not.
  private func echo(of text: String) async throws(ModelError) -> [Double]? {
    let fields: [String: JSONValue] = [
      "model": .string(name), "prompt": .string(text), "echo": .bool(true), "logprobs": .number("1"),
      "max_tokens": .number("1"), "temperature": .number("0"),
    ]
    guard let answer = try await askIfKnown(endpoint.base + "/completions", fields),
      let logarithms = answer["choices"]?[0]?["logprobs"]?["token_logprobs"]?.elements
    else { return nil }
    // What was written after the prompt is not part of it.
    let repeated = logarithms.dropLast(answer["usage"]?["completion_tokens"]?.whole ?? 1)
    return repeated.isEmpty ? nil : repeated.compactMap(\.real)
  }

  /// The logarithms as llama.cpp's server tells them of each token that it has no choice but to write.
  ///
  /// Its bias for a token decides what is written, and does not enter the probability that is told.
  private func forced(_ text: String, limit: Int) async throws(ModelError) -> [Double] {
    let root = endpoint.base.hasSuffix("/v1") ? String(endpoint.base.dropLast(3)) : endpoint.base
    let question: [String: JSONValue] = ["content": .string(text), "add_special": .bool(true)]
    guard let tokens = try await askIfKnown(root + "/tokenize", question)?["tokens"]?.elements else {
      throw .noProbabilities(address: endpoint.base)
    }
    var logarithms: [Double] = []
    for place in tokens.indices.dropFirst().prefix(limit - 1) {
      let fields: [String: JSONValue] = [
        "prompt": .array(Array(tokens[..<place])), "n_predict": .number("1"), "n_probs": .number("1"),
        "temperature": .number("0"), "cache_prompt": .bool(true),
        "logit_bias": .array([.array([tokens[place], .number("1000")])]),
      ]
      let told = try await askIfKnown(root + "/completion", fields)?["completion_probabilities"]?[0]
      guard told?["id"] == tokens[place], let logarithm = told?["logprob"]?.real else {
        throw .noProbabilities(address: endpoint.base)
      }
      logarithms.append(logarithm)
    }
    return logarithms
  }

  private func ask(_ address: String, _ fields: [String: JSONValue]) async throws(ModelError) -> JSONValue {
    var tries = 0
    let response = try await post(
      JSONValue.object(fields).bytes,
      to: address,
      tokens: 0,
      tries: &tries
    )
    return try transport.json(in: response)
  }

  /// The answer; nil from a server that knows no such page or does not take the question.
  private func askIfKnown(
    _ address: String,
    _ fields: [String: JSONValue]
  ) async throws(ModelError) -> JSONValue? {
    do throws(ModelError) { return try await ask(address, fields) } catch {
      switch error {
      case .notFound, .refused, .serverFailed(501, _), .unreadableReply: return nil
      default: throw error
      }
    }
  }
}
