import Curation
import TextUI

extension State {
  /// Does what a key of the room asks for.
  mutating func perform(_ command: Command, key: Key? = nil, keyMap: KeyMap) -> [Effect] {
    if command.decides, presentedCluster != place.cluster || visibleCluster == nil {
      notice = Notice("Not decided: cluster \(place.cluster) was not on screen yet.")
      return []
    }
    switch command {
    case .accept: return accept()
    case .override: return override()
    case .none: layers.append(.reasons(DecisionDraft(cluster: place.cluster, verdict: .none, picks: [])))
    case .skip: return decide(.skip)
    case .togglePick: togglePick()
    case .undo: return undo()
    case .redo: return [.redo]
    case .moveDown: move(by: 1)
    case .moveUp: move(by: -1)
    case .pageDown: move(by: pageSize)
    case .pageUp: move(by: -pageSize)
    case .scrollRight: scrollSideways(by: 8)
    case .scrollLeft: scrollSideways(by: -8)
    case .moveToTop: move(by: -Self.far)
    case .moveToBottom: move(by: Self.far)
    case .goToCandidate: goToCandidate(named: key)
    case .nextCandidate: move(toCandidate: place.candidate + 1)
    case .previousCandidate: move(toCandidate: place.candidate - 1)
    case .nextPane: focus(by: 1)
    case .previousPane: focus(by: -1)
    case .nextCluster: goToCluster(at: clusterIndex + 1)
    case .previousCluster: goToCluster(at: clusterIndex - 1)
    case .nextUndecided: goToNextOpen()
    case .goBack: goBack()
    case .open: return open()
    case .search: openSearch()
    case .filter: return openFilter()
    case .sort: layers.append(.orders)
    case .nextMatch: goToMatch(1)
    case .previousMatch: goToMatch(-1)
    case .commandLine: layers.append(.commandLine(LineEditor()))
    case .help: return open(.help)
    case .inspect: return open(.inspection)
    case .duplicates: return open(.duplicates)
    case .compare: return open(.comparison)
    case .reveal: return open(.revealed)
    case .plainText: return open(.plainText)
    case .guide: return open(.guide)
    case .statistics: return open(.statistics)
    case .queue: return open(.queue)
    case .notes: return open(.notes)
    case .map: return openMap()
    case .moveLeft, .moveRight, .zoomIn, .zoomOut, .zoomFit, .panLeft, .panDown, .panUp, .panRight:
      notice = Notice("That is for the map.")
    case .showRanking: toggleRanking()
    case .flag: return toggleFlag()
    case .note: writeNote()
    case .editNote: return editNote()
    case .acceptAll: return askAboutAll(.accept)
    case .skipAll: return askAboutAll(.skip)
    case .changeReason: changeReason()
    case .rankAgain: return rankAgain()
    case .widerList: widenList(by: 4)
    case .narrowerList: widenList(by: -4)
    case .tallerList: heightenList(by: 1)
    case .shorterList: heightenList(by: -1)
    case .theme: askForTheme()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .back: leave(with: key)
    case .quit: quit()
    }
    return []
  }

  /// More than any list or text has lines.
  static let far = 1 << 30

  /// Moves in a pane; in the one that holds the keys when nil.
  mutating func move(by lines: Int, in pane: Place.Pane? = nil) {
    switch pane ?? place.pane {
    case .clusters: goToCluster(at: clusterIndex + lines)
    case .candidates: move(toCandidate: place.candidate + lines)
    case .text: place.textScroll += lines
    case .rationale: place.rationaleScroll += lines
    }
    clampScroll()
  }

  private mutating func scrollSideways(by columns: Int) {
    columnOffset += columns
    clampScroll()
  }

  private var pageSize: Int {
    let layout = RoomLayout(self)
    let rows =
      switch place.pane {
      case .clusters: layout.clusters.rows
      case .candidates: layout.candidates.rows
      case .text: layout.text.rows
      case .rationale: layout.rationale.rows
      }
    return max(1, rows - 2)
  }

  /// Keeps both texts scrolled to lines that exist.
  mutating func clampScroll() {
    let layout = RoomLayout(self)
    let text = ScrollingPane.text(of: self).limits(in: layout.text, at: max(0, place.textScroll))
    place.textScroll = min(max(0, place.textScroll), text.lines)
    columnOffset = min(max(0, columnOffset), text.columns)
    let rationale = ScrollingPane.rationale(of: self)
      .limits(in: layout.rationale, at: max(0, place.rationaleScroll))
    place.rationaleScroll = min(max(0, place.rationaleScroll), rationale.lines)
  }

  private mutating func goToCluster(at index: Int) {
    guard listing.count > 0 else { return }
    go(toCluster: listing[min(max(0, index), listing.count - 1)])
  }

  private mutating func goToNextOpen() {
    guard let open = cluster(1, where: { isOpen($0) }) else {
      notice = Notice(listing.isWhole ? "Every cluster is decided." : "No open cluster is in the list.")
      return
    }
    go(toCluster: open)
  }

  private mutating func goToCandidate(named key: Key?) {
    guard case .character(let letter) = key, let digit = letter.wholeNumberValue else { return }
    let index = digit == 0 ? 9 : digit - 1
    guard order.indices.contains(index) else { return }
    move(toCandidate: index)
    if place.pane == .clusters { place.pane = .candidates }
  }

  private mutating func focus(by step: Int) {
    let panes = Place.Pane.allCases
    let index = panes.firstIndex(of: place.pane) ?? 0
    place.pane = panes[(index + step + panes.count) % panes.count]
  }

  private mutating func open() -> [Effect] {
    if place.pane == .clusters {
      place.pane = .candidates
      return []
    }
    return candidate == nil ? [] : open(.reader)
  }

  /// Says that a key means nothing where it was pressed.
  mutating func explain(_ key: Key) -> [Effect] {
    guard case .character = key else { return [] }
    let way: DisplayText = layers.isEmpty ? "" : "\(keyMap.way(to: .back)) goes back, "
    notice = Notice(
      "\(untrusted: key.title) means nothing here: \(way)\(keyMap.way(to: .help)) lists the keys."
    )
    return []
  }

  /// Takes back what was done last; an own first choice stands, since it tells what one thought unled.
  private mutating func undo() -> [Effect] {
    guard lastChoice == place.cluster, openChoice != nil else { return [.undo] }
    lastChoice = nil
    notice = Notice(
      "Your first choice stays noted, but decides nothing yet. \(keyMap.way(to: .undo)) once more takes back your last decision."
    )
    return []
  }

  /// Escape only ever cancels, since an arrow key that arrives in pieces starts with it; `q` leaves.
  private mutating func leave(with key: Key?) {
    let isCleared = !toggled.isEmpty && toggled != openChoice
    toggled = []
    if isCleared {
      let leaves: DisplayText = key == .escape ? "" : " \(keyMap.way(to: .back)) once more leaves."
      notice = Notice("Toggled picks cleared.\(leaves)")
    } else if key != .escape {
      quit()
    }
  }

  private mutating func quit() {
    guard unsaved.isEmpty || isLeavingAnyway else {
      isLeavingAnyway = true
      notice = Notice(
        "NOT SAVED: \(unsaved.count) decisions. :retry tries again; the same key once more leaves without them.",
        severity: .failure
      )
      return
    }
    isDone = true
  }
}
