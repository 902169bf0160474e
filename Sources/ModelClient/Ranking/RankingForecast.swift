import Curation

/// What a run will ask for, from the questions that it would ask first.
public struct RankingForecast: Equatable, Sendable {
  /// The questions that are open now.
  public private(set) var questions = 0
  /// Roughly their tokens.
  public private(set) var promptTokens = 0
  /// The most tokens of the replies to them.
  public private(set) var replyTokens = 0

  /// By how much all that may grow: further passes, and questions asked again.
  private let growth: Int

  /// Begins with nothing.
  ///
  /// - Parameter options: How clusters are ranked.
  public init(for options: ModelRanker.Options) {
    let steps = options.passes.steps
    growth = (steps.max() ?? 1) / max(1, steps.min() ?? 1) * (1 + options.reasks)
  }

  /// Takes a question that is open.
  public mutating func add(_ request: ChatRequest) {
    questions += 1
    promptTokens += request.promptTokens
    replyTokens += request.replyTokens
  }

  /// The least that is asked: every cluster is settled by its first passes, and replies are half as long as they
  /// may be.
  public var least: TokenCount { TokenCount(prompt: promptTokens, completion: replyTokens / 2) }

  /// The most: every pass that a plan allows, each asked again as often as it may be.
  public var most: TokenCount {
    TokenCount(prompt: promptTokens * growth, completion: replyTokens * growth)
  }

  /// The most questions.
  public var mostQuestions: Int { questions * growth }

  /// How long so many questions and tokens take at the least where rates are limited, in minutes; nil where nothing
  /// is.
  public static func minutes(for questions: Int, _ tokens: TokenCount, at rates: RateLimits) -> Double? {
    let times = [
      rates.requestsPerMinute.map { Double(questions) / Double($0) },
      rates.tokensPerMinute.map { Double(tokens.total) / Double($0) },
    ]
    return times.compactMap(\.self).max()
  }
}
