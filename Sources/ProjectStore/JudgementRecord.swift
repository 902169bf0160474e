public import Curation
public import Foundation

/// A decision that was not taken back, with what else the file knows about its making.
///
/// Nobody looked at what a script decided, or a stroke over many clusters.
public struct JudgementRecord: Equatable, Sendable {
  /// How far the runs agree about the candidate that stands first in the ranker's order.
  public struct RunAgreement: Equatable, Sendable {
    /// How many of the runs put it first.
    public var agreeing: Int
    /// How many runs of the division have ranked the cluster.
    public var runs: Int
  }

  /// The decision and its entry in the log.
  public var step: Review.Step
  /// The candidates in the ranker's order, best first; nil without a ranking, and where nobody looked.
  ///
  /// It is that of the run that was shown; of the current run where none was.
  public var rankerOrder: [InstructionID]?
  /// How far the runs agree; nil where fewer than two ranked the cluster, and where nobody looked.
  public var agreement: RunAgreement?
  /// Seconds since the same curator's decision, undo or redo before.
  ///
  /// Nil for the first, after a pause, and where nobody looked.
  public var seconds: TimeInterval?
  /// The number of words in the first candidate of the first choice; nil when nothing was chosen or nobody looked.
  public var wordCount: Int?
}
