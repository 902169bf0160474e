import Fingerprint

/// A question to a chat model, and how it is to be answered.
public struct ChatRequest: Equatable, Sendable {
  /// What the model is and does.
  public var system: String
  /// The question.
  public var user: String
  /// The shape of the reply; nil where it is no JSON.
  public var schema: JSONSchema?
  /// The most tokens that the model may write.
  public var replyTokens: Int
  /// How freely it writes.
  public var sampling: Sampling
  /// Whether the answer comes with the probabilities of its tokens; one without is an error.
  public var asksProbabilities = false
  /// Which of several answers to the same question is wanted, from 0: an archive keeps each; never sent.
  public var sample = 0
  /// What the question is about, for those who keep it: `CLUSTER-ROUND-PASS-TRY`; never sent.
  public var subject = ""

  /// How freely a model writes; what is nil is left to the server.
  public struct Sampling: Equatable, Sendable {
    /// 0 always takes the likeliest token.
    public var temperature: Double?
    /// How much a token that already occurs is avoided, -2 to 2.
    public var presencePenalty: Double?
    /// Further fields of the request's body, such as `top_k`; they win over ours, and null takes ours out.
    public var fields: [String: JSONValue]

    /// The fields that are not anybody's to choose: replies could not be read, or would answer something else.
    public static let ownFields: Set = ["model", "messages", "response_format", "stream", "n"]

    /// Sets the sampling.
    ///
    /// The penalty keeps small models from naming one candidate again and again.
    public init(
      temperature: Double? = 0,
      presencePenalty: Double? = 0.6,
      fields: [String: JSONValue] = [:]
    ) {
      self.temperature = temperature
      self.presencePenalty = presencePenalty
      self.fields = fields
    }
  }
}

extension ChatRequest {
  /// Makes a question that is answered freely: with nothing before it, and in no shape.
  ///
  /// - Parameters:
  ///   - text: What is said to the model.
  ///   - replyTokens: The most tokens that it may write.
  ///   - sampling: How freely it writes.
  public init(
    _ text: String,
    replyTokens: Int,
    sampling: Sampling = Sampling(presencePenalty: nil)
  ) {
    self.init(system: "", user: text, schema: nil, replyTokens: replyTokens, sampling: sampling)
  }

  /// The body of the HTTP request.
  ///
  /// The same request always has the same bytes.
  func body(model: String, format: ReplyFormat) -> [UInt8] {
    let fields = ownFields(model: model, format: format).merging(sampling.fields) { $1 }
    return JSONValue.object(fields.filter { $0.value != .null }).bytes
  }

  /// The SHA-256 of the body, 64 hexadecimal digits: model, messages and parameters, not the key.
  func fingerprint(model: String, format: ReplyFormat) -> String {
    SHA256(of: body(model: model, format: format)).hexadecimal
  }

  private func ownFields(model: String, format: ReplyFormat) -> [String: JSONValue] {
    let messages = [("system", system), ("user", user)].filter { !$0.1.isEmpty }
    var fields: [String: JSONValue] = [
      "model": .string(model),
      "messages": .array(
        messages.map { role, content in .object(["role": .string(role), "content": .string(content)]) }
      ),
      "max_tokens": .number("\(replyTokens)"),
    ]
    fields["temperature"] = sampling.temperature.map { .number("\($0)") }
    fields["presence_penalty"] = sampling.presencePenalty.map { .number("\($0)") }
    fields["logprobs"] = asksProbabilities ? .bool(true) : nil
    fields["response_format"] = schema.flatMap(format.field)
    return fields
  }
}

extension ReplyFormat {
  /// The field `response_format` that asks for a reply of some shape.
  fileprivate func field(for schema: JSONSchema) -> JSONValue? {
    switch self {
    case .schema:
      .object([
        "type": .string("json_schema"),
        "json_schema": .object([
          "name": .string("ranking"), "strict": .bool(true), "schema": schema.json,
        ]),
      ])
    case .jsonObject: .object(["type": .string("json_object")])
    case .text: nil
    }
  }
}
