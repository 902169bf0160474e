public import Curation
public import Foundation

/// A decision that was not taken back, with what else the file knows about its making.
///
/// Nobody looked at what a script decided, or a stroke over many clusters.
public struct JudgementRecord: Equatable, Sendable {
  /// The decision and its entry in the log.
  public var step: Review.Step
  /// The candidates in the ranker's order, best first; nil without a ranking, and where nobody looked.
  ///
  /// It is that of the run that was shown; of the current run where none was.
  public var rankerOrder: [InstructionID]?
  /// How many of the passes put the same candidate first as the ranker's order does.
  ///
  /// Where the cluster was ranked in one pass, the runs that ranked it stand in. Nil where fewer than two did, and
  /// where nobody looked.
  public var agreement: Confidence?
  /// Seconds since the same curator's decision, undo or redo before.
  ///
  /// Nil for the first, after a pause, and where nobody looked.
  public var seconds: TimeInterval?
  /// The number of words in the first candidate of the first choice; nil when nothing was chosen or nobody looked.
  public var wordCount: Int?
}
