public import Curation
public import Foundation
public import Statistics

/// What can fill the screen in place of the room.
public enum Page: String, CaseIterable, Sendable {
  /// The candidate under the cursor in full.
  case reader
  /// Its text exactly as received, escaped.
  case revealed
  /// Its text without frames, to be copied.
  case plainText = "plain"
  /// Where it comes from, its ranks, and what was decided about its cluster.
  case inspection
  /// The instructions nearest to it.
  case duplicates
  /// The candidate beside the pick.
  case comparison
  /// What the project looks for.
  case guide
  /// What the decisions so far amount to.
  case statistics
  /// What goes to the annotators so far.
  case queue
  /// What curators noted.
  case notes
  /// The live keys.
  case help

  /// Whether the page is about the candidate under the cursor, so that another one can take its place.
  var isAboutCandidate: Bool {
    switch self {
    case .reader, .revealed, .plainText, .inspection, .duplicates, .comparison: true
    case .guide, .statistics, .queue, .notes, .help: false
    }
  }
}

/// What a page needs to be read for.
public struct PageRequest: Equatable, Sendable {
  /// The page.
  public var page: Page
  /// The cluster on screen.
  public var cluster: Int
  /// The candidate under the cursor.
  public var candidate: InstructionID?
  /// Whether the ranker's opinion about the cluster may be seen.
  public var showsRanking: Bool
}

/// What was read for a page.
public enum PageContent: Equatable, Sendable {
  case inspection(Inspection)
  case duplicates([Neighbour], encoder: String)
  case guide(String)
  case queue([QueuedPick], total: Int)
  case statistics(ReviewStatistics)
  case notes([ClusterNote], total: Int)
  /// The page cannot be shown; the text says why and what to do.
  case missing(String)
}

/// Where a candidate comes from and what happened to its cluster.
public struct Inspection: Equatable, Sendable {
  /// An instruction that is annotated already.
  public struct Annotated: Equatable, Sendable {
    /// The instruction.
    public var id: InstructionID
    /// The cosine similarity of its embedding and the candidate's, -1 to 1.
    public var similarity: Double

    /// Makes one.
    public init(id: InstructionID, similarity: Double) {
      self.id = id
      self.similarity = similarity
    }
  }

  /// A place that a pass of a ranking run gave the candidate.
  public struct Rank: Equatable, Sendable {
    /// Who ranked.
    public var ranker: String
    /// When.
    public var time: Date
    /// The place, from 1; nil when the run has no ranking of the cluster.
    public var rank: Int?
    /// The place at which the candidate was shown to the ranker, from 1; nil when unknown.
    public var shownAt: Int?
    /// Why there is no ranking; empty when there is one.
    public var failure: String
    /// Which time the run ranked the cluster, from 1.
    public var round: Int
    /// The pass of that round, from 1.
    public var pass: Int
    /// What is odd about the order, which is valid all the same.
    public var oddities: [RankingOddity]

    /// Makes a rank.
    public init(
      ranker: String,
      time: Date,
      rank: Int?,
      shownAt: Int?,
      failure: String = "",
      round: Int = 1,
      pass: Int = 1,
      oddities: [RankingOddity] = []
    ) {
      self.round = round
      self.pass = pass
      self.oddities = oddities
      self.ranker = ranker
      self.time = time
      self.rank = rank
      self.shownAt = shownAt
      self.failure = failure
    }
  }

  /// A reply of a model that ranked the cluster, as it came.
  public struct Reply: Equatable, Sendable {
    /// Which time the run ranked the cluster, and the pass of that time, from 1.
    public var round, pass: Int
    /// The model as the server calls it.
    public var model: String
    /// The tokens of request and reply.
    public var promptTokens, completionTokens: Int
    /// From request to reply.
    public var milliseconds: Int
    /// The digest of the whole request.
    public var requestHash: String
    /// The candidates in the order shown.
    public var shown: [InstructionID]
    /// The order that was read from the reply; empty when none was.
    public var order: [InstructionID]
    /// The reply.
    public var text: String

    /// Makes one.
    public init(
      round: Int,
      pass: Int,
      model: String,
      promptTokens: Int,
      completionTokens: Int,
      milliseconds: Int,
      requestHash: String,
      shown: [InstructionID],
      order: [InstructionID],
      text: String
    ) {
      self.round = round
      self.pass = pass
      self.model = model
      self.promptTokens = promptTokens
      self.completionTokens = completionTokens
      self.milliseconds = milliseconds
      self.requestHash = requestHash
      self.shown = shown
      self.order = order
      self.text = text
    }
  }

  /// The candidate.
  public var candidate: InstructionID
  /// Its place in the pool, from 1.
  public var row: Int
  /// What of the instructions that are annotated already is nearest to it; nil when none is known to be.
  public var nearestAnnotated: Annotated?
  /// The ranks it got, newest first; empty while they may not be seen.
  public var ranks: [Rank]
  /// What is odd about the current run as a whole; empty while the ranks may not be seen.
  public var runOddities: [RunOddity]
  /// All that happened to the cluster, oldest first.
  public var history: [LogEntry]
  /// The replies in the run under review, oldest first; empty while the ranks may not be seen.
  public var replies: [Reply]

  /// Makes an inspection.
  public init(
    candidate: InstructionID,
    row: Int,
    nearestAnnotated: Annotated? = nil,
    ranks: [Rank],
    runOddities: [RunOddity] = [],
    history: [LogEntry],
    replies: [Reply] = []
  ) {
    self.replies = replies
    self.nearestAnnotated = nearestAnnotated
    self.runOddities = runOddities
    self.candidate = candidate
    self.row = row
    self.ranks = ranks
    self.history = history
  }
}

/// An instruction that is much like another.
public struct Neighbour: Equatable, Sendable {
  /// The instruction.
  public var instruction: Instruction
  /// The number of its cluster; nil when it is in none.
  public var cluster: Int?
  /// The cosine similarity of the embeddings, -1 to 1.
  public var similarity: Double
  /// Whether it is picked.
  public var isPicked: Bool

  /// Makes a neighbour.
  public init(instruction: Instruction, cluster: Int?, similarity: Double, isPicked: Bool) {
    self.instruction = instruction
    self.cluster = cluster
    self.similarity = similarity
    self.isPicked = isPicked
  }
}

/// A pick on its way to the annotators.
public struct QueuedPick: Equatable, Sendable {
  /// The instruction.
  public var instruction: Instruction
  /// The number of its cluster.
  public var cluster: Int
  /// How it was picked.
  public var verdict: Verdict
  /// Who picked it.
  public var curator: String
  /// The place in the queue, from 1, of the nearest pick that it is as good as the same as.
  public var duplicateOf: Int?

  /// Makes a pick.
  public init(
    instruction: Instruction,
    cluster: Int,
    verdict: Verdict,
    curator: String,
    duplicateOf: Int? = nil
  ) {
    self.instruction = instruction
    self.cluster = cluster
    self.verdict = verdict
    self.curator = curator
    self.duplicateOf = duplicateOf
  }
}
