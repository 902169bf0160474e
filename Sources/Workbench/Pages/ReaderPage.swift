import Curation
import TextUI

/// A candidate on the whole screen: instruction, input, rationale, and the answer that the pool already holds.
struct ReaderPage {
  private let state: State

  init(_ state: State) { self.state = state }

  func text(columns: Int) -> TextFlow {
    var text = TextFlow(columns: columns)
    text.search = state.searchText
    guard let candidate = state.candidate else { return text }
    text.append("INSTRUCTION", role: .heading)
    text.append(candidate: candidate)
    text.append("", role: .text)
    text.append(ScrollingPane.rationaleHeading(state), role: .heading)
    text.append(rationaleOf: candidate.id, in: state)
    if !candidate.reference.isEmpty {
      text.append("", role: .text)
      text.append("ANSWER IN THE POOL  neither embedded nor shown to the ranker", role: .heading)
      text.append(prose: DisplayText(untrusted: candidate.reference, as: .body), role: .dim)
    }
    return text
  }
}
