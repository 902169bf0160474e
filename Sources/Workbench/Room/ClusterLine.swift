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
  let topic: Topic?
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
    column += screen.draw(
      DisplayText(label: label).truncated(to: max(0, place.endColumn - column)),
      at: Point(row: place.row, column: column),
      role: role
    )
    screen.draw(
      about(columns: place.endColumn - column),
      at: Point(row: place.row, column: column),
      role: isCurrent ? role : .dim
    )
  }

  /// The topic where the label leaves room for it: by name, or else by number.
  private func about(columns: Int) -> DisplayText {
    guard let topic else { return "" }
    let number: DisplayText = "  topic \(untrusted: topic.number.description)"
    guard number.width + Self.leastName <= columns else { return number.width <= columns ? number : "" }
    return (number + " " + DisplayText(label: topic.label)).truncated(to: columns)
  }

  /// Fewer columns of a topic's name, with the space before it, tell nothing.
  private static let leastName = 6
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
