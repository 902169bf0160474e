/// What a curator says about a cluster.
public enum Verdict: String, CaseIterable, Codable, Sendable {
  /// The ranker's first candidates are picked.
  case accept
  /// Other candidates than the ranker's are picked.
  case override
  /// Candidates are picked by somebody who has not seen the ranker's opinion.
  case pick
  /// Nothing here is worth an annotator.
  case none
  /// Not now; the cluster stays open.
  case skip
}

extension Verdict {
  /// The verdict as told to who may not know what the ranker says: that candidates were picked, not whose they are.
  public var withoutRanker: Verdict {
    switch self {
    case .accept, .override: .pick
    case .pick, .none, .skip: self
    }
  }
}

/// How much of the ranker's opinion a curator sees before deciding.
public enum ReviewMode: String, CaseIterable, Codable, Sendable {
  /// Order, pick and rationale are on screen from the start.
  case assisted
  /// Order and rationale appear after the curator's own first choice.
  case decideFirst = "decide-first"
  /// Order and rationale are not shown at all.
  case blind
  /// A script decided; nothing was on screen.
  case scripted
}

extension ReviewMode {
  /// Whether the ranker's opinion about a cluster may be seen by who has made their own choice in it, or has not.
  public func showsRanking(afterChoice hasChosen: Bool) -> Bool {
    switch self {
    case .assisted, .scripted: true
    case .decideFirst: hasChosen
    case .blind: false
    }
  }
}

/// What was on screen when a decision was made.
public struct Presentation: Equatable, Codable, Sendable {
  /// The candidates in the order shown.
  public var order: [InstructionID]

  /// Whether the ranker's order and rationale were visible.
  public var showedRanking: Bool

  /// The ranking run that was shown, or nil when the cluster had no ranking.
  public var run: Int?

  /// How much was shown on principle.
  public var mode: ReviewMode

  /// Makes a presentation.
  public init(order: [InstructionID], showedRanking: Bool, run: Int?, mode: ReviewMode = .assisted) {
    self.order = order
    self.showedRanking = showedRanking
    self.run = run
    self.mode = mode
  }
}

/// A curator's decision about one cluster, with what led to it.
public struct Decision: Equatable, Codable, Sendable {
  /// What was decided.
  public let verdict: Verdict

  /// The candidates that go to the annotators, in the order of the queue; empty for none and skip.
  public let picks: [InstructionID]

  /// The own choice before the ranker's opinion was seen; the picks themselves where it was never the other way.
  public let firstChoice: [InstructionID]

  /// Why, as one of the codes.
  public let reason: Reason?

  /// Why, in the curator's own words; empty when not given.
  public let remark: String

  /// What was on screen.
  public let presentation: Presentation

  /// What all decisions share that were made at one stroke, and that undo takes back together.
  public let batch: Int64?

  /// Makes a decision, or says why it is not one.
  ///
  /// - Parameters:
  ///   - verdict: What is decided.
  ///   - picks: The candidates that go to the annotators.
  ///   - firstChoice: What was chosen before the ranker's opinion was seen; the picks when nil.
  ///   - cluster: The cluster.
  ///   - ranking: The ranking that was, or was not, on screen.
  ///   - reason: Why, as a code.
  ///   - remark: Why, in the curator's own words.
  ///   - presentation: What was on screen.
  ///   - batch: What the decisions of one stroke share.
  /// - Throws: `DecisionError` if picks and verdict do not fit each other or the cluster.
  public init(
    _ verdict: Verdict,
    picks: [InstructionID] = [],
    firstChoice: [InstructionID]? = nil,
    in cluster: Cluster,
    ranking: Ranking?,
    reason: Reason? = nil,
    remark: String = "",
    presentation: Presentation,
    batch: Int64? = nil
  ) throws(DecisionError) {
    let candidates = Set(cluster.candidates)
    let chosen = picks + (firstChoice ?? [])
    if let stranger = chosen.first(where: { !candidates.contains($0) }) {
      throw .notACandidate(stranger, cluster: cluster.number)
    }
    guard Set(picks).count == picks.count else { throw .repeatedPick(cluster: cluster.number) }
    switch verdict {
    case .accept:
      guard let ranking else { throw .nothingToAccept(cluster: cluster.number) }
      guard !picks.isEmpty, Set(picks) == Set(ranking.order.prefix(picks.count)) else {
        throw .notTheRankersPick(cluster: cluster.number)
      }
    case .override, .pick:
      guard !picks.isEmpty else { throw .noPick(cluster: cluster.number) }
    case .none, .skip:
      guard picks.isEmpty else { throw .picksWithoutUse(verdict, cluster: cluster.number) }
    }
    self.verdict = verdict
    self.picks = picks
    self.firstChoice = firstChoice ?? picks
    self.reason = reason
    self.remark = remark
    self.presentation = presentation
    self.batch = batch
  }
}

extension Decision {
  /// Takes a decision as it was recorded.
  ///
  /// It was checked when it was made, and the cluster may have changed since.
  package init(
    recorded verdict: Verdict,
    picks: [InstructionID],
    firstChoice: [InstructionID],
    reason: Reason?,
    remark: String,
    presentation: Presentation,
    batch: Int64?
  ) {
    self.verdict = verdict
    self.picks = picks
    self.firstChoice = firstChoice
    self.reason = reason
    self.remark = remark
    self.presentation = presentation
    self.batch = batch
  }
}

/// Why something is not a decision.
public enum DecisionError: Error, Equatable, Sendable {
  case notACandidate(InstructionID, cluster: Int)
  case repeatedPick(cluster: Int)
  case nothingToAccept(cluster: Int)
  case notTheRankersPick(cluster: Int)
  case noPick(cluster: Int)
  case picksWithoutUse(Verdict, cluster: Int)
}

extension DecisionError {
  /// What is wrong.
  ///
  /// It may quote an id, which is untrusted text.
  public var summary: String {
    switch self {
    case .notACandidate(let id, let cluster): "\(id.rawValue) is not a candidate of cluster \(cluster)."
    case .repeatedPick(let cluster): "A candidate of cluster \(cluster) is picked twice."
    case .nothingToAccept(let cluster): "Cluster \(cluster) has no ranking, so there is nothing to accept."
    case .notTheRankersPick(let cluster): "These are not the ranker's first candidates of cluster \(cluster)."
    case .noPick(let cluster): "A choice in cluster \(cluster) needs at least one pick."
    case .picksWithoutUse(let verdict, let cluster):
      "'\(verdict.rawValue)' for cluster \(cluster) takes no picks."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .notACandidate: "List its candidates with 'handpick clusters --json'."
    case .repeatedPick: "Name each candidate once."
    case .nothingToAccept: "Pick a candidate yourself (override), or rank the cluster first."
    case .notTheRankersPick: "Override instead."
    case .noPick: "Name the candidate, or decide 'none'."
    case .picksWithoutUse: "Leave the picks out."
    }
  }
}
