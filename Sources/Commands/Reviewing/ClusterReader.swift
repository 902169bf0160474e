import Curation
import ProjectStore
import Workbench

/// Reads clusters for a curator, without what they are not to see yet.
struct ClusterReader {
  let project: Project
  let curator: String
  let policy: ReviewPolicy
  /// What the chances of the division depend on.
  let seed: UInt64

  /// Reads what the room shows of a cluster.
  func detail(_ number: Int) throws(ProjectError) -> ClusterDetail {
    let cluster = try project.cluster(number)
    let instructions = try project.instructions(ids: cluster.candidates)
    let mode = policy.mode(of: curator, inCluster: number, seed: seed)
    var standing = try project.standing(of: number)
    let isOwn = standing.step?.entry.curator == curator
    let firstChoice = mode == .decideFirst ? try project.firstChoice(in: number, by: curator) : nil
    let isRevealed = mode == .assisted || firstChoice != nil
    // What somebody else picked tells nearly as much as the ranking.
    if !isRevealed, !isOwn { standing.step = nil }
    return ClusterDetail(
      cluster: cluster,
      instructions: Dictionary(instructions.map { ($0.id, $0) }) { first, _ in first },
      standing: standing,
      mode: mode,
      order: mode == .assisted
        ? nil : ReviewPolicy.neutralOrder(of: cluster, for: curator, seed: seed),
      firstChoice: firstChoice,
      outcome: isRevealed ? try project.outcome(cluster: number) : nil,
      duplicates: try project.nearDuplicates(inCluster: number)
    )
  }

  /// Whether the curator may see what the ranker says about a cluster.
  func showsRanking(of number: Int) throws(ProjectError) -> Bool {
    switch policy.mode(of: curator, inCluster: number, seed: seed) {
    case .assisted, .scripted: true
    case .decideFirst: try project.firstChoice(in: number, by: curator) != nil
    case .blind: false
    }
  }
}
