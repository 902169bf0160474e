/// How one cluster stands: what the log amounts to for it.
public struct Standing: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// The newest log entry about the cluster, 0 if there is none.
  ///
  /// Who decides names the version that was on screen, so that two curators cannot overwrite each other unseen.
  public var version: Int64
  /// The decision that counts, or nil.
  public var step: Review.Step?
  /// Whether somebody put a flag on it.
  public var isFlagged: Bool
  /// What curators noted about it; empty for nothing.
  public var note: String

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
    self.isFlagged = isFlagged
    self.note = note
  }

  /// The verdict that counts, or nil.
  public var verdict: Verdict? { step?.decision.verdict }

  /// Whether the cluster still waits for a verdict: nothing was decided, or only that it be looked at later.
  public var isOpen: Bool { verdict == nil || verdict == .skip }
}
