import Foundation

/// A line of a file with which a batch runner answers: a reply, or why there is none.
public struct BatchLine: Sendable {
  /// The name of the question, as the line gives it: untrusted text.
  public var id: String
  /// The reply, or what the runner says instead: untrusted text, short.
  public var reply: Result<ChatReply, Problem>
  /// Whether it is a line of the file that went to the runner.
  public var isQuestion = false

  /// Why a line holds no reply.
  public struct Problem: Error, Equatable, Sendable {
    /// In a few words.
    public var text: String

    /// Puts it into words.
    public init(text: String) { self.text = text }
  }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - line: The bytes, without a line break.
  ///   - model: The model that was asked for.
  public init(_ line: some Sequence<UInt8>, model: String) {
    guard let record = try? JSONDecoder().decode(Record.self, from: Data(line)) else {
      id = ""
      reply = .failure(Problem(text: "the line is not JSON as a batch runner writes it"))
      return
    }
    id = record.custom_id ?? ""
    reply = record.reply(model: model)
    isQuestion = record.response == nil && record.error == nil && record.method != nil
  }
}

private struct Record: Decodable {
  struct Response: Decodable {
    var status_code: Int?
    var body: Body?
  }

  enum Body: Decodable {
    case completion(ChatCompletion)
    case complaint(String)

    init(from decoder: any Decoder) throws {
      if let completion = try? ChatCompletion(from: decoder) {
        self = .completion(completion)
      } else {
        self = .complaint((try? Complaint(from: decoder))?.message ?? "the body is not that of a chat server")
      }
    }
  }

  /// What a runner says went wrong: in words, as a service puts it, or as a server of the runner's has put it.
  struct Fault: Decodable {
    private enum Key: CodingKey { case code }

    /// The words; nil where there are none.
    var text: String?

    init(from decoder: any Decoder) throws {
      if let words = try? decoder.singleValueContainer().decode(String.self) {
        text = words
        return
      }
      let code = try? decoder.container(keyedBy: Key.self).decode(String.self, forKey: .code)
      let words = [code, (try? Complaint(from: decoder))?.message].compactMap(\.self)
      text = words.isEmpty ? nil : words.joined(separator: ": ")
    }
  }

  var custom_id: String?
  var response: Response?
  var error: Fault?
  var method: String?

  func reply(model: String) -> Result<ChatReply, BatchLine.Problem> {
    func problem(_ text: String) -> Result<ChatReply, BatchLine.Problem> {
      .failure(BatchLine.Problem(text: String(text.prefix(500))))
    }
    let status = response?.status_code ?? 200
    if let words = error?.text { return problem(status == 200 ? words : "HTTP \(status): \(words)") }
    if method != nil, response == nil { return problem("a question, not an answer") }
    guard let response else { return problem("neither a response nor an error") }
    switch response.body {
    case .completion(let completion) where status == 200:
      guard let reply = ChatReply(completion, model: model) else {
        return problem("a completion without a choice")
      }
      return .success(reply)
    case .complaint(let text): return problem(status == 200 ? text : "HTTP \(status): \(text)")
    case .completion, nil: return problem("HTTP \(status)")
    }
  }
}

extension ChatReply {
  /// What a chat completion says, or nil when it says nothing.
  init?(_ completion: ChatCompletion, model: String) {
    guard let choice = completion.choices.first else { return nil }
    self.init(
      text: choice.message.content?.text ?? "",
      refusal: choice.message.refusal,
      finishReason: choice.finish_reason,
      model: completion.model ?? model,
      promptTokens: completion.usage?.prompt_tokens,
      completionTokens: completion.usage?.completion_tokens
    )
  }
}
