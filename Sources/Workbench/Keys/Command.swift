/// Everything that a curator can ask of the room.
///
/// The raw value is its name on the command line.
public enum Command: String, CaseIterable, Sendable {
  // Deciding
  case accept
  case override
  case none
  case skip
  case togglePick = "toggle-pick"
  case undo
  case redo
  case changeReason = "change-reason"
  case flag
  case note
  case editNote = "edit-note"
  case acceptAll = "accept-all"
  case skipAll = "skip-all"
  case rankAgain = "rank-again"

  // Moving
  case moveDown = "move-down"
  case moveUp = "move-up"
  case moveToTop = "top"
  case moveToBottom = "bottom"
  case pageDown = "page-down"
  case pageUp = "page-up"
  case scrollRight = "scroll-right"
  case scrollLeft = "scroll-left"
  case goToCandidate = "candidate"
  case nextCandidate = "next-candidate"
  case previousCandidate = "previous-candidate"
  case nextPane = "next-pane"
  case previousPane = "previous-pane"
  case nextCluster = "next-cluster"
  case previousCluster = "previous-cluster"
  case nextUndecided = "next-undecided"
  case goBack = "go-back"

  // Moving on the map
  case moveLeft = "move-left"
  case moveRight = "move-right"
  case zoomIn = "zoom-in"
  case zoomOut = "zoom-out"
  case zoomFit = "zoom-fit"
  case panLeft = "pan-left"
  case panDown = "pan-down"
  case panUp = "pan-up"
  case panRight = "pan-right"

  // Looking
  case open
  case showRanking = "show-ranking"
  case inspect
  case duplicates
  case compare
  case reveal
  case plainText = "plain-text"
  case guide
  case statistics
  case map
  case queue
  case notes
  case filter
  case sort
  case widerList = "wider-list"
  case narrowerList = "narrower-list"
  case tallerList = "taller-list"
  case shorterList = "shorter-list"
  case theme
  case search
  case nextMatch = "next-match"
  case previousMatch = "previous-match"
  case commandLine = "command-line"
  case help
  case redraw

  // Leaving
  case back
  case suspend
  case quit
}

extension Command {
  /// Whether it is a verdict about the cluster on screen, which must have been seen.
  var decides: Bool {
    switch self {
    case .accept, .override, .none, .skip: true
    default: false
    }
  }
}
