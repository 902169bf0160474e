public import Curation
public import Foundation

/// What one ranker says about the clusters of a division.
public struct RankingRun: Identifiable, Equatable, Sendable {
  /// Everything that can change a ranker's answers.
  ///
  /// Runs with equal setups are one run, continued.
  public struct Setup: Equatable, Codable, Sendable {
    /// Who ranks.
    public var origin: RankingOrigin
    /// The model as it was asked for; empty when no model ranks.
    public var model: String
    /// Where the model was asked; never holds a key.
    public var endpoint: String
    /// The digest of the prompt without the candidates.
    public var promptHash: String
    /// Every other choice, as text.
    public var options: [String: String]

    /// Makes a setup.
    public init(
      origin: RankingOrigin,
      model: String = "",
      endpoint: String = "",
      promptHash: String = "",
      options: [String: String] = [:]
    ) {
      self.origin = origin
      self.model = model
      self.endpoint = endpoint
      self.promptHash = promptHash
      self.options = options
    }
  }

  /// The number of the run in the project, from 1.
  public var id: Int
  /// The division whose clusters it ranks.
  public var division: Int
  /// Who ranks, and how.
  public var setup: Setup
  /// When it was first begun.
  public var started: Date
}

extension RankingRun.Setup {
  /// In how many passes each cluster is ranked; one where nothing is said.
  public var passes: PassPlan { options["passes"].flatMap(PassPlan.init) ?? .single }

  /// How the orders of several passes become one.
  public var aggregation: RankAggregation {
    options["aggregate"].flatMap(RankAggregation.init) ?? .borda
  }

  /// Says in how many passes each cluster is ranked, and how their orders become one.
  ///
  /// One pass is not mentioned, so that runs go on that were begun before there were several.
  public mutating func rank(in passes: PassPlan, by aggregation: RankAggregation) {
    guard !passes.isSingle else { return }
    options["passes"] = passes.description
    options["aggregate"] = aggregation.rawValue
  }
}

/// One try to have a cluster ranked.
public struct RankingRecord: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// Which time the cluster is ranked in its run, from 1.
  public var round: Int
  /// The pass of that round, from 1.
  public var pass: Int
  /// The order, or why there is none.
  public var outcome: Result<Ranking, RankingFailure>
  /// The candidates in the order in which the ranker saw them.
  public var shown: [InstructionID]
  /// The reply as it came; empty when there was none.
  public var reply: String
  /// The digest of the whole request.
  public var requestHash: String
  /// The model that the server says replied; empty when no model was asked.
  public var model: String
  /// The tokens of the request.
  public var promptTokens: Int
  /// The tokens of the reply.
  public var completionTokens: Int
  /// From request to reply, in milliseconds.
  public var latency: Int
  /// When the reply came.
  public var time: Date

  /// Makes a record of a try.
  public init(
    cluster: Int,
    round: Int = 1,
    pass: Int = 1,
    outcome: Result<Ranking, RankingFailure>,
    shown: [InstructionID],
    reply: String = "",
    requestHash: String = "",
    model: String = "",
    promptTokens: Int = 0,
    completionTokens: Int = 0,
    latency: Int = 0,
    time: Date
  ) {
    self.cluster = cluster
    self.round = round
    self.pass = pass
    self.outcome = outcome
    self.shown = shown
    self.reply = reply
    self.requestHash = requestHash
    self.model = model
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.latency = latency
    self.time = time
  }
}

/// What a list shows of a cluster's ranking.
public enum RankingState: Equatable, Sendable {
  /// Nobody was asked yet.
  case unasked
  /// There is an order.
  case ranked
  /// It was asked for in vain.
  case failed(RankingFailure.Category)
}

/// What a run has cost.
public struct RankingUsage: Equatable, Sendable {
  /// The number of replies, those that could not be used included.
  public var replies: Int
  /// The tokens of all requests.
  public var promptTokens: Int
  /// The tokens of all replies.
  public var completionTokens: Int
}
