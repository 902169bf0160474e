import Curation
import TextUI

/// A candidate on the whole screen: instruction, input, rationale, and the answer that the pool already holds.
struct ReaderPage {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(scroll: Int, keyMap: KeyMap, on screen: inout Screen) {
    let (top, rest) = screen.bounds.splitTop(1)
    let (body, bottom) = rest.splitBottom(1)
    let text = content
    screen.fill(top, role: .bar)
    let id: DisplayText = "\(untrusted: state.candidate?.id.rawValue ?? "")"
    let title: DisplayText = " CLUSTER \(state.place.cluster)  candidate \(state.place.candidate + 1)"
    let position = text.position(scroll: scroll, rows: body.rows)
    screen.draw((title + position + "  id " + id).truncated(to: top.columns), at: top.origin, role: .bar)
    text.draw(scroll: scroll, in: body.splitLeft(2).rest, on: &screen)
    PageFooter(keyMap: keyMap, notice: state.notice).draw(in: bottom, on: &screen)
    screen.cursor = body.origin
  }

  /// How far down the text can be scrolled.
  var scrollLimit: Int { content.scrollLimit(rows: max(0, state.size.rows - 2)) }

  private var content: ScrolledText {
    var text = ScrolledText()
    guard let candidate = state.candidate else { return text }
    let columns = min(100, state.size.columns - 4)
    text.append("INSTRUCTION", role: .heading)
    text.append(candidate: candidate, columns: columns)
    text.append("", role: .text)
    text.append(ScrollingPane.rationaleHeading(state), role: .heading)
    text.append(rationaleOf: candidate.id, in: state.detail, columns: columns)
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
