import Curation
import TextUI

extension ScrollingPane {
  /// The instruction and input of the candidate under the cursor.
  static func text(of state: State) -> ScrollingPane {
    ScrollingPane(
      heading: textHeading(state),
      aside: { topic(of: state, columns: $0) },
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
    if !candidate.category.isEmpty { heading = heading + "  \(untrusted: candidate.category)" }
    return heading
  }

  /// The candidate's topic, whose number is not cut.
  private static func topic(of state: State, columns: Int) -> DisplayText {
    guard let topic = state.candidate.flatMap({ state.detail?.topics[$0.id] })?.subtopic else { return "" }
    let number: DisplayText = "topic \(untrusted: topic.number.description)"
    guard number.width + leastLabel <= columns else { return number.width <= columns ? number : "" }
    return (number + " " + DisplayText(label: topic.label)).truncated(to: columns)
  }

  /// Fewer columns of a label, with the space before it, tell nothing.
  private static var leastLabel: Int { 6 }
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
