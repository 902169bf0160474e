import Foundation

/// A text with the probabilities that a model gives its tokens.
public struct ScoredText: Equatable, Sendable {
  /// The text.
  public var text: String
  /// The natural logarithm of each token's probability after those before it, in order.
  ///
  /// The first token of a text that was given has none. Empty where the server tells none.
  public var logProbabilities: [Double]
  /// The model's name as the server reports it; empty where it does not.
  public var model: String
  /// The tokens read, if the server counts them.
  public var promptTokens: Int
  /// The tokens written, if the server counts them.
  public var completionTokens: Int

  /// Makes a scored text.
  public init(
    text: String,
    logProbabilities: [Double],
    model: String = "",
    promptTokens: Int = 0,
    completionTokens: Int = 0
  ) {
    self.text = text
    self.logProbabilities = logProbabilities
    self.model = model
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
  }

  /// How surprised the model is: e to the mean negative logarithm, 1 for what it was sure of; nil without any.
  public var perplexity: Double? {
    guard !logProbabilities.isEmpty else { return nil }
    return exp(-logProbabilities.reduce(0, +) / Double(logProbabilities.count))
  }
}
