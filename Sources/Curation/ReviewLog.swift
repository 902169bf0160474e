public import Foundation

/// Something that happened in a review.
///
/// Events are only ever added.
public enum ReviewEvent: Equatable, Codable, Sendable {
  /// A curator decided about a cluster.
  case decide(Decision)
  /// A curator took back the decision with this sequence number.
  case undo(of: Int64)
  /// A curator restored the decision with this sequence number.
  case redo(of: Int64)
  /// A curator made their own choice, upon which the ranker's opinion was shown; the decision follows.
  case choose([InstructionID])
  /// A curator put a flag on a cluster, or took it off.
  case flag(Bool)
  /// A curator wrote a note about a cluster in place of the one before; an empty one takes it off.
  case note(String)
}

/// One row of the append-only log.
public struct LogEntry: Identifiable, Equatable, Sendable {
  /// The place in the log, from 1; it gives the order, the clock does not.
  public var sequence: Int64

  /// When it happened, by the curator's machine.
  public var time: Date

  /// Who did it.
  public var curator: String

  /// The number of the cluster that it is about.
  public var cluster: Int

  /// What happened.
  public var event: ReviewEvent

  public var id: Int64 { sequence }

  /// Makes an entry.
  public init(sequence: Int64, time: Date, curator: String, cluster: Int, event: ReviewEvent) {
    self.sequence = sequence
    self.time = time
    self.curator = curator
    self.cluster = cluster
    self.event = event
  }
}
