import Curation
import Foundation
import TextUI

/// Where a candidate comes from, the ranks it got, and what happened to its cluster.
struct InspectionPage {
  private let inspection: Inspection
  private let state: State

  init(_ inspection: Inspection, _ state: State) {
    self.inspection = inspection
    self.state = state
  }

  func text(columns: Int) -> ScrolledText {
    var text = ScrolledText()
    appendOrigin(to: &text, columns: columns)
    text.append("RANKS", role: .heading)
    if inspection.ranks.isEmpty {
      let reason: DisplayText = state.detail?.outcome == nil ? "not shown before your own choice" : "none"
      text.append(reason, role: .dim)
    }
    for rank in inspection.ranks {
      var line: DisplayText = rank.rank.map { "\($0)" } ?? "-"
      line = line.aligned(right: 3) + " of \(state.detail?.order.count ?? 0)  "
      line += time(rank.time) + "  \(untrusted: rank.ranker)"
      if let shownAt = rank.shownAt { line += "  shown to it at place \(shownAt)" }
      if !rank.failure.isEmpty { line += "  no ranking: \(untrusted: rank.failure)" }
      text.append(wrapping: line, columns: columns)
    }
    text.append("", role: .text)
    text.append("CLUSTER \(state.place.cluster)", role: .heading)
    if inspection.history.isEmpty { text.append("nothing happened yet", role: .dim) }
    for entry in inspection.history {
      let line = time(entry.time) + "  \(untrusted: entry.curator)  " + title(of: entry.event)
      text.append(wrapping: line, columns: columns)
    }
    return text
  }

  private func appendOrigin(to text: inout ScrolledText, columns: Int) {
    guard let candidate = state.candidate else { return }
    text.append("CANDIDATE", role: .heading)
    let facts: [(DisplayText, String)] = [
      ("id", candidate.id.rawValue), ("row", "\(inspection.row)"), ("source", candidate.source),
      ("category", candidate.category), ("words", "\(candidate.wordCount)"),
      ("answer in the pool", candidate.reference.isEmpty ? "no" : "yes, kept as reference"),
    ]
    for (name, value) in facts where !value.isEmpty {
      text.append(wrapping: name.padded(to: 20) + "\(untrusted: value)", columns: columns)
    }
    text.append("", role: .text)
  }

  private func time(_ time: Date) -> DisplayText {
    HeaderLine.time(time, secondsFromUTC: state.project.secondsFromUTC, withDate: true)
  }

  private func title(of event: ReviewEvent) -> DisplayText {
    switch event {
    case .decide(let decision):
      var line = decision.verdict.pastTense
      if !decision.picks.isEmpty { line += " " + list(decision.picks) }
      if decision.firstChoice != decision.picks { line += ", first choice " + list(decision.firstChoice) }
      if let reason = decision.reason { line += ": \(untrusted: reason.title)" }
      if !decision.remark.isEmpty { line += " (\(untrusted: decision.remark))" }
      line += ", \(untrusted: decision.presentation.mode.rawValue)"
      return line + (decision.presentation.showedRanking ? ", ranking on screen" : ", ranking not on screen")
    case .undo(let sequence): return "took back entry \(Int(sequence))"
    case .redo(let sequence): return "restored entry \(Int(sequence))"
    case .choose(let ids): return "chose " + list(ids) + " before the ranking was shown"
    case .flag(let isFlagged): return isFlagged ? "put a flag on it" : "took the flag off"
    case .note(let note): return note.isEmpty ? "removed the note" : "noted: \(untrusted: note)"
    }
  }

  private func list(_ ids: [InstructionID]) -> DisplayText {
    "\(untrusted: ids.map(\.rawValue).joined(separator: " "))"
  }
}
