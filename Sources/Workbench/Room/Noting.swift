import Curation
import TextUI

extension State {
  /// Puts a flag on the cluster on screen, or takes it off.
  mutating func toggleFlag() -> [Effect] {
    guard let standing = detail?.standing else { return [] }
    return [.flag(!standing.isFlagged, cluster: standing.cluster, version: standing.version)]
  }

  /// Opens a field with the note about the cluster on screen.
  mutating func writeNote() {
    guard let standing = notedStanding() else { return }
    layers.append(.noteField(cluster: standing.cluster, LineEditor(text: standing.note)))
  }

  /// Hands the note about the cluster on screen to the curator's editor.
  mutating func editNote() -> [Effect] {
    guard let standing = notedStanding() else { return [] }
    return [.edit(standing.note)]
  }

  /// How the cluster on screen stands, unless its note is withheld: nobody shall replace what they have not read.
  private mutating func notedStanding() -> Standing? {
    guard let standing = detail?.standing else { return nil }
    guard !standing.isNoteWithheld else {
      notice = Notice("Somebody else's note is \(project.mode.untilSeen).")
      return nil
    }
    return standing
  }

  /// Takes what the editor made of the note.
  mutating func takeNote(_ edited: EditedText) -> [Effect] {
    if let problem = edited.notice { notice = Notice("\(untrusted: problem)", severity: .failure) }
    guard let text = edited.text else { return [] }
    return keep(note: text, on: place.cluster)
  }

  /// Keeps a note about a cluster.
  mutating func keep(note text: String, on cluster: Int) -> [Effect] {
    guard let standing = details[cluster]?.standing, standing.note != text else { return [] }
    guard !standing.isNoteWithheld else {
      notice = Notice(
        "NOT SAVED: somebody else wrote a note meanwhile; it is \(project.mode.untilSeen).",
        severity: .failure
      )
      return []
    }
    return [.note(text, cluster: cluster, version: standing.version)]
  }

  /// Hides the ranker's opinion, or shows it where it may be seen.
  mutating func toggleRanking() {
    guard detail?.outcome != nil else {
      notice = Notice("The ranking is shown after your own choice.")
      return
    }
    let here = candidate?.id
    hidesRanking.toggle()
    if let index = order.firstIndex(where: { $0 == here }) { place.candidate = index }
    notice = Notice(
      hidesRanking
        ? "The ranker's order, pick and rationale are hidden: \(keyMap.way(to: .accept)) \(openChoice == nil ? "picks what you point at" : "keeps your choice")."
        : "The ranker's order, pick and rationale are shown."
    )
  }
}

extension ReviewMode {
  /// What is said of that which must not be seen yet.
  var untilSeen: DisplayText { self == .blind ? "withheld in blind mode" : "withheld until you have chosen" }
}
