import Curation
import ProjectStore

/// The same verdict about many clusters, none of which is on screen.
struct BulkDecision {
  let verdict: Verdict
  let project: Project
  let policy: ReviewPolicy

  /// Decides about a cluster, or leaves it out where there is nothing to accept.
  func decision(about number: Int, batch: Int64) throws -> Decision? {
    let cluster = try project.cluster(number)
    let outcome = try project.outcome(cluster: number)
    var picks: [InstructionID] = []
    if verdict == .accept {
      guard let ranking = outcome.ranking else { return nil }
      picks = Array(ranking.order.prefix(try project.currentDivision.picks))
    }
    return try Decision(
      verdict,
      picks: picks,
      in: cluster,
      ranking: outcome.ranking,
      presentation: Presentation(order: [], showedRanking: false, run: outcome.run, mode: .scripted),
      batch: batch
    )
  }

  /// Which of these clusters it would decide about for a curator: where one decides first, nothing is accepted
  /// unseen.
  func clusters(among numbers: [Int], for curator: String, seed: UInt64) throws -> [Int] {
    guard verdict == .accept else { return numbers }
    let ranked = try project.rankingStates()
    return numbers.filter { number in
      ranked.indices.contains(number - 1) && ranked[number - 1] == .ranked
        && policy.mode(of: curator, inCluster: number, seed: seed) == .assisted
    }
  }
}
