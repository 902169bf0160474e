import TextUI

/// Every live key of the room, from the one table.
struct HelpPage {
  let keyMap: KeyMap

  func text(columns: Int) -> ScrolledText {
    var text = ScrolledText()
    let sections = [
      ("IN THE ROOM", Binding.Context.room), ("ON A PAGE", .page), ("ON THE MAP", .map),
      ("EVERYWHERE", .everywhere),
    ]
    for (title, context) in sections {
      text.append(DisplayText(untrusted: title, as: .row), role: .heading)
      for binding in keyMap.bindings where binding.context == context {
        append(binding, to: &text, columns: columns)
      }
      text.append("", role: .text)
    }
    text.append("MARKS", role: .heading)
    for line in Self.marks { text.append(wrapping: line, columns: columns) }
    return text
  }

  private func append(_ binding: Binding, to text: inout ScrolledText, columns: Int) {
    let lead = DisplayText(untrusted: binding.keyTitles, as: .row).padded(to: 16)
    let name = DisplayText(untrusted: ":" + binding.command.rawValue, as: .row).padded(to: 18)
    let summary = DisplayText(untrusted: binding.summary, as: .row).lines(columns: max(20, columns - 34))
    for (row, line) in summary.enumerated() {
      text.append((row == 0 ? lead + name : DisplayText("").padded(to: 34)) + line, role: .text)
    }
  }

  private static let marks: [DisplayText] = [
    "a accepted   o overridden   p picked   x none   s skipped   - open   ? open, no ranking",
    "f flagged   n with a note   * being saved   ! NOT SAVED",
    "3a 1o 0x 2s, in the first line: 3 accepted, 1 overridden, none in 0, 2 skipped",
    "assisted: the ranker's order and rationale are shown from the start",
    "decide-first: they are shown after your own choice   blind: they are not shown",
    "pick: the ranker's pick   [x]: your pick   ^[ or <U+202E>: a character that is not shown raw",
    ":filter-save NAME keeps the filter and the order of the list, :filter NAME brings them back",
    ":38 goes to cluster 38   :retry saves again what could not be saved",
  ]
}
