import Curation
import TextUI

/// The instruction and input of the candidate under the cursor.
struct TextPane {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(in rect: Rect, on screen: inout Screen) {
    guard !rect.isEmpty else { return }
    let (top, body) = rect.splitTop(1)
    let isFocused = state.place.pane == .text
    let text = content(columns: body.columns - 3)
    let heading = heading + text.position(scroll: state.place.textScroll, rows: body.rows)
    screen.draw(
      ((isFocused ? "> " : "  ") + heading).truncated(to: top.columns),
      at: top.origin,
      role: .heading
    )
    text.draw(scroll: state.place.textScroll, in: body.splitLeft(2).rest, on: &screen)
    if isFocused { screen.cursor = top.origin }
  }

  /// How far down the text can be scrolled.
  func scrollLimit(in rect: Rect) -> Int {
    let body = rect.splitTop(1).rest
    return content(columns: body.columns - 3).scrollLimit(rows: body.rows)
  }

  private var heading: DisplayText {
    guard let candidate = state.candidate, let detail = state.detail else { return "INSTRUCTION" }
    var heading: DisplayText = "INSTRUCTION \(state.place.candidate + 1)/\(detail.order.count)"
    heading = heading + (candidate.wordCount == 1 ? "  1 word" : "  \(candidate.wordCount) words")
    heading = heading + "  id \(untrusted: candidate.id.rawValue)"
    if !candidate.category.isEmpty { heading = heading + "  \(untrusted: candidate.category)" }
    return heading
  }

  private func content(columns: Int) -> ScrolledText {
    var text = ScrolledText()
    guard let candidate = state.candidate else { return text }
    text.append(candidate: candidate, columns: columns)
    return text
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
