import Curation
import TextUI

/// Every live key of the room, from the one table.
struct HelpPage {
  let keyMap: KeyMap

  /// From how many columns on there are two of text; two of fewer would break most lines.
  private static let leastColumnsForTwo = 146
  private static let keyColumns = 16
  private static let nameColumns = 18

  func text(columns: Int) -> TextFlow {
    let layout = ColumnLayout(columns: columns, leastForTwo: Self.leastColumnsForTwo)
    var text = TextFlow(columns: columns)
    for line in layout.lines(of: blocks(columns: layout.width)) { text.append(line) }
    return text
  }

  private func blocks(columns: Int) -> [[StyledLine]] {
    let sections: [(title: DisplayText, context: Binding.Context)] = [
      ("IN THE ROOM", .room), ("ON A PAGE", .page), ("ON THE MAP", .map), ("EVERYWHERE", .everywhere),
    ]
    let keys = sections.map { section in
      [StyledLine(section.title, role: .heading)]
        + keyMap.bindings.filter { $0.context == section.context }
        .flatMap { lines(of: $0, columns: columns) }
    }
    let marks = Self.marks.flatMap { $0.lines(columns: columns) }.map { StyledLine($0) }
    let filters = Self.filters.flatMap { $0.lines(columns: columns) }.map { StyledLine($0) }
    return keys + [
      [StyledLine("FILTERS", role: .heading)] + filters, [StyledLine("MARKS", role: .heading)] + marks,
    ]
  }

  private func lines(of binding: Binding, columns: Int) -> [StyledLine] {
    let key = DisplayText(untrusted: binding.keyTitles, as: .row).padded(to: Self.keyColumns)
    let name = DisplayText(untrusted: ":" + binding.command.rawValue, as: .row).padded(to: Self.nameColumns)
    let indent = Self.keyColumns + Self.nameColumns
    let summary = DisplayText(untrusted: binding.summary, as: .row).lines(columns: max(20, columns - indent))
    return summary.enumerated().map { row, line in
      StyledLine((row == 0 ? key + name : DisplayText("").padded(to: indent)) + line)
    }
  }

  private static let filters: [DisplayText] = [
    "state:open words:>40   clusters for which both are true; -state:open for which it is not",
    "state:accepted,none   one or the other; a bare word, or \"two words\", stands in a text",
    "\(untrusted: ClusterQuery.termNames.map { $0 + ":" }.joined(separator: " "))   Tab shows the values",
    "size:10..40   similarity:>0.9   confidence:<2/3   disagreement:>0.3   has:flag,note,duplicate,near",
  ]

  private static let marks: [DisplayText] = [
    "a accepted   o overridden   p picked   x none   s skipped   - open   ? open, no ranking",
    "f flagged   n with a note   * being saved   ! NOT SAVED",
    "3a 1o 0x 2s, in the first line: 3 accepted, 1 overridden, none in 0, 2 skipped",
    "assisted: the ranker's order and rationale are shown from the start",
    "decide-first: they are shown after your own choice   blind: they are not shown",
    "agreement 2/3: two of the ranker's three passes put the same candidate first",
    "pick: the ranker's pick   [x]: your pick   ^[ or <U+202E>: a character that is not shown raw",
    ":filter-save NAME keeps the filter and the order of the list, :filter NAME brings them back",
    ":38 goes to cluster 38   :retry saves again what could not be saved",
  ]
}
