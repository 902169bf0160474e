/// A reply that a model was paid for: untrusted text.
public struct KeptReply: Equatable, Sendable {
  /// The request that it answers: the first 32 hexadecimal digits of its hash.
  public var request: String
  /// What the model wrote.
  public var text: String
  /// What the model said instead, when the server marked it as a refusal.
  public var refusal: String?
  /// Why the model stopped, if the server said so.
  public var finishReason: String?
  /// The model's name as the server reported it.
  public var model: String
  /// The tokens read; 0 when the server did not count them.
  public var promptTokens: Int
  /// The tokens written; 0 when the server did not count them.
  public var completionTokens: Int
  /// The natural logarithm of each token's probability, in order; empty unless asked for and told.
  public var logProbabilities: [Double]

  /// Makes a reply.
  public init(
    request: String,
    text: String,
    refusal: String? = nil,
    finishReason: String? = nil,
    model: String = "",
    promptTokens: Int = 0,
    completionTokens: Int = 0,
    logProbabilities: [Double] = []
  ) {
    self.request = request
    self.text = text
    self.refusal = refusal
    self.finishReason = finishReason
    self.model = model
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.logProbabilities = logProbabilities
  }
}
