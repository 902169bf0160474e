import Foundation
import NIOHTTP1

extension EndpointCheckup {
  /// How much the model can hold: as the server tells, else as far as a question of a ranking needs it.
  ///
  /// - Parameter told: What the list of models says.
  /// - Returns: What was found.
  func context(told: Int?) async -> EndpointFinding {
    // llama.cpp's list has the context of the training; what a question gets is here.
    if let slot = await slotContext() { return finding(slot, "as the server's properties say") }
    if let told { return finding(told, "as the server's list of models says") }
    if let limit = await limitInRefusal() {
      return finding(limit, "as the server says when asked for too much")
    }
    return await probe()
  }

  /// What a ranking will use.
  private var planned: Int { profile.contextTokens ?? PromptLimits().contextTokens }

  private func finding(_ tokens: Int, _ source: String) -> EndpointFinding {
    let isEnough = tokens >= planned
    return EndpointFinding(
      .context,
      isEnough ? .good : .notable,
      "\(tokens) tokens, \(source)" + (isEnough ? "" : "; a ranking would use up to \(planned)"),
      advice: isEnough
        ? nil : "Give rank --context-tokens \(tokens), or write context-tokens in the configuration.",
      figure: Double(tokens)
    )
  }

  /// The context of one slot of llama.cpp's server.
  private func slotContext() async -> Int? {
    let base = transport.endpoint.base
    guard base.hasSuffix("/v1"), let body = try? await transport.json(.GET, base.dropLast(3) + "/props")
    else {
      return nil
    }
    return body["default_generation_settings"]?["n_ctx"]?.whole
  }

  /// Asks for more tokens than any model writes; servers that check beforehand name their limit, at no cost.
  private func limitInRefusal() async -> Int? {
    // Servers that do not check must not let the model ramble on.
    let stop = JSONValue.array(["\n", ".", " "].map(JSONValue.string))
    var request = ChatRequest.repeated(words: 1, fields: profile.body.merging(["stop": stop]) { $1 })
    request.replyTokens = 100_000_000
    do throws(ModelError) {
      _ = try await ask(request, .text)
      return nil
    } catch {
      let words = /(?:context length|context window|max_model_len|n_ctx)\D{0,40}?(\d[\d,]*)/.ignoresCase()
      guard case .refused(_, let detail) = error, let match = detail.firstMatch(of: words) else { return nil }
      return Int(match.output.1.replacing(",", with: ""))
    }
  }

  /// Sends a question as long as those of a ranking, and sees whether it was read whole.
  private func probe() async -> EndpointFinding {
    // A word is one token or more.
    let words = planned * 3 / 4
    do throws(ModelError) {
      let (reply, _) = try await ask(.repeated(words: words, fields: profile.body), .text)
      guard let read = reply["usage"]?["prompt_tokens"]?.whole else {
        return EndpointFinding(
          .context,
          .notable,
          "not told; a question of \(words) words was taken, whether whole cannot be seen"
        )
      }
      guard read < words else {
        return EndpointFinding(
          .context,
          .good,
          "not told; a question of \(read) tokens was read whole",
          figure: Double(read)
        )
      }
      return EndpointFinding(
        .context,
        .bad,
        "the server cut a question of \(words) words to \(read) tokens, and said nothing",
        advice: "Give the model more context where it is served, or rank with --context-tokens \(read).",
        figure: Double(read)
      )
    } catch {
      return EndpointFinding(
        .context,
        .notable,
        "not told; a question of \(words) words failed: \(error.summary)",
        advice: "Rank with fewer --context-tokens than \(planned)."
      )
    }
  }
}

extension ChatRequest {
  /// A question of so many equal words, which asks for a word.
  fileprivate static func repeated(words: Int, fields: [String: JSONValue]) -> ChatRequest {
    ChatRequest(
      system: "You answer in one word.",
      user: Array(repeating: "tea", count: words).joined(separator: " ") + "\nSay yes.",
      schema: .text,
      replyTokens: 1,
      sampling: Sampling(fields: fields)
    )
  }
}
