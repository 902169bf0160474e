import Foundation

/// A model behind an OpenAI-compatible endpoint that turns texts into vectors, at an endpoint's pace and within a cap.
public struct EmbeddingModel: Sendable {
  private let model: EndpointModel
  private let purse: Purse
  private let fields: [String: JSONValue]

  /// The fields of a question that are not anybody's to choose.
  private static let ownFields: Set = ["model", "input"]

  /// Lends the model of an endpoint, and closes its connections afterwards.
  ///
  /// - Parameters:
  ///   - endpoint: Where texts become vectors.
  ///   - rates: How much may be asked of it.
  ///   - retry: How often a request is sent again.
  ///   - cap: What may be spent.
  ///   - spent: What was spent before, and counts.
  ///   - fields: Further fields of every question's body, such as `dimensions`.
  ///   - isolation: Where `body` runs.
  ///   - body: Takes the model.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  public static func connect<Value: Sendable>(
    to endpoint: Endpoint,
    rates: RateLimits = RateLimits(),
    retry: RetryPolicy = RetryPolicy(),
    cap: SpendingCap = SpendingCap(),
    spent: TokenCount = TokenCount(),
    fields: [String: JSONValue] = [:],
    isolation: isolated (any Actor)? = #isolation,
    _ body: (EmbeddingModel) async throws -> Value
  ) async throws -> Value {
    let purse = Purse(cap: cap, spent: spent)
    return try await EndpointModel.connect(to: endpoint, rates: rates, retry: retry) { model in
      try await body(EmbeddingModel(model: model, purse: purse, fields: fields))
    }
  }

  /// Asks for the vectors of texts, retrying what deserves it.
  ///
  /// - Parameter texts: The texts, at least one.
  /// - Returns: A vector for each text, finite, not zero, and all of one length.
  /// - Throws: `ModelError`.
  public func embed(_ texts: [String]) async throws(ModelError) -> EmbeddingReply {
    let tokens = Self.tokens(in: texts)
    let share = try await purse.reserve(TokenCount(prompt: tokens))
    let response: HTTPTransport.Response
    do throws(ModelError) {
      var tries = 0
      response = try await model.post(
        body(for: texts),
        to: model.endpoint.embeddingsAddress,
        tokens: tokens,
        tries: &tries
      )
    } catch {
      await purse.settle(share, error)
      throw error
    }
    let list = try? JSONDecoder().decode(EmbeddingList.self, from: Data(response.body))
    // A reply that cannot be used was paid for as well.
    await purse.settle(share, prompt: list?.usage?.read, completion: 0)
    guard let list else {
      throw .unreadableVectors(detail: model.transport.clipped(Complaint.text(of: response.body)))
    }
    return EmbeddingReply(
      embeddings: try list.embeddings(count: texts.count),
      model: list.model.map(model.transport.clipped),
      promptTokens: list.usage?.read
    )
  }

  /// Roughly the tokens of texts.
  public static func tokens(in texts: [String]) -> Int {
    Int(texts.reduce(0) { $0 + CandidateText.tokens(in: $1) }.rounded(.up)) + texts.count
  }

  /// The beginning of a text, of at most about so many tokens.
  public static func beginning(of text: String, tokens limit: Int) -> String {
    guard CandidateText.tokens(in: text) > Double(limit) else { return text }
    var tokens = 0.0
    let end = text.unicodeScalars.firstIndex {
      tokens += $0.isASCII ? 0.25 : 1
      return tokens > Double(limit)
    }
    return String(text[..<(end ?? text.endIndex)])
  }

  /// The body of the HTTP request.
  ///
  /// Vectors in base64 are exact and a third as long; a server that knows no other form sends numbers.
  private func body(for texts: [String]) -> [UInt8] {
    var body = fields.filter { !Self.ownFields.contains($0.key) }
    body["model"] = .string(model.name)
    body["input"] = .array(texts.map { .string($0) })
    if body["encoding_format"] == nil { body["encoding_format"] = .string("base64") }
    return JSONValue.object(body.filter { $0.value != .null }).bytes
  }
}
