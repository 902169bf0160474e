/// A cluster that is to be ranked, with what has to be known to ask about it.
public struct OpenCluster: Equatable, Sendable {
  /// The cluster.
  public var cluster: Cluster

  /// Its instructions, in its order.
  public var candidates: [Instruction]

  /// The passes over it, as far as they were asked for.
  public var round: RankingRound

  /// Opens a cluster; one about which nothing was asked if nothing is said.
  public init(_ cluster: Cluster, candidates: [Instruction], round: RankingRound = RankingRound()) {
    self.cluster = cluster
    self.candidates = candidates
    self.round = round
  }
}
