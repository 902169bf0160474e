import Curation
import TextUI

/// Asks why a cluster is overridden or has nothing worth an annotator.
///
/// It stands where the texts were and holds none of them: where one confirms, all words are ours.
struct ReasonMenu {
  /// The decision that waits for its reason.
  let draft: DecisionDraft

  func draw(over rect: Rect, on screen: inout Screen) {
    screen.fill(rect, role: .text)
    let (top, body) = rect.splitTop(1)
    screen.draw(question, at: top.origin, role: .heading, maxColumns: top.columns)
    let rows = max(1, body.rows - 1)
    let columnWidth = 34
    for (index, reason) in Reason.allCases.enumerated() {
      let column = body.column + 2 + index / rows * columnWidth
      let point = Point(row: body.row + index % rows, column: column)
      guard column < body.column + body.columns else { continue }
      let width = screen.draw("\(untrusted: String(reason.key))", at: point, role: .key)
      screen.draw(
        "  \(untrusted: reason.title)",
        at: Point(row: point.row, column: point.column + width),
        maxColumns: body.column + body.columns - column - width
      )
    }
  }

  private var question: DisplayText {
    switch draft.verdict {
    case .none: "  CLUSTER \(draft.cluster): nothing worth an annotator. Why?"
    default:
      "  CLUSTER \(draft.cluster): override with \(draft.picks.count) \(draft.picks.count == 1 ? "candidate" : "candidates"). Why?"
    }
  }
}
