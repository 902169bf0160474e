import Curation
import TextUI

extension ScrollingPane {
  /// What the ranker said about the candidate under the cursor, or why it said nothing.
  static func rationale(of state: State) -> ScrollingPane {
    ScrollingPane(
      heading: rationaleHeading(state),
      isFocused: state.place.pane == .rationale,
      scroll: state.place.rationaleScroll
    ) { columns in
      var text = ScrolledText()
      text.append(rationaleOf: state.candidate?.id, in: state, columns: columns)
      return text
    }
  }

  static func rationaleHeading(_ state: State) -> DisplayText {
    guard let ranking = state.visibleRanking, let id = state.candidate?.id,
      let rank = ranking.rank(of: id)
    else { return "RATIONALE" }
    return switch ranking.origin {
    case .model: "RATIONALE  rank \(rank), a justification given with the order"
    case .recorded: "RATIONALE  rank \(rank), recorded; a justification given with the order"
    case .length: "RATIONALE  rank \(rank), heuristic"
    }
  }
}

extension ScrolledText {
  /// Adds what the ranker said about a candidate, or why there is nothing.
  mutating func append(rationaleOf candidate: InstructionID?, in state: State, columns: Int) {
    let detail = state.detail
    guard detail?.outcome == nil || !state.hidesRanking else {
      append("hidden: v shows it", role: .dim)
      return
    }
    switch detail?.outcome {
    case .ranked(let ranking, _):
      let words = candidate.flatMap { ranking.rationales[$0] } ?? ""
      if !words.isEmpty {
        append(wrapping: DisplayText(untrusted: words, as: .body), columns: columns, role: .rationale)
      } else if ranking.origin == .length {
        append(
          wrapping: "Longer texts come first. No model has read the candidates.",
          columns: columns,
          role: .dim
        )
      } else {
        append("The ranker gave none for this candidate.", role: .dim)
      }
    case .failed(let failure, _):
      append(
        wrapping: "No ranking, \(untrusted: failure.category.rawValue): \(untrusted: failure.detail)",
        columns: columns,
        role: .failure
      )
      append(
        wrapping: "Pick a candidate yourself with o; 'handpick rank --retry' asks the model again.",
        columns: columns,
        role: .dim
      )
    case .unasked:
      append(
        wrapping: "Not ranked yet: 'handpick rank' asks a model. You can pick a candidate yourself with o.",
        columns: columns,
        role: .dim
      )
    case nil where detail == nil:
      break
    case nil:
      append(
        wrapping: detail?.mode == .blind
          ? "Not shown in blind mode. Point at a candidate and press a."
          : "Shown after your own choice. Point at a candidate and press a.",
        columns: columns,
        role: .dim
      )
    }
  }
}
