import Curation
import TextUI

extension ScrollingPane {
  /// What the ranker said about the candidate under the cursor, or why it said nothing.
  static func rationale(of state: State) -> ScrollingPane {
    ScrollingPane(
      heading: rationaleHeading(state),
      isFocused: state.place.pane == .rationale,
      scroll: state.place.rationaleScroll,
      columnOffset: 0
    ) { columns in
      var text = TextFlow(columns: columns, form: .wrappingCode)
      text.search = state.searchText
      text.append(rationaleOf: state.candidate?.id, in: state)
      if let id = state.candidate?.id, !state.visibleRuns.isEmpty {
        text.append(prose: "\n" + state.placesInRuns(of: id), role: .dim)
      }
      return text
    }
  }

  static func rationaleHeading(_ state: State) -> DisplayText {
    guard let ranking = state.visibleRanking, let id = state.candidate?.id,
      let rank = ranking.rank(of: id)
    else { return "RATIONALE" }
    let ranks = ranking.ranks(of: id)
    guard ranks.isEmpty else {
      let list = ranks.map(String.init).joined(separator: " ")
      return """
        RATIONALE  rank \(rank), in \(ranks.count) passes: \(untrusted: list); given by a pass that put it highest
        """
    }
    return switch ranking.origin {
    case .model: "RATIONALE  rank \(rank), a justification"
    case .recorded: "RATIONALE  rank \(rank), a recorded justification"
    case .length, .baseline: "RATIONALE  rank \(rank), heuristic"
    }
  }
}

extension TextFlow {
  /// Adds what the ranker said about a candidate, or why there is nothing.
  mutating func append(rationaleOf candidate: InstructionID?, in state: State) {
    let detail = state.detail
    guard detail?.outcome == nil || !state.hidesRanking else {
      append("hidden: \(state.keyMap.way(to: .showRanking)) shows it", role: .dim)
      return
    }
    switch detail?.outcome {
    case .ranked(let ranking, _):
      let words = candidate.flatMap { ranking.rationales[$0] } ?? ""
      if !words.isEmpty {
        append(prose: DisplayText(untrusted: words, as: .body), role: .rationale)
      } else if let explanation = ranking.origin.explanation {
        append(prose: "\(untrusted: explanation)", role: .dim)
      } else {
        append("The ranker gave none for this candidate.", role: .dim)
      }
    case .failed(let failure, _):
      append(
        prose: "No ranking, \(untrusted: failure.category.rawValue): \(untrusted: failure.detail)",
        role: .failure
      )
      append(
        prose:
          "Pick a candidate yourself with \(state.keyMap.way(to: .override)); 'handpick rank --retry' asks the model again.",
        role: .dim
      )
    case .unasked:
      append(
        prose:
          "Not ranked yet: 'handpick rank' asks a model. You can pick a candidate yourself with \(state.keyMap.way(to: .override)).",
        role: .dim
      )
    case nil where detail == nil:
      break
    case nil:
      append(
        prose: detail?.mode == .blind
          ? "Not shown in blind mode. Point at a candidate and press \(state.keyMap.way(to: .accept))."
          : "Shown after your own choice. Point at a candidate and press \(state.keyMap.way(to: .accept)).",
        role: .dim
      )
    }
  }
}

extension RankingOrigin {
  /// What a heuristic goes by; nil where somebody weighed the candidates.
  fileprivate var explanation: String? {
    switch self {
    case .model, .recorded: nil
    case .length: "Longer texts come first. No model has read the candidates."
    case .baseline(let baseline, _):
      baseline.explanation
        + (baseline.asksModel ? " No model has weighed them." : " No model has read the candidates.")
    }
  }
}
