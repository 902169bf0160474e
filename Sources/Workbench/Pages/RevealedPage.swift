import Curation
import TextUI

/// A candidate's instruction and input exactly as received, escaped.
struct RevealedPage {
  private let state: State

  init(_ state: State) { self.state = state }

  func text(columns: Int) -> ScrolledText {
    var text = ScrolledText()
    guard let candidate = state.candidate else { return text }
    let parts: [(DisplayText, String)] = [
      ("ID", candidate.id.rawValue), ("INSTRUCTION", candidate.text), ("INPUT", candidate.input),
      ("SOURCE", candidate.source), ("CATEGORY", candidate.category),
    ]
    for (title, raw) in parts where !raw.isEmpty {
      text.append(title + "  \(raw.unicodeScalars.count) scalars, \(raw.utf8.count) bytes", role: .heading)
      text.append(wrapping: .revealing(raw), columns: columns)
      text.append("", role: .text)
    }
    return text
  }
}
