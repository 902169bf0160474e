import Curation
import TextUI

/// Asks why a cluster is overridden or has nothing worth an annotator.
///
/// It stands where the texts were and holds none of them: where one confirms, all words are ours.
struct ReasonMenu {
  /// The decision that waits for its reason.
  let draft: DecisionDraft
  /// The places of what is picked in the list, from 1.
  let places: [Int]
  /// Whether it is picked in place of something that the ranker put first.
  let isAgainstRanker: Bool

  init(_ draft: DecisionDraft, in state: State) {
    self.draft = draft
    places = draft.picks.compactMap { state.order.firstIndex(of: $0).map { $0 + 1 } }
    isAgainstRanker = state.visibleRanking != nil
  }

  func draw(over rect: Rect, on screen: inout Screen) {
    screen.fill(rect, role: .text)
    let (top, body) = rect.splitTop(1)
    screen.draw(question, at: top.origin, role: .heading, maxColumns: top.columns)
    let rows = max(1, body.rows - 1)
    let columnWidth = min(34, (body.columns - 2) / 2)
    for (index, reason) in Reason.reasons(for: draft.verdict).enumerated() {
      let column = body.column + 2 + index / rows * columnWidth
      let point = Point(row: body.row + index % rows, column: column)
      guard column < body.column + body.columns else { continue }
      let width = screen.draw("\(untrusted: String(reason.key))", at: point, role: .key)
      screen.draw(
        "  \(untrusted: reason.title)",
        at: Point(row: point.row, column: point.column + width),
        maxColumns: min(columnWidth, body.endColumn - column) - width
      )
    }
  }

  private var question: DisplayText {
    let soFar: DisplayText = draft.reason.map { " (so far: \(untrusted: $0.title))" } ?? ""
    let list = places.map(String.init).joined(separator: ", ")
    let picked: DisplayText = "\(places.count == 1 ? "candidate" : "candidates") \(untrusted: list)"
    return switch draft.verdict {
    case .none: "  CLUSTER \(draft.cluster): nothing worth an annotator. Why?" + soFar
    default:
      "  CLUSTER \(draft.cluster): \(picked)\(isAgainstRanker ? ", not the ranker's pick" : ""). Why?" + soFar
    }
  }
}
