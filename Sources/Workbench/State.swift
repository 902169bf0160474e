public import Curation
public import Foundation
public import TextUI

/// All that the person sees, and nothing else.
///
/// Only `update` changes it.
public struct State: Equatable, Sendable {
  /// What the room is about; it does not change while one sits in it.
  public let project: ProjectSummary
  /// Which keys mean what.
  public let keyMap: KeyMap
  /// The clusters in the list.
  public internal(set) var listing: Listing
  /// What the list shows of those near the one on screen.
  public internal(set) var summaries = SummaryCache()
  /// The verdict that counts for every cluster, as far as it is on disk.
  public internal(set) var verdicts: VerdictTable
  /// Decisions on their way to disk, by cluster.
  public var pending: [Int: DecisionRequest] = [:]
  /// Decisions that could not be written; they are kept, shown and tried again on request.
  public var unsaved: [DecisionRequest] = []
  /// When the newest decision was on disk.
  public var savedAt: Date?
  /// Clusters with their texts and rankings, as far as they were loaded.
  public var details: DetailCache
  /// Clusters that were asked for and are not here yet.
  var requested: Set<Int> = []
  /// Where the curator is.
  public var place: Place
  /// A candidate to go to as soon as its cluster is loaded.
  var wantedCandidate: InstructionID?
  /// The cluster about which the model is being asked again.
  public internal(set) var rankedCluster: Int?
  /// For how many seconds it has been asked.
  var rankingSeconds = 0
  /// Whether the curator gave up asking, and it has not ended yet.
  var isGivingUpRanking = false
  /// The cluster on screen, while there are newer rankings than the one that it shows.
  var outdated: Int?
  /// The cluster that the curator decided about last in this visit.
  var lastDecided: Int?
  /// Picks marked for an override of the cluster on screen, in the order in which they were marked.
  public var toggled: [InstructionID] = []
  /// The number of the cluster that the last frame showed with its candidates, if any.
  public var presentedCluster: Int?
  /// What lies over the room; the last one sees the keys.
  public var layers: [Layer] = []
  /// The newest message, until the next key.
  public var notice: Notice?
  /// What was read for the pages.
  public internal(set) var contents: [Page: PageContent] = [:]
  /// How many columns code and tables are scrolled sideways.
  public internal(set) var columnOffset = 0
  /// Whether the curator hides the ranker's opinion although it may be seen.
  public internal(set) var hidesRanking = false
  /// The clusters whose ranking was on screen in this visit.
  var seenRankings: Set<Int> = []
  /// The cluster in which the curator made their own choice, while that was the last thing they did.
  var lastChoice: Int?
  /// Where jumps began, the last one at the end.
  var trail: [Search.Hit] = []
  /// What was last searched for.
  public var search = Search()
  /// What is under way to find something.
  var finding = Finding()
  /// The terminal's size.
  public var size: Size
  /// The last press of the mouse, if the next one may double it.
  var lastClick: Click?
  /// Whether leaving was asked for although decisions are not saved.
  var isLeavingAnyway = false
  /// Whether the room is to be left.
  public var isDone = false

  /// Makes the state of a room that was just entered.
  ///
  /// - Parameters:
  ///   - project: What the room is about.
  ///   - verdicts: The verdict that counts for every cluster; at least one.
  ///   - keyMap: Which keys mean what.
  ///   - place: Where the curator left; the first open cluster when nil.
  ///   - isFirstVisit: Whether the curator was never here, and is shown the keys to begin with.
  ///   - size: The terminal's size.
  ///   - notice: What the start had to say, such as an unknown terminal.
  public init(
    project: ProjectSummary,
    verdicts: VerdictTable,
    keyMap: KeyMap = .standard,
    place: Place? = nil,
    isFirstVisit: Bool = false,
    size: Size,
    notice: Notice? = nil
  ) {
    self.project = project
    self.keyMap = keyMap
    if isFirstVisit { layers = [.welcome] }
    self.listing = Listing(total: verdicts.count)
    self.verdicts = verdicts
    self.details = DetailCache(capacity: 64)
    self.size = size
    self.notice = notice
    let firstOpen = (1...max(1, verdicts.count)).first { verdicts.isOpen($0) } ?? 1
    self.place = place ?? Place(cluster: firstOpen)
    if listing.place(of: self.place.cluster) == nil { self.place.go(toCluster: firstOpen) }
  }
}

/// What the room is about.
public struct ProjectSummary: Equatable, Sendable {
  /// The project's file name.
  public var name: String
  /// How many picks each cluster is to give.
  public var picks: Int
  /// Who sits in the room.
  public var curator: String
  /// How much of the ranker's opinion the curator sees before deciding.
  public var mode: ReviewMode
  /// How far local time is from UTC, in seconds.
  public var secondsFromUTC: Int

  /// Makes a summary.
  public init(
    name: String,
    picks: Int,
    curator: String,
    mode: ReviewMode = .assisted,
    secondsFromUTC: Int = 0
  ) {
    self.name = name
    self.picks = picks
    self.curator = curator
    self.mode = mode
    self.secondsFromUTC = secondsFromUTC
  }
}

/// What the list shows of a cluster without its texts.
public struct ClusterSummary: Equatable, Sendable {
  /// The cluster's number.
  public var number: Int
  /// Its label, which is untrusted text.
  public var label: String
  /// How many candidates it has.
  public var size: Int
  /// Whether it has a ranking.
  public var isRanked: Bool
  /// Whether somebody put a flag on it.
  public var isFlagged: Bool
  /// Whether somebody wrote a note about it.
  public var hasNote: Bool
  /// The topic of more than half of its candidates, and of how many; nil for none, or where it is not known.
  public var topic: Topic?

  /// Makes a summary.
  public init(
    number: Int,
    label: String,
    size: Int,
    isRanked: Bool,
    isFlagged: Bool = false,
    hasNote: Bool = false,
    topic: Topic? = nil
  ) {
    self.number = number
    self.label = label
    self.size = size
    self.isRanked = isRanked
    self.isFlagged = isFlagged
    self.hasNote = hasNote
    self.topic = topic
  }
}

/// A cluster with everything that a decision about it needs.
///
/// Where the ranker's opinion must not be seen yet it is not in here: what the room does not know it cannot
/// show, order things by, or give away in any other manner.
public struct ClusterDetail: Equatable, Sendable {
  /// The cluster.
  public var cluster: Cluster
  /// Its instructions, by id.
  public var instructions: [InstructionID: Instruction]
  /// How it stands.
  public var standing: Standing
  /// How much of the ranker's opinion is seen before deciding about this cluster.
  public var mode: ReviewMode
  /// The candidates in the order shown.
  public var order: [InstructionID]
  /// What the curator chose before the ranker's opinion was shown; nil when it was never the other way.
  public var firstChoice: [InstructionID]?
  /// What came of ranking it; nil while that is withheld.
  public var outcome: RankingOutcome?
  /// What its candidates are about; none before topics are found.
  public var topics: [InstructionID: TopicPlace]
  /// For each candidate that is as good as the same as another instruction of the pool, or near one, the nearest.
  public var duplicates: [InstructionID: NearDuplicate]
  /// The sentences that seem to be meant for the ranker, of each candidate that holds some.
  public var signs: [InstructionID: [InjectionSign]]
  /// Where candidates stand with and without those sentences; none while the ranker's opinion is withheld.
  public var shifts: [InstructionID: RankShift]
  /// What the runs of the project say, the oldest first; empty while that is withheld.
  public var runs: [RankedRun]

  /// Makes a detail.
  ///
  /// - Parameters:
  ///   - cluster: The cluster.
  ///   - instructions: Its instructions, by id.
  ///   - standing: How it stands.
  ///   - mode: How much of the ranker's opinion is seen before deciding.
  ///   - order: The candidates in the order shown; the ranker's, where it is known, when nil.
  ///   - firstChoice: What the curator chose before the ranker's opinion was shown.
  ///   - outcome: What came of ranking it; nil while that is withheld.
  ///   - topics: What its candidates are about.
  ///   - duplicates: For each candidate that is as good as the same as another instruction, or near one, the nearest.
  ///   - signs: The sentences that seem to be meant for the ranker.
  ///   - shifts: Where candidates stand with and without those sentences.
  ///   - runs: What the runs of the project say, the oldest first; empty while that is withheld.
  public init(
    cluster: Cluster,
    instructions: [InstructionID: Instruction],
    standing: Standing,
    mode: ReviewMode = .assisted,
    order: [InstructionID]? = nil,
    firstChoice: [InstructionID]? = nil,
    outcome: RankingOutcome?,
    topics: [InstructionID: TopicPlace] = [:],
    duplicates: [InstructionID: NearDuplicate] = [:],
    signs: [InstructionID: [InjectionSign]] = [:],
    shifts: [InstructionID: RankShift] = [:],
    runs: [RankedRun] = []
  ) {
    self.cluster = cluster
    self.instructions = instructions
    self.standing = standing
    self.mode = mode
    self.order = order ?? outcome?.ranking?.order ?? cluster.candidates
    self.firstChoice = firstChoice
    self.outcome = outcome
    self.topics = topics
    self.duplicates = duplicates
    self.signs = signs
    self.shifts = shifts
    self.runs = runs
  }

  /// The ranking, where there is one and it may be seen.
  public var ranking: Ranking? { outcome?.ranking }
}

/// A short message about what just happened.
public struct Notice: Equatable, Sendable {
  /// How bad it is.
  public enum Severity: Equatable, Sendable { case information, failure }

  /// How bad it is.
  public var severity: Severity
  /// What happened.
  public var text: DisplayText

  /// Makes a notice.
  public init(_ text: DisplayText, severity: Severity = .information) {
    self.text = text
    self.severity = severity
  }
}

/// What lies over the room.
public enum Layer: Equatable, Sendable {
  /// The keys to begin with, until any key.
  case welcome
  /// A page, at the line where it is being read.
  case page(Page, line: Int)
  /// The map of the pool.
  case map(MapSheet)
  /// Asks why, before a decision is made.
  case reasons(DecisionDraft)
  /// Takes the curator's own words for a reason.
  case remark(DecisionDraft, Reason, LineEditor)
  /// Takes the number of clusters that a verdict at one stroke is about, typed back.
  case confirmation(Verdict, clusters: [Int], LineEditor)
  /// Takes a note about a cluster.
  case noteField(cluster: Int, LineEditor)
  /// Takes what to search for.
  case searchField(LineEditor)
  /// Takes which clusters to list.
  case filterField(LineEditor)
  /// Asks for the order of the list.
  case orders
  /// Takes a command by name.
  case commandLine(LineEditor)
}
