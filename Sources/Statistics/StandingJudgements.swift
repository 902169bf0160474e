import Curation

/// The judgements that count, of all that were made.
struct StandingJudgements {
  /// The newest judgement about each cluster, whoever made it, by cluster number; skips among them.
  let byCluster: [Judgement]

  /// Each curator's newest judgement about each cluster, by cluster number, then oldest first; skips among them.
  let byCuratorAndCluster: [Judgement]

  /// Sorts out judgements in the order in which they were made.
  init(_ judgements: some Sequence<Judgement>) {
    let judgements = Array(judgements)
    // Numbers are sorted instead of judgements, which hold many lists.
    let clusters = judgements.map(\.cluster)
    let places = clusters.indices.sorted { (clusters[$0], $0) < (clusters[$1], $1) }
    byCluster = places.runs(by: { clusters[$0] }).compactMap { $0.last.map { judgements[$0] } }
    byCuratorAndCluster = places.runs(by: { clusters[$0] }).flatMap { run in
      var curators: Set<String> = []
      let newest = run.reversed().filter { curators.insert(judgements[$0].curator).inserted }
      return newest.reversed().map { judgements[$0] }
    }
  }

  /// What people decided: neither put off nor scripted; by cluster number.
  var decisions: [Judgement] { byCluster.filter(\.isHumanDecision) }
}

extension Judgement {
  /// Whether a person came to a verdict; a skip is none.
  var isHumanDecision: Bool { verdict != .skip && basis != .scripted }
}
