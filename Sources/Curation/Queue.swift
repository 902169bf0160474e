public import Foundation

/// A picked instruction on its way to the annotators, with how it came to be picked.
public struct QueueItem: Equatable, Sendable {
  /// The place in the queue, from 1.
  public var position: Int
  /// The picked instruction.
  public var instruction: Instruction
  /// What it is about; nil when topics were not found.
  public var topic: TopicPlace?
  /// The number of its cluster.
  public var cluster: Int
  /// The cluster's label.
  public var clusterLabel: String
  /// How many candidates the cluster has.
  public var candidates: Int
  /// The ranker's place for it, from 1; nil when the cluster had no ranking.
  public var rank: Int?
  /// What the ranker said about it; empty when it said nothing.
  public var rationale: String
  /// Who ranked; empty when nobody did.
  public var model: String
  /// How it was picked: accept or override.
  public var decision: Verdict
  /// Why the ranker was overridden, when a code was given.
  public var reason: Reason?
  /// Why, in the curator's own words.
  public var remark: String
  /// Who decided.
  public var curator: String
  /// When.
  public var decidedAt: Date

  /// Makes an item.
  public init(
    position: Int,
    instruction: Instruction,
    topic: TopicPlace? = nil,
    cluster: Cluster,
    ranking: Ranking?,
    step: Review.Step
  ) {
    self.position = position
    self.instruction = instruction
    self.topic = topic
    self.cluster = cluster.number
    self.clusterLabel = cluster.label
    self.candidates = cluster.candidates.count
    self.rank = ranking?.rank(of: instruction.id)
    self.rationale = ranking?.rationales[instruction.id] ?? ""
    self.model = ranking?.origin.title ?? ""
    self.decision = step.decision.verdict
    self.reason = step.decision.reason
    self.remark = step.decision.remark
    self.curator = step.entry.curator
    self.decidedAt = step.entry.time
  }
}

/// The picks of a review in the order in which annotators get them: by cluster, then as picked.
public struct Queue: Equatable, Sendable {
  /// What is in the queue.
  public private(set) var items: [QueueItem] = []

  /// Gathers the accepted and overridden picks.
  ///
  /// - Parameters:
  ///   - clusters: All clusters, by number.
  ///   - review: What was decided.
  ///   - ranking: The ranking that was on screen for a cluster when it was decided, given the run's number.
  ///   - instruction: An instruction by its id; a pick that is not found is left out.
  ///   - topic: What an instruction is about.
  public init(
    clusters: [Cluster],
    review: Review,
    ranking: (_ cluster: Int, _ run: Int) throws -> Ranking?,
    instruction: (InstructionID) throws -> Instruction?,
    topic: (InstructionID) throws -> TopicPlace? = { _ in nil }
  ) rethrows {
    for cluster in clusters {
      guard let step = review.step(for: cluster.number) else { continue }
      let decision = step.decision
      let shown = try decision.presentation.run.flatMap { try ranking(cluster.number, $0) }
      for id in decision.picks {
        guard let picked = try instruction(id) else { continue }
        items.append(
          QueueItem(
            position: items.count + 1,
            instruction: picked,
            topic: try topic(id),
            cluster: cluster,
            ranking: shown,
            step: step
          )
        )
      }
    }
  }
}
