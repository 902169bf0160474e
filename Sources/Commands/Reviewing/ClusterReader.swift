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
    let firstChoice = mode == .decideFirst ? try project.firstChoice(in: number, by: curator) : nil
    let isRevealed = mode.showsRanking(afterChoice: firstChoice != nil)
    return ClusterDetail(
      cluster: cluster,
      instructions: Dictionary(instructions.map { ($0.id, $0) }) { first, _ in first },
      standing: try standing(of: number),
      mode: mode,
      order: mode == .assisted
        ? nil : ReviewPolicy.neutralOrder(of: cluster, for: curator, seed: seed),
      firstChoice: firstChoice,
      outcome: isRevealed ? try project.outcome(cluster: number) : nil,
      topics: try project.topics(inCluster: number),
      duplicates: try project.nearDuplicates(inCluster: number),
      // It goes by the texts alone, so it may be seen in every mode; what the ranker made of them may not.
      signs: Dictionary(instructions.map { ($0.id, $0.injectionSigns) }) { first, _ in first }
        .filter { !$0.value.isEmpty },
      shifts: isRevealed ? try project.rankShifts(cluster: number) : [:],
      runs: isRevealed ? try runs(ofCluster: number) : []
    )
  }

  private func runs(ofCluster number: Int) throws(ProjectError) -> [RankedRun] {
    try project.runOrders(ofCluster: number).map {
      RankedRun(number: $0.run, ranker: $0.origin.title, isReviewed: $0.isReviewed, order: $0.order)
    }
  }

  /// Whether the curator may see what the ranker says about a cluster.
  func showsRanking(of number: Int) throws(ProjectError) -> Bool {
    let mode = policy.mode(of: curator, inCluster: number, seed: seed)
    let hasChosen = mode == .decideFirst ? try project.firstChoice(in: number, by: curator) != nil : false
    return mode.showsRanking(afterChoice: hasChosen)
  }
}
