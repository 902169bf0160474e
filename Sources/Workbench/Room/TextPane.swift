import Curation
import TextUI

extension ScrollingPane {
  /// The instruction and input of the candidate under the cursor.
  static func text(of state: State) -> ScrollingPane {
    ScrollingPane(
      heading: textHeading(state),
      isFocused: state.place.pane == .text,
      scroll: state.place.textScroll
    ) { columns in
      var text = ScrolledText()
      if let candidate = state.candidate { text.append(candidate: candidate, columns: columns) }
      return text
    }
  }

  private static func textHeading(_ state: State) -> DisplayText {
    guard let candidate = state.candidate, let detail = state.detail else { return "INSTRUCTION" }
    var heading: DisplayText = "INSTRUCTION \(state.place.candidate + 1)/\(detail.order.count)"
    heading = heading + (candidate.wordCount == 1 ? "  1 word" : "  \(candidate.wordCount) words")
    heading = heading + "  id \(untrusted: candidate.id.rawValue)"
    if !candidate.category.isEmpty { heading = heading + "  \(untrusted: candidate.category)" }
    return heading
  }
}

extension ScrolledText {
  /// Adds a candidate's instruction and input, with what is odd about their characters.
  mutating func append(candidate: Instruction, columns: Int) {
    let instruction = DisplayText(untrusted: candidate.text, as: .body).remarkingIfBlank()
    append(wrapping: instruction, columns: columns)
    appendWarnings(about: instruction)
    append("", role: .text)
    guard !candidate.input.isEmpty else {
      append("no input", role: .dim)
      return
    }
    append("INPUT", role: .heading)
    let input = DisplayText(untrusted: candidate.input, as: .body)
    append(wrapping: input, columns: columns)
    appendWarnings(about: input)
  }

  private mutating func appendWarnings(about text: DisplayText) {
    var notes: [DisplayText] = []
    if text.substitutions > 0 {
      notes.append("\(text.substitutions) hidden or control characters, shown as marks")
    }
    for badge in Badge.allCases where text.badges.contains(badge) { notes.append(badge.title) }
    for note in notes { append("(" + note + ")", role: .badge) }
  }
}
