import Curation
import TextUI

extension State {
  /// Takes an entry that is in the log and on disk.
  mutating func receive(_ entry: LogEntry, _ standing: Standing) {
    pending[entry.cluster] = nil
    let before = verdicts[entry.cluster]
    receive([standing])
    savedAt = entry.time
    lastChoice = nil
    switch entry.event {
    case .decide(let decision):
      let isOther = before != nil && before != decision.verdict
      let was: DisplayText = isOther ? before.map { " (was \($0.pastTense))" } ?? "" : ""
      let why: DisplayText = decision.reason.map { ": \(untrusted: $0.title)" } ?? ""
      let saved: DisplayText = "Saved: cluster \(entry.cluster) \(decision.verdict.pastTense)\(was)\(why)."
      notice = Notice(
        saved
          + (isAllDecided
            ? " Every cluster is decided: \(keyMap.way(to: .back)) leaves, then export."
            : " \(keyMap.way(to: .undo)) takes it back.")
      )
    case .undo, .redo:
      break
    case .choose:
      lastChoice = entry.cluster
      notice = Notice(
        hidesRanking
          ? "Noted: \(keyMap.way(to: .accept)) keeps your choice; \(keyMap.way(to: .showRanking)) shows the ranking, which is hidden."
          : "Noted: \(keyMap.way(to: .override)) keeps your choice, \(keyMap.way(to: .accept)) takes the ranker's."
      )
    case .flag(let isFlagged):
      notice = Notice(isFlagged ? "Saved: cluster \(entry.cluster) is flagged." : "Saved: the flag is off.")
    case .note(let text):
      notice = Notice(text.isEmpty ? "Saved: the note is gone." : "Saved: your note.")
    }
  }

  /// Takes an undo or a redo that is in the log and on disk, goes to where it happened and says what it changed.
  mutating func receive(_ entry: LogEntry, over act: LogEntry, _ standing: Standing) {
    receive(entry, standing)
    go(toCluster: entry.cluster)
    let isUndo = if case .undo = entry.event { true } else { false }
    let done: DisplayText = isUndo ? "Undone: cluster \(act.cluster) " : "Redone: cluster \(act.cluster) "
    let change: DisplayText =
      switch act.event {
      case .flag: standing.isFlagged ? "is flagged again." : "is not flagged any more."
      case .note where standing.note.isEmpty: "has no note any more."
      case .note: isUndo ? "has the note from before again." : "has the note again."
      default: "is \(standing.verdict?.pastTense ?? "open") again."
      }
    notice = Notice(done + change)
  }

  /// Keeps a decision that could not be written, and says so.
  mutating func keepUnsaved(_ request: DecisionRequest, because reason: String) {
    pending[request.cluster] = nil
    unsaved.removeAll { $0.cluster == request.cluster }
    unsaved.append(request)
    notice = Notice(
      "NOT SAVED: cluster \(request.cluster). \(untrusted: reason) Type :retry to try again.",
      severity: .failure
    )
  }

  /// Sends everything that could not be written once more.
  mutating func retry() -> [Effect] {
    let requests = unsaved
    unsaved = []
    for request in requests { pending[request.cluster] = request }
    if requests.isEmpty { notice = Notice("Nothing waits to be saved.") }
    return requests.map { .record($0) }
  }

  /// Goes to a cluster about which somebody else decided first.
  mutating func receive(_ standing: Standing, insteadOf request: DecisionRequest) {
    pending[request.cluster] = nil
    receive([standing])
    go(toCluster: request.cluster)
    let name = standing.step?.entry.curator ?? "Somebody else"
    notice = Notice(
      "Not saved: \(untrusted: name) was faster, cluster \(request.cluster) is \(standing.verdict?.pastTense ?? "open"). Decide again to differ.",
      severity: .failure
    )
  }
}

extension Verdict {
  /// The word for a cluster with this verdict.
  var pastTense: DisplayText {
    switch self {
    case .accept: "accepted"
    case .override: "overridden"
    case .pick: "picked"
    case .none: "none"
    case .skip: "skipped"
    }
  }

  /// The letter for a cluster with this verdict, which is also its key.
  var letter: DisplayText {
    switch self {
    case .accept: "a"
    case .override: "o"
    case .pick: "p"
    case .none: "x"
    case .skip: "s"
    }
  }

  /// The role in which a cluster with this verdict is drawn.
  var role: Role {
    switch self {
    case .accept: .accepted
    case .override: .overridden
    case .pick: .pick
    case .none: .none
    case .skip: .skipped
    }
  }
}
