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
    appendRuns(to: &text, columns: columns)
    text.append("RANKS", role: .heading)
    let ranks = state.isRankingHidden ? [] : inspection.ranks
    if ranks.isEmpty {
      let reason: DisplayText =
        state.isRankingHidden
        ? "hidden: \(state.keyMap.way(to: .showRanking)) in the room shows them"
        : state.detail?.outcome == nil ? "not shown before your own choice" : "none"
      text.append(reason, role: .dim)
    }
    for oddity in state.isRankingHidden ? [] : inspection.runOddities {
      text.append(
        wrapping: "! half of the run or more has \(untrusted: oddity.rawValue)",
        columns: columns
      )
    }
    let hasPasses = ranks.contains { $0.round > 1 || $0.pass > 1 }
    for rank in ranks {
      let size: DisplayText = "\(state.detail?.order.count ?? 0)"
      let place: DisplayText = rank.rank.map { "\($0)" } ?? "-"
      var line = place.aligned(right: 3)
      line += (rank.rank == nil ? "" : " of " + size).padded(to: 6 + size.width)
      if hasPasses { line += "round \(rank.round) pass \(rank.pass)  " }
      line += time(rank.time) + "  \(untrusted: rank.ranker)"
      if let shownAt = rank.shownAt { line += "  shown to it at place \(shownAt)" }
      for oddity in rank.oddities { line += "  ! \(untrusted: oddity.rawValue)" }
      if !rank.failure.isEmpty { line += "  no ranking: \(untrusted: rank.failure)" }
      text.append(wrapping: line, columns: columns)
    }
    text.append("", role: .text)
    text.append("CLUSTER \(state.place.cluster)", role: .heading)
    appendTopics(to: &text, columns: columns)
    if inspection.history.isEmpty { text.append("nothing happened yet", role: .dim) }
    for entry in inspection.history {
      let line = time(entry.time) + "  \(untrusted: entry.curator)  " + title(of: entry.event)
      text.append(wrapping: line, columns: columns)
    }
    appendReplies(to: &text, columns: columns)
    return text
  }

  /// What the model replied, as it came, with what was asked.
  private func appendReplies(to text: inout ScrolledText, columns: Int) {
    let replies = state.isRankingHidden ? [] : inspection.replies
    guard !replies.isEmpty else { return }
    text.append("", role: .text)
    text.append("REPLIES  in the run under review, as they came", role: .heading)
    for reply in replies {
      let title: DisplayText =
        "round \(reply.round) pass \(reply.pass)  \(untrusted: reply.model)  \(reply.promptTokens) tokens in, \(reply.completionTokens) out, \(reply.milliseconds) ms"
      text.append(wrapping: title, columns: columns)
      let facts: [(DisplayText, String)] = [
        ("request", reply.requestHash), ("shown", Self.list(reply.shown)),
        ("order", reply.order.isEmpty ? "none" : Self.list(reply.order)),
      ]
      for (name, value) in facts {
        text.append(wrapping: "  " + name.padded(to: 9) + "\(untrusted: value)", columns: columns, role: .dim)
      }
      for line in reply.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        text.append(wrapping: "  \(untrusted: String(line))", columns: columns)
      }
    }
  }

  private static func list(_ ids: [InstructionID]) -> String { ids.map(\.rawValue).joined(separator: " ") }

  private func appendOrigin(to text: inout ScrolledText, columns: Int) {
    guard let candidate = state.candidate else { return }
    text.append("CANDIDATE", role: .heading)
    let topic = state.detail?.topics[candidate.id]
    let facts: [(DisplayText, String)] = [
      ("id", candidate.id.rawValue), ("row", "\(inspection.row)"), ("source", candidate.source),
      ("category", candidate.category), ("topic", name(of: topic?.topic)),
      ("subtopic", name(of: topic?.subtopic)), ("words", "\(candidate.wordCount)"),
      ("answer in the pool", candidate.reference.isEmpty ? "no" : "yes, kept as reference"),
    ]
    for (name, value) in facts where !value.isEmpty {
      text.append(wrapping: name.padded(to: 20) + "\(untrusted: value)", columns: columns)
    }
    if let near = inspection.nearestAnnotated {
      let line: DisplayText = "nearest annotated"
      text.append(
        wrapping: line.padded(to: 20) + "\(untrusted: near.id.rawValue), similarity"
          + DisplayText.fraction(near.similarity),
        columns: columns
      )
    }
    text.append("", role: .text)
    appendSigns(of: candidate, to: &text, columns: columns)
  }

  private func name(of topic: Topic?) -> String {
    topic.map { "\($0.number)  \($0.label)  (\($0.size) instructions)" } ?? ""
  }

  private func appendSigns(of candidate: Instruction, to text: inout ScrolledText, columns: Int) {
    guard let detail = state.detail, let signs = detail.signs[candidate.id] else { return }
    text.append("SUSPECT  a heuristic that goes by words alone", role: .heading)
    for sign in signs {
      let line: DisplayText = "! it \(untrusted: sign.kind.rawValue): \(untrusted: sign.sentence)"
      text.append(wrapping: line, columns: columns)
    }
    if state.visibleRanking != nil, let shift = detail.shifts[candidate.id] {
      let line: DisplayText = "without that the ranker puts it at \(shift.after), with it at \(shift.before)"
      text.append(wrapping: shift.isMoved ? "! " + line : line, columns: columns)
    }
    text.append("", role: .text)
  }

  /// The topics of the cluster's candidates, the commonest first.
  private func appendTopics(to text: inout ScrolledText, columns: Int) {
    for topic in Topic.tally(of: state.detail.map { Array($0.topics.values) } ?? []) {
      let name: DisplayText = "topic \(untrusted: topic.number.description)"
      let count: DisplayText = "\(topic.size) of \(state.detail?.order.count ?? 0)  "
      text.append(
        wrapping: name.padded(to: 20) + count + DisplayText(label: topic.label),
        columns: columns
      )
    }
  }

  /// The places of all candidates in all runs, a column for each run.
  private func appendRuns(to text: inout ScrolledText, columns: Int) {
    let runs = state.visibleRuns
    guard !runs.isEmpty, let detail = state.detail else { return }
    text.append("RUNS", role: .heading)
    for run in runs {
      let mark: DisplayText = run.isReviewed ? "*" : " "
      text.append(wrapping: mark + "\(run.number)  \(untrusted: run.ranker)", columns: columns)
    }
    let width = max(4, runs.map { "\($0.number)".count + 2 }.max() ?? 0)
    let numbers = runs.reduce(into: "  run " as DisplayText) { line, run in
      line += ("\(run.number)" as DisplayText).aligned(right: width)
    }
    text.append(numbers + "  * is the one under review", role: .dim)
    for id in detail.order {
      let isCurrent = id == state.candidate?.id
      let places = runs.reduce(into: (isCurrent ? ">     " : "      ") as DisplayText) { line, run in
        line += run.place(of: id).aligned(right: width)
      }
      let words = detail.instructions[id].map { DisplayText(untrusted: $0.text, as: .row) } ?? ""
      text.append((places + "  " + words).truncated(to: columns), role: isCurrent ? .rank : .text)
    }
    text.append("", role: .text)
  }

  private func time(_ time: Date) -> DisplayText {
    HeaderLine.time(time, secondsFromUTC: state.project.secondsFromUTC, withDate: true)
  }

  private func title(of event: ReviewEvent) -> DisplayText {
    switch event {
    case .decide(let decision):
      var line = deed(decision.verdict)
      if !decision.picks.isEmpty { line += " " + list(decision.picks) }
      if decision.firstChoice != decision.picks { line += ", first choice " + list(decision.firstChoice) }
      if let reason = decision.reason { line += ": \(untrusted: reason.title)" }
      if !decision.remark.isEmpty { line += " (\(untrusted: decision.remark))" }
      line += ", \(untrusted: decision.presentation.mode.rawValue)"
      return line + (decision.presentation.showedRanking ? ", ranking on screen" : ", ranking not on screen")
    case .undo(let sequence): return "took back: " + title(ofEntry: sequence)
    case .redo(let sequence): return "restored: " + title(ofEntry: sequence)
    case .choose(let ids): return "chose " + list(ids) + " before the ranking was shown"
    case .flag(let isFlagged): return isFlagged ? "put a flag on it" : "took the flag off"
    case .note(let note): return note.isEmpty ? "removed the note" : "noted: \(untrusted: note)"
    }
  }

  private func title(ofEntry sequence: Int64) -> DisplayText {
    let entry = inspection.history.first { $0.sequence == sequence }
    return entry.map { title(of: $0.event) } ?? "something about another cluster"
  }

  /// What somebody did, in words that go before what was picked.
  private func deed(_ verdict: Verdict) -> DisplayText {
    switch verdict {
    case .override: "overrode with"
    case .none: "picked none"
    case .accept, .pick, .skip: verdict.pastTense
    }
  }

  private func list(_ ids: [InstructionID]) -> DisplayText {
    "\(untrusted: ids.map(\.rawValue).joined(separator: " "))"
  }
}
