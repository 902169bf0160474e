import Curation
import TextUI

/// A candidate's text from edge to edge, so that the terminal's own selection copies it and nothing else.
struct PlainPage {
  private let state: State

  init(_ state: State) { self.state = state }

  func text(columns: Int) -> TextFlow {
    guard let candidate = state.candidate else { return TextFlow(columns: columns) }
    let texts = [candidate.text, candidate.input].filter { !$0.isEmpty }
    return .plain(
      ["\(untrusted: candidate.id.rawValue)"] + texts.map { DisplayText(untrusted: $0, as: .body) },
      columns: columns
    )
  }
}
