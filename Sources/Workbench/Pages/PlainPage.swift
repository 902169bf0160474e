import Curation
import TextUI

/// A candidate's text from edge to edge, so that the terminal's own selection copies it and nothing else.
struct PlainPage {
  private let state: State

  init(_ state: State) { self.state = state }

  func text(columns: Int) -> ScrolledText {
    var text = ScrolledText()
    guard let candidate = state.candidate else { return text }
    text.append("\(untrusted: candidate.id.rawValue)", role: .text)
    text.append("", role: .text)
    text.append(wrapping: DisplayText(untrusted: candidate.text, as: .body), columns: columns)
    guard !candidate.input.isEmpty else { return text }
    text.append("", role: .text)
    text.append(wrapping: DisplayText(untrusted: candidate.input, as: .body), columns: columns)
    return text
  }
}
