/// Something that answers a chat: an endpoint, or scripted answers.
public protocol ChatModel: Sendable {
  /// The model's name, as it is asked for.
  var name: String { get }

  /// Asks once, retrying what deserves it.
  func answer(_ request: ChatRequest) async -> ChatExchange
}

/// How a reply's shape is asked for.
public enum ReplyFormat: String, CaseIterable, Codable, Sendable {
  /// `response_format` with a JSON schema: the server keeps the model to it.
  case schema
  /// `response_format` `json_object`: some JSON; the prompt says which.
  case jsonObject = "json-object"
  /// Nothing but what the prompt says.
  case text

  /// What to fall back to when a server refuses this one.
  var fallback: ReplyFormat? {
    switch self {
    case .schema: .jsonObject
    case .jsonObject: .text
    case .text: nil
    }
  }
}

/// What became of a request.
public struct ChatExchange: Sendable {
  /// The reply, or why there is none.
  public var result: Result<ChatReply, ModelError>
  /// How the reply's shape was asked for in the end.
  public var format: ReplyFormat
  /// How many HTTP requests were sent, retries and fallbacks included; 0 when the reply was known.
  public var tries: Int
  /// From the first request to the end of the reply, waits and retries included; zero when the reply was known.
  public var latency = Duration.zero
  /// The fingerprint of the request in that format, where it was needed before the reply came.
  public var fingerprint: String?

  /// Makes an exchange.
  public init(_ result: Result<ChatReply, ModelError>, format: ReplyFormat = .schema, tries: Int = 1) {
    self.result = result
    self.format = format
    self.tries = tries
  }
}

/// A model's reply: untrusted text.
public struct ChatReply: Equatable, Sendable {
  /// What the model wrote; empty when it wrote nothing.
  public var text: String
  /// What the model said instead, when the server marks it as a refusal.
  public var refusal: String?
  /// Why the model stopped, such as `stop`, `length` or `content_filter`.
  public var finishReason: String?
  /// The model's name as the server reports it.
  public var model: String
  /// The tokens read, if the server counts them.
  public var promptTokens: Int?
  /// The tokens written, if the server counts them.
  public var completionTokens: Int?
  /// The natural logarithm of each token's probability, in order; empty unless asked for and told.
  public var logProbabilities: [Double]

  /// Makes a reply.
  public init(
    text: String,
    refusal: String? = nil,
    finishReason: String? = "stop",
    model: String,
    promptTokens: Int? = nil,
    completionTokens: Int? = nil,
    logProbabilities: [Double] = []
  ) {
    self.text = text
    self.refusal = refusal
    self.finishReason = finishReason
    self.model = model
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.logProbabilities = logProbabilities
  }
}
