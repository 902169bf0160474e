/// How one cluster stands: what the log amounts to for it.
public struct Standing: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// The newest log entry about the cluster, 0 if there is none.
  ///
  /// Who decides names the version that was on screen, so that two curators cannot overwrite each other unseen.
  public var version: Int64
  /// The decision that counts, or nil; nil, too, where one is not to see it yet.
  public private(set) var step: Review.Step?
  /// The verdict that counts, or nil; of a decision that one is not to see, what may be told of it.
  public private(set) var verdict: Verdict?
  /// Whether somebody put a flag on it.
  public var isFlagged: Bool
  /// What curators noted about it; empty for nothing, and where one is not to see it yet.
  public private(set) var note: String
  /// Whether there is a note that one is not to see yet.
  public private(set) var isNoteWithheld = false

  /// Makes a standing; without anything but a cluster, that of one nobody has touched.
  public init(
    cluster: Int,
    version: Int64 = 0,
    step: Review.Step? = nil,
    isFlagged: Bool = false,
    note: String = ""
  ) {
    self.cluster = cluster
    self.version = version
    self.step = step
    verdict = step?.decision.verdict
    self.isFlagged = isFlagged
    self.note = note
  }

  /// Whether somebody wrote a note about it.
  public var hasNote: Bool { isNoteWithheld || !note.isEmpty }

  /// Leaves out what was noted, but for that there is a note: it may tell the pick.
  public mutating func withholdNote() {
    isNoteWithheld = hasNote
    note = ""
  }

  /// Leaves out what was decided and by whom: before the own choice it tells nearly as much as the ranking.
  ///
  /// Of the verdict stays what does not tell how the pick compares with the ranker's.
  public mutating func withholdDecision() {
    step = nil
    verdict = verdict?.withoutRanker
  }

  /// Whether the cluster still waits for a verdict: nothing was decided, or only that it be looked at later.
  public var isOpen: Bool { verdict == nil || verdict == .skip }
}
