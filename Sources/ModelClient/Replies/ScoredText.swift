import Foundation

/// A text with the probabilities that a model gives its tokens.
public struct ScoredText: Equatable, Sendable {
  /// The text.
  public var text: String
  /// The natural logarithm of each token's probability after those before it, in order.
  ///
  /// The first token of a text that was given has none. Empty where the server tells none.
  public var logProbabilities: [Double]

  /// Makes a scored text.
  public init(text: String, logProbabilities: [Double]) {
    self.text = text
    self.logProbabilities = logProbabilities
  }

  /// How surprised the model is: e to the mean negative logarithm, 1 for what it was sure of; nil without any.
  public var perplexity: Double? {
    guard !logProbabilities.isEmpty else { return nil }
    return exp(-logProbabilities.reduce(0, +) / Double(logProbabilities.count))
  }
}

extension ChatReply {
  /// How surprised the model is by its own reply; nil where no probabilities are told.
  public var perplexity: Double? {
    ScoredText(text: text, logProbabilities: logProbabilities).perplexity
  }
}
