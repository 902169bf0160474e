import Curation
import Fingerprint
import ProjectStore

/// How much of the ranker's opinion curators see before they decide, as a project has agreed on it.
struct ReviewPolicy: Codable, Equatable {
  /// What holds for everybody.
  var mode: ReviewMode = .assisted
  /// What holds for some curators instead.
  var curators: [String: ReviewMode] = [:]
  /// The share of clusters, in percent, that an assisted curator decides first nevertheless: the blind audit.
  var audit = 10

  /// The policy of a project.
  init(of project: Project) throws(ProjectError) {
    self = try project.setting("review") ?? ReviewPolicy()
  }

  init() {}

  /// Keeps the policy in the project.
  func save(in project: Project) throws(ProjectError) { try project.save(setting: self, as: "review") }

  /// What holds for a curator on the whole.
  func mode(of curator: String) -> ReviewMode { curators[curator] ?? mode }

  /// What holds for a curator in one cluster of a division, by its seed.
  func mode(of curator: String, inCluster cluster: Int, seed: UInt64) -> ReviewMode {
    let mode = mode(of: curator)
    guard mode == .assisted else { return mode }
    var chance = SeededGenerator(key: "audit \(seed) \(cluster)")
    return chance.below(100) < audit ? .decideFirst : .assisted
  }

  /// The candidates in an order that tells nothing: random, the same at each visit, another for each curator.
  static func neutralOrder(of cluster: Cluster, for curator: String, seed: UInt64) -> [InstructionID] {
    var chance = SeededGenerator(key: "order \(seed) \(cluster.number) \(curator)")
    return chance.shuffled(cluster.candidates)
  }
}
