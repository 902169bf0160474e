import ArgumentParser
import Embedding
import ModelClient

/// Where vectors are asked for, how fast, and for how much.
struct EmbeddingOptionGroup: ParsableArguments {
  @OptionGroup var access: EndpointAccessOptionGroup

  @Option(help: "How many requests are under way at once. Default: the configuration's, else 4.")
  var concurrency: Int?

  @Option(help: "The most texts of a request. Default: \(EndpointTextEncoder.usualBatch).")
  var batch: Int?

  @Option(
    help:
      "The tokens that the model can hold; longer texts are cut. Default: the configuration's, else uncut."
  )
  var contextTokens: Int?

  @OptionGroup var spending: AllowanceOptionGroup

  @Flag(help: "Say how many requests and tokens and how much money it would take, and ask nothing.")
  var dryRun = false

  func validate() throws {
    for (name, value) in [("concurrency", concurrency), ("batch", batch), ("context-tokens", contextTokens)]
    where value ?? 1 < 1 {
      throw ValidationError("--\(name) must be at least 1.")
    }
  }

  /// The options that were given and say nothing without an endpoint.
  var given: [String] {
    let options = [
      ("concurrency", concurrency != nil), ("batch", batch != nil), ("context-tokens", contextTokens != nil),
      ("dry-run", dryRun), ("key-file", access.keyFile != nil), ("timeout", access.timeout != nil),
      ("allow-plain-http", access.allowPlainHttp), ("token-cap", spending.tokenCap != nil),
      ("money-cap", spending.moneyCap != nil), ("price", spending.price != nil),
      ("requests-per-minute", spending.requestsPerMinute != nil),
      ("tokens-per-minute", spending.tokensPerMinute != nil),
    ]
    return options.filter(\.1).map { "--\($0.0)" }
  }

  /// The encoder that the options describe.
  ///
  /// - Parameters:
  ///   - model: The model's name; nil for the configuration's.
  ///   - dimensions: The dimensions to ask for; nil for the model's own.
  ///   - text: Which text of an instruction is sent; nil for the published code's.
  /// - Returns: The encoder, or nil when no endpoint is named.
  /// - Throws: What is wrong with the options, the configuration or the key.
  func encoder(model: String?, dimensions: Int?, text: EmbeddingText?) throws -> EndpointTextEncoder? {
    guard let profile = try access.profileWithModel(model) else { return nil }
    var encoder = EndpointTextEncoder(
      endpoint: try profile.endpoint(),
      concurrency: concurrency ?? profile.rates.concurrency ?? 4,
      batch: batch ?? EndpointTextEncoder.usualBatch,
      allowance: try spending.allowance(of: profile),
      contextTokens: contextTokens ?? profile.contextTokens,
      fields: profile.body
    )
    if let text { encoder.text = text }
    if let dimensions { encoder.fields["dimensions"] = .number("\(dimensions)") }
    return encoder
  }
}
