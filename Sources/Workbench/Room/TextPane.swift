import Curation
import TextUI

extension ScrollingPane {
  /// The instruction and input of the candidate under the cursor.
  static func text(of state: State) -> ScrollingPane {
    ScrollingPane(
      heading: textHeading(state),
      isFocused: state.place.pane == .text,
      scroll: state.place.textScroll,
      columnOffset: state.columnOffset
    ) { columns in
      var text = TextFlow(columns: columns)
      text.search = state.searchText
      if let candidate = state.candidate { text.append(candidate: candidate) }
      return text
    }
  }

  private static func textHeading(_ state: State) -> DisplayText {
    guard let candidate = state.candidate, let detail = state.detail else { return "INSTRUCTION" }
    var heading: DisplayText = "INSTRUCTION \(state.place.candidate + 1)/\(detail.order.count)"
    heading = heading + (candidate.wordCount == 1 ? "  1 word" : "  \(candidate.wordCount) words")
    heading = heading + "  id \(untrusted: candidate.id.rawValue)"
    if !candidate.category.isEmpty {
      heading = heading + "  \(untrusted: candidate.category)"
    } else if let topic = detail.topics[candidate.id] {
      heading =
        heading + "  topic \(untrusted: topic.subtopic.number.description) "
        + DisplayText(label: topic.subtopic.label)
    }
    return heading
  }
}

extension TextFlow {
  /// Adds a candidate's instruction and input, with what is odd about their characters.
  mutating func append(candidate: Instruction) {
    let instruction = DisplayText(untrusted: candidate.text, as: .body).remarkingIfBlank()
    append(prose: instruction)
    appendWarnings(about: instruction)
    append("")
    guard !candidate.input.isEmpty else {
      append("no input", role: .dim)
      return
    }
    append("INPUT", role: .heading)
    let input = DisplayText(untrusted: candidate.input, as: .body)
    append(prose: input)
    appendWarnings(about: input)
  }

  private mutating func appendWarnings(about text: DisplayText) {
    if text.substitutions > 0 {
      append("(\(text.substitutions) hidden or control characters, shown as marks)", role: .badge)
    }
    for badge in Badge.allCases where text.badges.contains(badge) {
      append("(" + badge.title + ")", role: .badge)
    }
  }
}
