import Curation
import TextUI

/// A candidate on the whole screen: instruction, input, rationale, and the answer that the pool already holds.
struct ReaderPage {
  private let state: State

  init(_ state: State) { self.state = state }

  func text(columns: Int) -> ScrolledText {
    var text = ScrolledText()
    guard let candidate = state.candidate else { return text }
    text.append("INSTRUCTION", role: .heading)
    text.append(candidate: candidate, columns: columns)
    text.append("", role: .text)
    text.append(ScrollingPane.rationaleHeading(state), role: .heading)
    text.append(rationaleOf: candidate.id, in: state, columns: columns)
    if !candidate.reference.isEmpty {
      text.append("", role: .text)
      text.append("ANSWER IN THE POOL  neither embedded nor shown to the ranker", role: .heading)
      text.append(
        wrapping: DisplayText(untrusted: candidate.reference, as: .body),
        columns: columns,
        role: .dim
      )
    }
    return text
  }
}
