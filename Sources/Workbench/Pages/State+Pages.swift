import Curation
import TextUI

extension State {
  /// Opens a page and asks for what it shows.
  mutating func open(_ page: Page) -> [Effect] {
    layers.append(.page(page, line: 0))
    return show(page)
  }

  /// Shows a page from its beginning, and asks for what it shows.
  private mutating func show(_ page: Page) -> [Effect] {
    columnOffset = 0
    switch page {
    case .inspection, .duplicates, .guide, .statistics, .queue, .notes:
      contents[page] = nil
      let request = PageRequest(
        page: page,
        cluster: place.cluster,
        candidate: candidate?.id,
        showsRanking: detail?.outcome != nil
      )
      return [.read(request)]
    case .reader, .revealed, .plainText, .comparison, .help:
      return []
    }
  }

  /// Takes what was read for a page; the notes begin with that about the cluster on screen.
  ///
  /// What was read about a candidate that is no longer under the cursor is of no use.
  mutating func receive(_ content: PageContent, for request: PageRequest) {
    if request.page.isAboutCandidate, request.candidate != candidate?.id { return }
    contents[request.page] = content
    if case .notes(let notes, _) = content, layers.last == .page(.notes, line: 0) {
      layers[layers.count - 1] = .page(.notes, line: NotesPage.index(in: notes, of: place.cluster))
    }
  }

  /// Does what a key asks for while a page covers the room.
  mutating func perform(_ command: Command, on page: Page, keyMap: KeyMap) -> [Effect] {
    let screenful = PageView(page, state: self, keyMap: keyMap).screenful
    switch command {
    case .moveDown: move(on: page, by: 1, keyMap)
    case .moveUp: move(on: page, by: -1, keyMap)
    case .pageDown: move(on: page, by: screenful, keyMap)
    case .pageUp: move(on: page, by: -screenful, keyMap)
    case .moveToTop: move(on: page, by: -Self.far, keyMap)
    case .moveToBottom: move(on: page, by: Self.far, keyMap)
    case .scrollRight: scrollSideways(on: page, by: 8, keyMap)
    case .scrollLeft: scrollSideways(on: page, by: -8, keyMap)
    case .nextCandidate: return goOn(with: page, by: 1)
    case .previousCandidate: return goOn(with: page, by: -1)
    case .back: leavePage()
    case .open: follow(on: page, keyMap)
    case .search, .nextMatch, .previousMatch:
      // Matches are places in the room.
      leavePage()
      return perform(command, keyMap: keyMap)
    case .help:
      guard page != .help else {
        leavePage()
        return []
      }
      return open(.help)
    case .commandLine: layers.append(.commandLine(LineEditor()))
    case .theme: askForTheme()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: isDone = unsaved.isEmpty
    default: break
    }
    return []
  }

  private mutating func leavePage() {
    layers.removeLast()
    columnOffset = 0
  }

  private mutating func scrollSideways(on page: Page, by columns: Int, _ keyMap: KeyMap) {
    guard case .page(page, let line) = layers.last else { return }
    let limit = PageView(page, state: self, keyMap: keyMap).columnLimit(at: line)
    columnOffset = min(max(0, columnOffset + columns), limit)
  }

  private mutating func move(on page: Page, by lines: Int, _ keyMap: KeyMap) {
    guard case .page(page, let line) = layers.popLast() else { return }
    layers.append(.page(page, line: PageView(page, state: self, keyMap: keyMap).clamped(line + lines)))
  }

  /// Shows the same page about another candidate of the cluster.
  private mutating func goOn(with page: Page, by step: Int) -> [Effect] {
    guard page.isAboutCandidate else { return [] }
    guard order.indices.contains(place.candidate + step) else {
      notice = Notice("This is the \(step > 0 ? "last" : "first") candidate of cluster \(place.cluster).")
      return []
    }
    move(toCandidate: place.candidate + step)
    layers[layers.count - 1] = .page(page, line: 0)
    return show(page)
  }

  /// Goes to what the line under the cursor is about; where lines are about nothing, leaves the page.
  private mutating func follow(on page: Page, _ keyMap: KeyMap) {
    guard case .page(page, let line) = layers.last else { return }
    let target = PageView(page, state: self, keyMap: keyMap).target(at: line)
    leavePage()
    guard let target else { return }
    jump(toCluster: target.cluster, candidate: target.candidate)
  }
}
