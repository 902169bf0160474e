/// Where a review stands: what the log amounts to.
///
/// The newest decision about a cluster that was not taken back is the one that counts, whoever made it. Each
/// curator undoes and redoes their own decisions only.
public struct Review: Equatable, Sendable {
  /// The sequence number of the newest entry, 0 for an empty log.
  public private(set) var lastSequence: Int64 = 0

  /// For each cluster its decisions that were not taken back, oldest first.
  private var decisions: [Int: [Step]] = [:]
  private var versions: [Int: Int64] = [:]
  private var done: [String: [Step]] = [:]
  private var undone: [String: [Step]] = [:]
  /// The clusters with a flag.
  public private(set) var flagged: Set<Int> = []
  /// The notes, by cluster.
  public private(set) var notes: [Int: String] = [:]

  /// A decision that undo or redo would touch.
  public struct Step: Equatable, Sendable {
    /// The log entry that recorded it.
    public var entry: LogEntry
    /// What was decided.
    public var decision: Decision

    /// Makes the step that an entry recorded.
    public init(entry: LogEntry, decision: Decision) {
      self.entry = entry
      self.decision = decision
    }
  }

  /// Makes the review that a log, oldest entry first, amounts to.
  public init(log: some Sequence<LogEntry> = []) {
    for entry in log { apply(entry) }
  }

  /// Moves the review on by one entry of the log.
  public mutating func apply(_ entry: LogEntry) {
    lastSequence = max(lastSequence, entry.sequence)
    versions[entry.cluster] = entry.sequence
    switch entry.event {
    case .decide(let decision):
      let step = Step(entry: entry, decision: decision)
      decisions[entry.cluster, default: []].append(step)
      done[entry.curator, default: []].append(step)
      undone[entry.curator] = nil
    case .undo(let sequence):
      guard let step = done[entry.curator]?.last, step.entry.sequence == sequence else { return }
      done[entry.curator]?.removeLast()
      undone[entry.curator, default: []].append(step)
      decisions[step.entry.cluster]?.removeAll { $0.entry.sequence == sequence }
    case .redo(let sequence):
      guard let step = undone[entry.curator]?.last, step.entry.sequence == sequence else { return }
      undone[entry.curator]?.removeLast()
      done[entry.curator, default: []].append(step)
      var standing = decisions[step.entry.cluster, default: []]
      let place = standing.firstIndex { $0.entry.sequence > sequence } ?? standing.endIndex
      standing.insert(step, at: place)
      decisions[step.entry.cluster] = standing
    case .choose:
      break
    case .flag(let isFlagged):
      if isFlagged { flagged.insert(entry.cluster) } else { flagged.remove(entry.cluster) }
    case .note(let text):
      notes[entry.cluster] = text.isEmpty ? nil : text
    }
  }

  /// The newest entry about a cluster, 0 if there is none.
  ///
  /// Who decides names the version that was on screen, so that two curators cannot overwrite each other unseen.
  public func version(of cluster: Int) -> Int64 { versions[cluster] ?? 0 }

  /// The decision that counts for a cluster, with its log entry.
  public func step(for cluster: Int) -> Step? { decisions[cluster]?.last }

  /// The decision that counts for a cluster.
  public func decision(for cluster: Int) -> Decision? { step(for: cluster)?.decision }

  /// Whether a cluster still waits for a verdict: nothing was decided, or only that it be looked at later.
  public func isOpen(_ cluster: Int) -> Bool { standing(of: cluster).isOpen }

  /// How a cluster stands.
  public func standing(of cluster: Int) -> Standing {
    Standing(
      cluster: cluster,
      version: version(of: cluster),
      step: step(for: cluster),
      isFlagged: flagged.contains(cluster),
      note: notes[cluster] ?? ""
    )
  }

  /// The decision that this curator's next undo takes back.
  public func nextUndo(by curator: String) -> Step? { done[curator]?.last }

  /// The decision that this curator's next redo restores.
  public func nextRedo(by curator: String) -> Step? { undone[curator]?.last }

  /// How many clusters have each verdict.
  public var counts: [Verdict: Int] {
    var counts: [Verdict: Int] = [:]
    for cluster in decisions.keys {
      if let verdict = decision(for: cluster)?.verdict { counts[verdict, default: 0] += 1 }
    }
    return counts
  }
}
