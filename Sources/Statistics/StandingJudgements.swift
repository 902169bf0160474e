import Curation

/// The judgements that count, of all that were made.
struct StandingJudgements {
  /// The newest judgement about each cluster, whoever made it, by cluster number; skips among them.
  let byCluster: [Judgement]

  /// Each curator's newest judgement about each cluster, by cluster number, then oldest first; skips among them.
  let byCuratorAndCluster: [Judgement]

  private struct Seat: Hashable {
    var cluster: Int
    var curator: String
  }

  /// Sorts out judgements in the order in which they were made.
  init(_ judgements: some Sequence<Judgement>) {
    var newest: [Int: Judgement] = [:]
    var seats: [Seat: (place: Int, judgement: Judgement)] = [:]
    for (place, judgement) in judgements.enumerated() {
      newest[judgement.cluster] = judgement
      seats[Seat(cluster: judgement.cluster, curator: judgement.curator)] = (place, judgement)
    }
    byCluster = newest.values.sorted { $0.cluster < $1.cluster }
    byCuratorAndCluster = seats.values
      .sorted { ($0.judgement.cluster, $0.place) < ($1.judgement.cluster, $1.place) }
      .map(\.judgement)
  }

  /// What people decided: neither put off nor scripted; by cluster number.
  var decisions: [Judgement] { byCluster.filter(\.isHumanDecision) }
}

extension Judgement {
  /// Whether a person came to a verdict; a skip is none.
  var isHumanDecision: Bool { verdict != .skip && basis != .scripted }
}
