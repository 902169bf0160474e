import Curation
import TextUI

/// The candidate under the cursor beside the pick: the curator's where there is one, else the ranker's first.
struct ComparisonPage {
  private let state: State

  init(_ state: State) { self.state = state }

  func text(columns: Int) -> ScrolledText {
    guard let candidate = state.candidate, let other else {
      return .explaining(
        "Nothing to compare with: toggle a candidate with t, or go to another than the pick.",
        columns: columns
      )
    }
    let half = max(8, (columns - 3) / 2)
    var text = ScrolledText()
    text.append(
      (title(of: other, "pick") + "").truncated(to: half).padded(to: half) + "   "
        + title(of: candidate, "under the cursor").truncated(to: half),
      role: .heading
    )
    append(other.text, candidate.text, to: &text, half: half)
    if !other.input.isEmpty || !candidate.input.isEmpty {
      text.append("", role: .text)
      text.append(DisplayText("INPUT").padded(to: half + 3) + "INPUT", role: .heading)
      append(other.input, candidate.input, to: &text, half: half)
    }
    return text
  }

  /// What the candidate is compared with.
  private var other: Instruction? {
    guard let detail = state.detail, let here = state.candidate?.id else { return nil }
    let picks = state.toggled + (detail.standing.step?.decision.picks ?? []) + state.rankersPick
    return picks.first { $0 != here }.flatMap { detail.instructions[$0] }
  }

  private func title(of instruction: Instruction, _ what: DisplayText) -> DisplayText {
    what + "  id \(untrusted: instruction.id.rawValue)  \(instruction.wordCount) words"
  }

  private func append(_ left: String, _ right: String, to text: inout ScrolledText, half: Int) {
    let left = DisplayText(untrusted: left, as: .body).lines(columns: half)
    let right = DisplayText(untrusted: right, as: .body).lines(columns: half)
    for row in 0..<max(left.count, right.count) {
      let first = row < left.count ? left[row] : ""
      text.append(first.padded(to: half) + " │ " + (row < right.count ? right[row] : ""), role: .text)
    }
  }
}
