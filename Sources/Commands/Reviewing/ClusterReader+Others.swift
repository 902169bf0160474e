import Curation
import ProjectStore

/// What a curator sees of what others decided and noted.
///
/// Where the ranking is withheld, another curator's pick tells nearly as much, and whether they accepted or
/// overrode tells whether they agree with the ranker: only that something was picked is seen. Of a note, which may
/// tell the pick, only that there is one. Whatever the room knows of others' decisions comes from here.
extension ClusterReader {
  /// How a cluster stands.
  func standing(of number: Int) throws(ProjectError) -> Standing {
    try seen(try project.standing(of: number))
  }

  /// How the clusters stand that somebody touched after a place in the log, and its newest place.
  func standings(
    changedAfter sequence: Int64
  ) throws(ProjectError) -> (standings: [Standing], last: Int64) {
    let (standings, last) = try project.standings(changedAfter: sequence)
    return (try standings.map { standing throws(ProjectError) in try seen(standing) }, last)
  }

  /// The verdict that counts for every cluster.
  func verdicts() throws(ProjectError) -> VerdictTable {
    var verdicts = try project.verdicts()
    for cluster in try disguised { verdicts[cluster] = verdicts[cluster]?.withoutRanker }
    return verdicts
  }

  /// One step towards the clusters that fit a query, in an order.
  func clusters(
    matching query: ClusterQuery,
    in order: ClusterOrder,
    from progress: QueryProgress?
  ) throws(ProjectError) -> QueryStep {
    let isAboutVerdicts = query.asksAboutVerdicts || order.key == .state
    return try project.clusters(
      matching: query,
      in: order,
      disguising: isAboutVerdicts ? try disguised : [],
      from: progress
    )
  }

  /// Whether the note about a cluster may be seen.
  func showsNote(of number: Int) throws(ProjectError) -> Bool {
    if try showsRanking(of: number) { return true }
    return try project.noteAuthor(in: number) == curator
  }

  private func seen(_ standing: Standing) throws(ProjectError) -> Standing {
    guard standing.step != nil || standing.hasNote, try !showsRanking(of: standing.cluster) else {
      return standing
    }
    var seen = standing
    if let step = standing.step, step.entry.curator != curator { seen.withholdDecision() }
    if standing.hasNote, try !showsNote(of: standing.cluster) { seen.withholdNote() }
    return seen
  }

  /// The clusters that others accepted or overrode and that are seen as picked.
  private var disguised: [Int] {
    get throws(ProjectError) {
      try project.comparisons(byOthersThan: curator)
        .filter {
          !policy.mode(of: curator, inCluster: $0.cluster, seed: seed)
            .showsRanking(afterChoice: $0.hasOwnChoice)
        }
        .map(\.cluster)
    }
  }
}
