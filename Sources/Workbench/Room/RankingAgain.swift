import Curation
import TextUI

extension State {
  /// Asks the model again about the cluster on screen, or gives up asking.
  mutating func rankAgain() -> [Effect] {
    guard let asked = rankedCluster else {
      rankedCluster = place.cluster
      notice = Notice(
        "The model is asked about cluster \(place.cluster); go on meanwhile, \(keyMap.way(to: .rankAgain)) gives up."
      )
      return [.rankAgain(place.cluster)]
    }
    notice = Notice("Gave up asking about cluster \(asked).")
    return [.cancelRanking]
  }

  /// Takes what came of asking again.
  mutating func receive(rankingOf cluster: Int, _ message: String) {
    rankedCluster = nil
    notice = Notice("\(untrusted: message)")
  }

  /// Takes that there are new rankings.
  ///
  /// What is on screen stays: nobody's pick changes under their fingers. It is read anew when one comes back.
  mutating func receiveNewRankings() {
    details.removeAll(but: place.cluster)
    requested = []
    outdated = place.cluster
    summaries.outdate()
  }
}
