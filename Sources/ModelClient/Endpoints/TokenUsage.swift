import Foundation

/// The tokens that a reply says it took; vectors have no tokens written.
struct TokenUsage: Decodable {
  var prompt_tokens: Int?
  var completion_tokens: Int?
  var total_tokens: Int?

  /// All of them, if the server counts them.
  var total: Int? {
    guard let prompt_tokens, let completion_tokens else { return total_tokens }
    return prompt_tokens + completion_tokens
  }

  /// The tokens read, if the server counts them.
  var read: Int? { prompt_tokens ?? total_tokens }
}

extension TokenUsage {
  private struct Reply: Decodable { var usage: TokenUsage? }

  /// Finds them in a reply, whatever else that holds.
  init?(in body: [UInt8]) {
    guard let reply = try? JSONDecoder().decode(Reply.self, from: Data(body)), let usage = reply.usage else {
      return nil
    }
    self = usage
  }
}
