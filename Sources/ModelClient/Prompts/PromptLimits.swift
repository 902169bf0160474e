/// How much room a question has.
public struct PromptLimits: Equatable, Sendable {
  /// The tokens that the model can hold, question and reply together.
  public var contextTokens: Int
  /// The most tokens of one candidate that are shown.
  public var candidateTokens: Int
  /// The most tokens of a reply, or nil to reckon them from the number of candidates.
  ///
  /// A model that thinks aloud needs more.
  public var replyTokens: Int?

  /// Sets the limits.
  public init(contextTokens: Int = 4_096, candidateTokens: Int = 600, replyTokens: Int? = nil) {
    self.contextTokens = contextTokens
    self.candidateTokens = candidateTokens
    self.replyTokens = replyTokens
  }
}
