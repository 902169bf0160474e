import TextUI

extension State {
  /// Does what a key asks for while a page covers the room.
  mutating func performOnPage(_ command: Command, keyMap: KeyMap) -> [Effect] {
    let page = max(1, size.rows - 3)
    switch command {
    case .moveDown: scrollPage(by: 1)
    case .moveUp: scrollPage(by: -1)
    case .pageDown: scrollPage(by: page)
    case .pageUp: scrollPage(by: -page)
    case .moveToTop: scrollPage(by: -Self.far)
    case .moveToBottom: scrollPage(by: Self.far)
    case .back: layers.removeLast()
    case .search, .nextMatch, .previousMatch:
      // Matches are places in the room.
      layers.removeLast()
      return perform(command, keyMap: keyMap)
    case .help:
      if case .help = layers.last { layers.removeLast() } else { layers.append(.help(scroll: 0)) }
    case .commandLine: layers.append(.commandLine(LineEditor()))
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: isDone = unsaved.isEmpty
    default: break
    }
    return []
  }

  private mutating func scrollPage(by lines: Int) {
    switch layers.popLast() {
    case .reader(let scroll):
      layers.append(.reader(scroll: min(max(0, scroll + lines), ReaderPage(self).scrollLimit)))
    case .help(let scroll):
      layers.append(.help(scroll: min(max(0, scroll + lines), HelpPage(self).scrollLimit)))
    case let other?:
      layers.append(other)
    case nil:
      break
    }
  }
}
