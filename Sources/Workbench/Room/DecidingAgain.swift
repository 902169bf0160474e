import Curation
import TextUI

extension State {
  /// Asks why once more, about the curator's own last decision; the answer replaces it.
  mutating func changeReason() {
    let steps = [lastDecided, place.cluster].compactMap { $0.flatMap { details[$0]?.standing.step } }
    let own = steps.first {
      $0.entry.curator == project.curator && [.override, .none].contains($0.decision.verdict)
    }
    guard let own else {
      notice = Notice(
        "Neither your last decision nor this cluster has a reason of yours: only \(keyMap.way(to: .override)) and \(keyMap.way(to: .none)) ask why."
      )
      return
    }
    go(toCluster: own.entry.cluster)
    var draft = DecisionDraft(
      cluster: own.entry.cluster,
      verdict: own.decision.verdict,
      picks: own.decision.picks
    )
    draft.isChange = true
    draft.reason = own.decision.reason
    layers.append(.reasons(draft))
  }

  /// Begins a verdict about all open clusters of the list.
  mutating func askAboutAll(_ verdict: Verdict) -> [Effect] {
    let open = (0..<listing.count).map { listing[$0] }.filter { isOpen($0) && verdicts[$0] != verdict }
    guard !open.isEmpty else {
      notice = Notice("No cluster of the list waits for that.")
      return []
    }
    return [.countAll(verdict, open)]
  }

  /// Asks for the number of clusters to be typed back.
  mutating func confirm(_ verdict: Verdict, about clusters: [Int]) {
    guard !clusters.isEmpty else {
      notice = Notice("No open cluster of the list has a ranking that you may accept unseen.")
      return
    }
    layers.append(.confirmation(verdict, clusters: clusters, LineEditor()))
  }

  /// Decides about all clusters if their number was typed.
  mutating func confirmed(_ verdict: Verdict, _ clusters: [Int], typed: String) -> [Effect] {
    guard typed.filter({ !$0.isWhitespace }) == "\(clusters.count)" else {
      notice = Notice("Nothing was decided: the number did not match.")
      return []
    }
    return [.recordAll(verdict, clusters)]
  }
}
