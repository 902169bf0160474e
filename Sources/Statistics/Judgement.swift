public import Curation
public import Foundation

/// One decision of one curator about one cluster, with what the statistics need to know about it.
public struct Judgement: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// Who decided.
  public var curator: String
  /// When, by the curator's machine.
  public var time: Date
  /// What was decided.
  public var verdict: Verdict
  /// What the curator had seen of the ranker's opinion at the first choice.
  public var basis: Basis
  /// The candidates chosen first; empty when nothing was worth an annotator.
  public var firstChoice: [InstructionID]
  /// The candidates chosen in the end; empty for none and skip.
  public var picks: [InstructionID]
  /// All candidates in the ranker's order, best first; nil when the cluster had no ranking.
  public var rankerOrder: [InstructionID]?
  /// All candidates in the order in which they stood on screen.
  public var shownOrder: [InstructionID]
  /// Seconds from the cluster's appearance to the decision; nil when nobody took the time, as in bulk.
  public var seconds: Double?
  /// The number of words in the first candidate of `choice`; nil when there is none.
  public var wordCount: Int?
  /// How far the ranker's passes agreed about its pick; nil when that is not known.
  public var confidence: Confidence?
  /// Why, as one of the codes.
  public var reason: Reason?

  /// Makes a judgement.
  public init(
    cluster: Int,
    curator: String,
    time: Date,
    verdict: Verdict,
    basis: Basis,
    firstChoice: [InstructionID],
    picks: [InstructionID],
    rankerOrder: [InstructionID]? = nil,
    shownOrder: [InstructionID] = [],
    seconds: Double? = nil,
    wordCount: Int? = nil,
    confidence: Confidence? = nil,
    reason: Reason? = nil
  ) {
    self.cluster = cluster
    self.curator = curator
    self.time = time
    self.verdict = verdict
    self.basis = basis
    self.firstChoice = firstChoice
    self.picks = picks
    self.rankerOrder = rankerOrder
    self.shownOrder = shownOrder
    self.seconds = seconds
    self.wordCount = wordCount
    self.confidence = confidence
    self.reason = reason
  }
}

extension Judgement {
  /// What a curator had seen of the ranker's opinion before choosing.
  public enum Basis: String, CaseIterable, Codable, Sendable {
    /// Order, pick and rationale were on screen.
    case assisted
    /// Nothing of it was on screen until the first choice was made.
    case blind
    /// A script, or one stroke over many clusters, decided; nobody looked at this one.
    case scripted

    /// The basis that a mode of review gives.
    public init(_ mode: ReviewMode) {
      switch mode {
      case .assisted: self = .assisted
      case .decideFirst, .blind: self = .blind
      case .scripted: self = .scripted
      }
    }
  }

  /// How many of the ranker's passes named the same pick.
  public typealias Confidence = Curation.Confidence

  /// The candidates that are compared with the ranker's: the first choice where it was made blind, else the
  /// final picks.
  public var choice: [InstructionID] { basis == .blind ? firstChoice : picks }
}
