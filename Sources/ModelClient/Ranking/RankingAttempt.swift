public import Curation

/// What came of asking a model to rank one cluster in one pass: one call, or more when a reply was not usable.
public struct RankingAttempt: Equatable, Sendable {
  /// The number of the cluster.
  public let cluster: Int

  /// Which time the cluster is ranked, from 1.
  public let round: Int

  /// The pass of that round, from 1.
  public let pass: Int

  /// The calls whose replies were not usable, oldest first.
  public let earlier: [RankingCall]

  /// The call that counts.
  public let last: RankingCall

  /// All calls, oldest first.
  public var calls: [RankingCall] { earlier + [last] }

  /// The ranking, or why there is none.
  public var result: Result<Ranking, RankingFailure> { last.result }
}

/// One question to a model and what came of it: everything that is worth keeping.
public struct RankingCall: Equatable, Sendable {
  /// The ranking, or why there is none.
  public var result: Result<Ranking, RankingFailure>
  /// The candidates in the order in which the model saw them.
  public var shown: [InstructionID]
  /// The label that stood for each of them in this question, in the same order.
  public var labels: [String]
  /// The reply as it came, cut at 65,536 characters: untrusted text; empty when there was none.
  public var reply: String
  /// The SHA-256 of model, messages and parameters, 64 hexadecimal digits.
  public var requestHash: String
  /// The version of the prompt.
  public var promptVersion: String
  /// The SHA-256 of the prompt without the candidates, 64 hexadecimal digits.
  public var promptHash: String
  /// How the reply's shape was asked for.
  public var format: ReplyFormat
  /// The model as the server reports it, else as it was asked for; untrusted text.
  public var model: String
  /// The tokens read; 0 when the server does not say.
  public var promptTokens: Int
  /// The tokens written; 0 when the server does not say.
  public var completionTokens: Int
  /// From the question to the end of the reply, waits and retries included, in milliseconds; 0 when the reply was
  /// known from before.
  public var latency: Int
  /// How many HTTP requests were sent; 0 when the reply was known from before.
  public var tries: Int
}
