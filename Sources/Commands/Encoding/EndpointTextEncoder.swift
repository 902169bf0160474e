import Embedding
import Foundation
import ModelClient
import ProjectStore

/// A model behind an endpoint.
struct EndpointTextEncoder: TextEncoder {
  /// The encoder's name in provenance.
  static let name = "endpoint"

  /// The most texts of a request unless told otherwise.
  static let usualBatch = 64

  /// Where texts become vectors.
  var endpoint: Endpoint
  /// How many requests are under way at once.
  var concurrency: Int
  /// The most texts of a request.
  var batch = usualBatch
  /// What may be spent in all, and how fast.
  var allowance = Allowance()
  /// The tokens that the model can hold; longer texts are cut, by the server where this is nil.
  var contextTokens: Int?
  /// Further fields of every request.
  var fields: [String: JSONValue] = [:]
  /// How often a request is sent again.
  var retry = RetryPolicy()

  /// Which text of an instruction is sent.
  var text = EmbeddingText.prompt

  /// Vectors in base64 take a third of this at the most: some servers send numbers.
  private static let replyBytes = 256 << 20

  var encoding: Encoding {
    var options = ["endpoint": endpoint.base, "text": text.name]
    options["body"] = fields.isEmpty ? nil : JSONValue.object(fields).json
    options["context-tokens"] = contextTokens.map { "\($0)" }
    return Encoding(
      encoder: EncoderDescription(name: Self.name, version: endpoint.model),
      options: options
    )
  }

  var notes: [String: String] { [:] }

  func batchSize(for count: Int) -> Int { batch }

  func price(of tokens: Int) -> String? { allowance.cap.price(of: tokens) }

  /// The text as it is sent.
  func beginning(of text: String) -> String {
    contextTokens.map { EmbeddingModel.beginning(of: text, tokens: $0) } ?? text
  }

  func lend<Value: Sendable>(
    spent tokens: Int,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (@escaping Encode) async throws -> Value
  ) async throws -> Value {
    var endpoint = endpoint
    endpoint.limits.replyBytes = Self.replyBytes
    var rates = allowance.rates
    rates.concurrency = concurrency
    return try await EmbeddingModel.connect(
      to: endpoint,
      rates: rates,
      retry: retry,
      cap: allowance.cap,
      spent: TokenCount(prompt: tokens),
      fields: fields
    ) { model in
      try await body { texts in
        let texts = texts.map(beginning)
        do throws(ModelError) {
          var reply = try await model.embed(texts)
          // What the server does not count still counts for the cap.
          reply.promptTokens = reply.promptTokens ?? EmbeddingModel.tokens(in: texts)
          return reply
        } catch .cancelled {
          throw CancellationError()
        } catch {
          if let unfit = UnfitTexts(error) { throw unfit }
          throw error
        }
      }
    }
  }
}

extension UnfitTexts {
  /// What an error says about the texts of a request; nil where it is about anything else.
  fileprivate init?(_ error: ModelError) {
    switch error {
    case .unusableVector(_, let flaw): reason = flaw.problem + "."
    case .refused: reason = "has no vector: " + error.summary
    default: return nil
    }
  }
}

extension SpendingCap {
  /// What so many tokens cost that are read, as a text; nil where no prices are known.
  fileprivate func price(of tokens: Int) -> String? {
    guard let prices, let cost = cost(TokenCount(prompt: tokens)) else { return nil }
    return "\(prices.currency) " + String(format: cost < 1 ? "%.4f" : "%.2f", cost)
  }
}
