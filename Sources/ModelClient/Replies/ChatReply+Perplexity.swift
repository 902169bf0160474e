import Foundation

extension ChatReply {
  /// How surprised the model is by its own reply: e to the mean negative logarithm of its tokens' probabilities.
  ///
  /// 1 for a reply that it was sure of; nil where no probabilities are told.
  public var perplexity: Double? {
    guard !logProbabilities.isEmpty else { return nil }
    return exp(-logProbabilities.reduce(0, +) / Double(logProbabilities.count))
  }
}
