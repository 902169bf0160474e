import Curation
import TextUI

extension State {
  /// Asks the model again about the cluster on screen, or gives up asking.
  mutating func rankAgain() -> [Effect] {
    guard let asked = rankedCluster else {
      rankedCluster = place.cluster
      rankingSeconds = 0
      isGivingUpRanking = false
      notice = Notice(
        "The model is asked about cluster \(place.cluster); go on meanwhile, \(keyMap.way(to: .rankAgain)) gives up."
      )
      return [.rankAgain(place.cluster)]
    }
    isGivingUpRanking = true
    notice = Notice("Giving up asking about cluster \(asked).")
    return [.cancelRanking]
  }

  /// Takes how long the model has been asked about a cluster.
  mutating func receive(wait seconds: Int, for cluster: Int) {
    if cluster == rankedCluster { rankingSeconds = seconds }
  }

  /// What the model is being asked, for how long, with a sign that turns; nil when it is not.
  var rankingWait: DisplayText? {
    guard let rankedCluster else { return nil }
    guard !isGivingUpRanking else { return "giving up asking about \(rankedCluster)" }
    let signs: [DisplayText] = ["|", "/", "-", "\\"]
    return signs[rankingSeconds % signs.count] + " asking about \(rankedCluster), \(rankingSeconds) s"
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
