public import Curation
public import Foundation
public import TextUI

/// Something that happened to the room.
public enum Event: Equatable, Sendable {
  /// The terminal said something: a key, a paste, a new size, its end.
  case input(InputEvent)
  /// A frame went out that showed the candidates of the cluster with this number.
  case presented(cluster: Int)
  /// Clusters that were asked for are here.
  case loaded([ClusterDetail])
  /// Clusters could not be read; the text says why.
  case loadFailed(String)
  /// What the list shows of clusters that were asked for.
  case listed([ClusterSummary])
  /// An entry is in the log and on disk; this is how its cluster stands now.
  case recorded(LogEntry, Standing)
  /// An undo or a redo is in the log and on disk: what it took back or restored, and how its cluster stands now.
  case stepped(LogEntry, over: LogEntry, Standing)
  /// Somebody else changed how clusters stand.
  case news([Standing])
  /// A decision could not be written. It is not saved.
  case notRecorded(DecisionRequest, because: String)
  /// Somebody else decided about the cluster first; this is how it stands now.
  case overtaken(DecisionRequest, Standing)
  /// Which of the clusters asked about can have a verdict at one stroke.
  case countedAll(Verdict, [Int])
  /// Clusters were decided about at one stroke, and it is on disk.
  case recordedAll(Verdict, [Int], at: Date)
  /// All decisions of one stroke were taken back, or restored.
  case steppedAll([Int], isUndo: Bool, at: Date)
  /// There are new rankings, by whomever.
  case rankingsChanged
  /// The model was asked again about a cluster so many seconds ago, and has not answered.
  case stillAsking(Int, seconds: Int)
  /// The model was asked again about a cluster; the text says what came of it.
  case rankedAgain(Int, String)
  /// There was nothing to undo or redo, or it could not be done; the text says why.
  case stepRefused(String)
  /// A step of a search is done.
  case found(SearchFinds)
  /// The clusters to list, or to count, are here.
  case filtered(ListAnswer)
  /// A filter is saved under a name, or was asked for by its name; the choice is nil where there is none.
  case filterNamed(String, ListChoice?, known: [String], isSaved: Bool)
  /// What a page was read for is here.
  case pageRead(PageRequest, PageContent)
  /// The map is here, or why there is none.
  case mapRead(MapReading)
  /// What a point of the map stands for.
  case located(MapSpot)
  /// The curator's editor is closed.
  case edited(EditedText)
  /// Another theme was asked for; the text says why it is not used, if so.
  case themeUsed(String, problem: String?)
}

/// Something that the room asks of the world.
public enum Effect: Equatable, Sendable {
  /// Read these clusters.
  case load([Int])
  /// Read what the list shows of these clusters.
  case list([Int])
  /// Keep the own choice in a cluster, whose version was on screen, and read the ranker's opinion about it.
  case choose([InstructionID], cluster: Int, version: Int64)
  /// Put a decision into the log.
  case record(DecisionRequest)
  /// Ask the model again about a cluster.
  case rankAgain(Int)
  /// Give up asking the model.
  case cancelRanking
  /// Find out which of these clusters can have a verdict at one stroke.
  case countAll(Verdict, [Int])
  /// Decide about these clusters at one stroke.
  case recordAll(Verdict, [Int])
  /// Take back what this curator did last: a decision, a flag or a note.
  case undo
  /// Restore what was taken back last.
  case redo
  /// Remember where the curator is.
  case savePlace(Place)
  /// Take a step of a search.
  case search(SearchRequest)
  /// Find out which clusters a list is to hold.
  case filter(ListRequest)
  /// Save a filter and an order under a name.
  case saveFilter(String, ListChoice)
  /// Find what is saved under a name.
  case recallFilter(String)
  /// Read what a page shows.
  case read(PageRequest)
  /// Read the map, to begin at a candidate.
  case readMap(candidate: InstructionID?)
  /// Read what the point of the map with this row number stands for.
  case locate(row: Int)
  /// Put a flag on a cluster, whose version was on screen, or take it off.
  case flag(Bool, cluster: Int, version: Int64)
  /// Keep a note about a cluster, whose version was on screen.
  case note(String, cluster: Int, version: Int64)
  /// Let the curator change a text in their own editor.
  case edit(String)
  /// Give the terminal back to the shell until it wakes us.
  case suspend
  /// Draw everything anew.
  case redraw
  /// Draw in the colours of a theme.
  case useTheme(String)
}

extension Effect {
  /// What does not wait for each other; within a lane one thing comes after the other.
  public enum Lane: CaseIterable, Sendable {
    /// What must reach the disk in the order in which it was done.
    case writing
    /// What the next frame needs.
    case reading
    /// What answers while one types: each step of it ends soon.
    case finding
    /// What may take its time.
    case browsing
    /// What a model is asked.
    case asking
  }

  /// Where the effect stands in line.
  public var lane: Lane {
    switch self {
    case .rankAgain: .asking
    case .record, .recordAll, .cancelRanking, .choose, .undo, .redo, .flag, .note, .savePlace, .edit,
      .suspend, .redraw, .useTheme:
      .writing
    case .load, .list, .locate: .reading
    // The first frame shows the list as it was left, if that can be had at once.
    case .filter(let request) where request.purpose == .restore && request.progress == nil: .reading
    case .search, .filter, .saveFilter, .recallFilter: .finding
    case .read, .countAll, .readMap: .browsing
    }
  }
}

extension Effect {
  /// Whether a message tells what came of it.
  var isTold: Bool {
    switch self {
    case .record, .choose, .undo, .redo, .flag, .note: true
    default: false
    }
  }
}

/// A text that the curator's editor was given back with.
public struct EditedText: Equatable, Sendable {
  /// The text as it is now; nil when it shall stay as it was.
  public var text: String?
  /// What went wrong.
  public var notice: String?

  /// Makes what an editor came to.
  public init(text: String?, notice: String?) {
    self.text = text
    self.notice = notice
  }
}

/// A decision with what was known when it was made.
public struct DecisionRequest: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// The version of the cluster that was on screen, as its `Standing` has it.
  public var version: Int64
  /// The decision.
  public var decision: Decision
}

/// A decision that still waits for its reason.
public struct DecisionDraft: Equatable, Sendable {
  /// The number of the cluster that was on screen.
  public var cluster: Int
  /// What is to be decided: override or none.
  public var verdict: Verdict
  /// What is to be picked.
  public var picks: [InstructionID]
  /// Whether it is decided already and only its reason changes.
  public var isChange = false
  /// The reason that it has so far.
  public var reason: Reason?

  /// Makes a draft of a new decision.
  public init(cluster: Int, verdict: Verdict, picks: [InstructionID]) {
    self.cluster = cluster
    self.verdict = verdict
    self.picks = picks
  }
}
