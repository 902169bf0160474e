/// Where a review stands: what the log amounts to.
///
/// The newest decision about a cluster that was not taken back is the one that counts, whoever made it; so it is
/// with flags and notes. Each curator undoes and redoes only what they did themselves, the newest first.
public struct Review: Equatable, Sendable {
  /// The sequence number of the newest entry, 0 for an empty log.
  public private(set) var lastSequence: Int64 = 0

  /// For each cluster the acts about it that were not taken back, oldest first.
  private var acts: [Int: [LogEntry]] = [:]
  private var versions: [Int: Int64] = [:]
  /// For each curator what they did and did not take back, oldest first.
  private var done: [String: [LogEntry]] = [:]
  private var undone: [String: [Undone]] = [:]
  /// For each curator the sequence number of what they did last, whether it stands or not.
  private var newest: [String: Int64] = [:]

  private struct Undone: Equatable {
    var act: LogEntry
    /// The sequence number of the undo.
    var undo: Int64
  }

  /// A decision and how it was recorded.
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
    case .decide, .flag, .note:
      acts[entry.cluster, default: []].append(entry)
      done[entry.curator, default: []].append(entry)
      newest[entry.curator] = entry.sequence
      if entry.event.isDecision { undone[entry.curator] = nil }
    case .undo(let sequence): undo(sequence, by: entry)
    case .redo(let sequence): redo(sequence, by: entry)
    case .choose: break
    }
  }

  /// Takes back a curator's newest act, or their newest decision: logs from before flags and notes could be taken
  /// back pass over those.
  private mutating func undo(_ sequence: Int64, by entry: LogEntry) {
    let done = done[entry.curator] ?? []
    guard let place = done.lastIndex(where: { $0.sequence == sequence }),
      !done[(place + 1)...].contains(where: \.event.isDecision)
    else { return }
    self.done[entry.curator]?.remove(at: place)
    undone[entry.curator, default: []].append(Undone(act: done[place], undo: entry.sequence))
    acts[done[place].cluster]?.removeAll { $0.sequence == sequence }
  }

  private mutating func redo(_ sequence: Int64, by entry: LogEntry) {
    guard let act = undone[entry.curator]?.last?.act, act.sequence == sequence else { return }
    undone[entry.curator]?.removeLast()
    done[entry.curator, default: []].insert(inOrder: act)
    acts[act.cluster, default: []].insert(inOrder: act)
  }

  /// The newest entry about a cluster, 0 if there is none.
  ///
  /// Who decides names the version that was on screen, so that two curators cannot overwrite each other unseen.
  public func version(of cluster: Int) -> Int64 { versions[cluster] ?? 0 }

  /// The decision that counts for a cluster, with its log entry.
  public func step(for cluster: Int) -> Step? {
    newest(about: cluster) { entry in
      if case .decide(let decision) = entry.event { Step(entry: entry, decision: decision) } else { nil }
    }
  }

  /// What the newest act about a cluster that has something to say says.
  private func newest<Value>(about cluster: Int, _ value: (LogEntry) -> Value?) -> Value? {
    for entry in acts[cluster, default: []].reversed() {
      if let value = value(entry) { return value }
    }
    return nil
  }

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
      isFlagged: newest(about: cluster) { if case .flag(let isFlagged) = $0.event { isFlagged } else { nil } }
        ?? false,
      note: newest(about: cluster) { if case .note(let text) = $0.event { text } else { nil } } ?? ""
    )
  }

  /// The act that this curator's next undo takes back: a decision, a flag or a note.
  public func nextUndo(by curator: String) -> LogEntry? { done[curator]?.last }

  /// The act that this curator's next redo restores; nil once they have done something else.
  public func nextRedo(by curator: String) -> LogEntry? {
    guard let last = undone[curator]?.last, last.undo > newest[curator] ?? 0 else { return nil }
    return last.act
  }

  /// How many clusters have each verdict.
  public var counts: [Verdict: Int] {
    var counts: [Verdict: Int] = [:]
    for cluster in acts.keys {
      if let verdict = decision(for: cluster)?.verdict { counts[verdict, default: 0] += 1 }
    }
    return counts
  }
}

extension ReviewEvent {
  fileprivate var isDecision: Bool { if case .decide = self { true } else { false } }
}

extension [LogEntry] {
  /// Puts an entry where it belongs by its place in the log.
  fileprivate mutating func insert(inOrder entry: LogEntry) {
    insert(entry, at: firstIndex { $0.sequence > entry.sequence } ?? endIndex)
  }
}
