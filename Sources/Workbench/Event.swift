public import Curation
public import TextUI

/// Something that happened to the room.
public enum Event: Equatable, Sendable {
  /// The terminal said something: a key, a paste, a new size, its end.
  case input(InputEvent)
  /// A frame went out that showed the candidates of the cluster with this number.
  case presented(cluster: Int)
  /// Clusters that were asked for are here.
  case loaded([ClusterDetail])
  /// Clusters could not be read; the text says why.
  case loadFailed(String)
  /// An entry is in the log and on disk.
  case recorded(LogEntry)
  /// Somebody else added entries to the log.
  case news([LogEntry])
  /// A decision could not be written. It is not saved.
  case notRecorded(DecisionRequest, because: String)
  /// Somebody else decided about the cluster first; these are the entries that the room did not know.
  case overtaken(DecisionRequest, news: [LogEntry])
  /// There was nothing to undo or redo, or it could not be done; the text says why.
  case stepRefused(String)
  /// A search is done.
  case found(Search)
}

/// Something that the room asks of the world.
public enum Effect: Equatable, Sendable {
  /// Read these clusters.
  case load([Int])
  /// Put a decision into the log.
  case record(DecisionRequest)
  /// Take back this curator's last decision.
  case undo
  /// Restore what was taken back last.
  case redo
  /// Remember where the curator is.
  case savePlace(Place)
  /// Find a text.
  case search(String)
  /// Give the terminal back to the shell until it wakes us.
  case suspend
  /// Draw everything anew.
  case redraw
}

/// A decision with what was known when it was made.
public struct DecisionRequest: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// The version of the cluster that was on screen, as `Review.version(of:)` gives it.
  public var version: Int64
  /// The decision.
  public var decision: Decision
}

/// A decision that still waits for its reason.
public struct DecisionDraft: Equatable, Sendable {
  /// The number of the cluster that was on screen.
  public var cluster: Int
  /// What is to be decided: override or none.
  public var verdict: Verdict
  /// What is to be picked.
  public var picks: [InstructionID]
}
