import Foundation

/// The body of a chat reply as servers send it; everything that is not used is left out.
struct ChatCompletion: Decodable {
  struct Choice: Decodable {
    var message: Message
    var finish_reason: String?
    var logprobs: Probabilities?
  }

  /// What is told of a reply's tokens; in any other shape than ours, nothing.
  struct Probabilities: Decodable {
    struct Token: Decodable {
      var logprob: Double?
    }

    private enum Key: CodingKey { case content }

    /// The natural logarithms.
    var logarithms: [Double]

    init(from decoder: any Decoder) throws {
      let container = try? decoder.container(keyedBy: Key.self)
      logarithms = ((try? container?.decode([Token].self, forKey: .content)) ?? []).compactMap(\.logprob)
    }
  }

  struct Message: Decodable {
    var content: Content?
    var refusal: String?
  }

  /// A text, or a list of parts of which some are text.
  enum Content: Decodable {
    case text(String)
    case parts([Part])

    struct Part: Decodable {
      var text: String?
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .parts(try container.decode([Part].self))
      }
    }

    var text: String {
      switch self {
      case .text(let text): text
      case .parts(let parts): parts.compactMap(\.text).joined()
      }
    }
  }

  var model: String?
  var choices: [Choice]
  var usage: TokenUsage?
}

/// What a server says about a request that it does not answer, in one of the usual shapes.
struct Complaint: Decodable {
  /// The server's words.
  let message: String

  private struct Nested: Decodable {
    var message: String
  }

  private enum Key: String, CodingKey {
    case error, message, detail
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let nested = try? container.decode(Nested.self, forKey: .error) {
      message = nested.message
    } else {
      let keys: [Key] = [.error, .message, .detail]
      guard let text = keys.lazy.compactMap({ try? container.decode(String.self, forKey: $0) }).first else {
        throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no message"))
      }
      message = text
    }
  }

  /// The server's words in a body, or the body itself when they cannot be told apart.
  static func text(of body: [UInt8]) -> String {
    if let complaint = try? JSONDecoder().decode(Complaint.self, from: Data(body)) {
      return complaint.message
    }
    return String(decoding: body.prefix(4_096), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
