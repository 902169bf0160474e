import Curation
import TextUI

/// All that a line of the list of clusters shows.
struct ClusterLine: Equatable {
  /// How the cluster stands.
  enum Mark: Equatable {
    case unsaved, pending, open, unranked
    case verdict(Verdict)
  }

  let number: Int
  /// Columns for the greatest number of the list.
  let numberWidth: Int
  let mark: Mark
  /// Untrusted text.
  let label: String
  let isFlagged: Bool
  let hasNote: Bool
  let isCurrent: Bool
  let isFocused: Bool

  func draw(in place: Rect, on screen: inout Screen) {
    let title: DisplayText = "\(number)"
    let tag: DisplayText = isFlagged ? "f" : hasNote ? "n" : " "
    let lead: DisplayText = (isCurrent ? ">" : " ") + tag + title.aligned(right: numberWidth) + " "
    let role: Role = isCurrent ? (isFocused ? .cursor : .cursorIdle) : .text
    var column = place.column
    column += screen.draw(lead, at: Point(row: place.row, column: column), role: role)
    column += screen.draw(
      mark.text + " ",
      at: Point(row: place.row, column: column),
      role: isCurrent ? role : mark.role
    )
    screen.draw(
      DisplayText(label: label).truncated(to: max(0, place.endColumn - column)),
      at: Point(row: place.row, column: column),
      role: role
    )
  }
}

extension ClusterLine.Mark {
  fileprivate var text: DisplayText {
    switch self {
    case .unsaved: "!"
    case .pending: "*"
    case .open: "-"
    case .unranked: "?"
    case .verdict(let verdict): verdict.letter
    }
  }

  fileprivate var role: Role {
    switch self {
    case .unsaved: .failure
    case .pending: .notice
    case .open, .unranked: .open
    case .verdict(let verdict): verdict.role
    }
  }
}
