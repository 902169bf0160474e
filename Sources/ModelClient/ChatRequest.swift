import Fingerprint
import Foundation

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
  func body(model: String, format: ReplyFormat) throws(ModelError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let own = OwnFields(self, model: model, format: format)
    let body = Body(own: own, further: sampling.fields)
    do { return try Array(encoder.encode(body)) } catch {
      throw .refused(status: 0, detail: "the question cannot be written as JSON")
    }
  }

  /// The SHA-256 of the body, 64 hexadecimal digits: model, messages and parameters, not the key.
  func fingerprint(model: String, format: ReplyFormat) -> String {
    let body = (try? body(model: model, format: format)) ?? []
    return SHA256(of: body).hexadecimal
  }
}

/// Our fields with the further ones, which win.
private struct Body: Encodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  let own: OwnFields
  let further: [String: JSONValue]

  func encode(to encoder: any Encoder) throws {
    try own.encode(to: encoder)
    var container = encoder.container(keyedBy: Name.self)
    for (name, value) in further where value != .null {
      try container.encode(value, forKey: Name(stringValue: name))
    }
  }
}

private struct OwnFields: Encodable {
  struct Message: Encodable {
    var role: String
    var content: String
  }

  struct ResponseFormat: Encodable {
    struct Named: Encodable {
      var name = "ranking"
      var strict = true
      var schema: JSONSchema
    }
    var type: String
    var json_schema: Named?
  }

  var model: String
  var messages: [Message]
  var max_tokens: Int?
  var temperature: Double?
  var presence_penalty: Double?
  var logprobs: Bool?
  var response_format: ResponseFormat?

  init(_ request: ChatRequest, model: String, format: ReplyFormat) {
    self.model = model
    messages = [
      Message(role: "system", content: request.system), Message(role: "user", content: request.user),
    ]
    .filter { !$0.content.isEmpty }
    func ours<Value>(_ value: Value?, unless name: String) -> Value? {
      request.sampling.fields[name] == nil ? value : nil
    }
    max_tokens = ours(request.replyTokens, unless: "max_tokens")
    temperature = ours(request.sampling.temperature, unless: "temperature")
    presence_penalty = ours(request.sampling.presencePenalty, unless: "presence_penalty")
    logprobs = ours(request.asksProbabilities ? true : nil, unless: "logprobs")
    response_format =
      switch format {
      case .schema:
        request.schema.map { ResponseFormat(type: "json_schema", json_schema: .init(schema: $0)) }
      case .jsonObject: request.schema.map { _ in ResponseFormat(type: "json_object") }
      case .text: nil
      }
  }
}
