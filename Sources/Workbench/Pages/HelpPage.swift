import TextUI

/// Every live key of the room, from the one table.
struct HelpPage {
  private let state: State
  private let keyMap: KeyMap

  init(_ state: State, keyMap: KeyMap = .standard) {
    self.state = state
    self.keyMap = keyMap
  }

  func draw(scroll: Int, on screen: inout Screen) {
    let (top, rest) = screen.bounds.splitTop(1)
    let (body, bottom) = rest.splitBottom(1)
    let text = content
    screen.fill(top, role: .bar)
    screen.draw(
      (" KEYS" + text.position(scroll: scroll, rows: body.rows)).truncated(to: top.columns),
      at: top.origin,
      role: .bar
    )
    text.draw(scroll: scroll, in: body.splitLeft(2).rest, on: &screen)
    PageFooter(keyMap: keyMap, notice: state.notice).draw(in: bottom, on: &screen)
    screen.cursor = body.origin
  }

  /// How far down the help can be scrolled.
  var scrollLimit: Int { content.scrollLimit(rows: max(0, state.size.rows - 2)) }

  private var content: ScrolledText {
    var text = ScrolledText()
    let columns = state.size.columns - 4
    for (title, context) in [("IN THE ROOM", Binding.Context.room), ("EVERYWHERE", .everywhere)] {
      text.append(DisplayText(untrusted: title, as: .row), role: .heading)
      for binding in keyMap.bindings where binding.context == context {
        let keys = binding.keys.count > 4 ? "1-9 0" : binding.keys.map(\.title).joined(separator: " ")
        let lead = DisplayText(untrusted: keys, as: .row).padded(to: 16)
        let name = DisplayText(untrusted: ":" + binding.command.rawValue, as: .row).padded(to: 18)
        let summary = DisplayText(untrusted: binding.summary, as: .row).lines(columns: max(20, columns - 34))
        for (row, line) in summary.enumerated() {
          text.append((row == 0 ? lead + name : DisplayText("").padded(to: 34)) + line, role: .text)
        }
      }
      text.append("", role: .text)
    }
    text.append("MARKS", role: .heading)
    for line in Self.marks { text.append(wrapping: line, columns: columns) }
    return text
  }

  private static let marks: [DisplayText] = [
    "a accepted   o overridden   x none   s skipped   - open   ? open, no ranking",
    "* being saved   ! NOT SAVED",
    "3a 1o 0x 2s, in the first line: 3 accepted, 1 overridden, none in 0, 2 skipped",
    "assisted: the ranker's order and rationale are shown from the start",
    "pick: the ranker's pick   [x]: your pick   ^[ or <U+202E>: a character that is not shown raw",
    ":38 goes to cluster 38   :retry saves again what could not be saved",
  ]
}
