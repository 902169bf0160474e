import Curation
import TextUI

/// A page on the whole screen: a title, lines that scroll or a list with a cursor, and the keys that leave it.
struct PageView {
  let page: Page
  let state: State
  let keyMap: KeyMap

  init(_ page: Page, state: State, keyMap: KeyMap = .standard) {
    self.page = page
    self.state = state
    self.keyMap = keyMap
  }

  func draw(at line: Int, on screen: inout Screen) {
    let text = text
    guard page != .plainText else {
      text.draw(scroll: line, in: screen.bounds, on: &screen)
      return
    }
    let (top, rest) = screen.bounds.splitTop(1)
    let (body, bottom) = rest.splitBottom(1)
    let first = text.firstLine(at: line, rows: body.rows)
    screen.fill(top, role: .bar)
    let heading: DisplayText = " " + title + text.position(scroll: first, rows: body.rows) + subtitle
    screen.draw(heading.truncated(to: top.columns), at: top.origin, role: .bar)
    text.draw(scroll: first, in: body.splitLeft(2).rest, on: &screen)
    screen.cursor = body.origin
    if text.isList, body.rows > 0 {
      let row = body.row + line - first
      screen.draw(">", at: Point(row: row, column: 0), role: .key)
      screen.setRole(.cursor, in: Rect(row: row, column: 2, rows: 1, columns: max(0, body.columns - 2)))
      screen.cursor = Point(row: row, column: 0)
    }
    PageFooter(keyMap: keyMap, notice: state.notice).draw(in: bottom, on: &screen)
  }

  /// The line to be at when `line` was asked for and the page may have fewer.
  func clamped(_ line: Int) -> Int {
    let text = text
    let rows = page == .plainText ? state.size.rows : max(0, state.size.rows - 2)
    let last = text.isList ? text.lines.count - 1 : text.scrollLimit(rows: rows)
    return min(max(0, line), max(0, last))
  }

  /// What the page says.
  var text: ScrolledText {
    let columns = max(10, state.size.columns - 4)
    switch page {
    case .reader: return ReaderPage(state).text(columns: min(100, columns))
    case .revealed: return RevealedPage(state).text(columns: columns)
    case .plainText: return PlainPage(state).text(columns: state.size.columns)
    case .help: return HelpPage(keyMap: keyMap).text(columns: columns)
    case .comparison: return ComparisonPage(state).text(columns: columns)
    case .inspection, .duplicates, .guide, .queue, .statistics, .map: break
    }
    switch state.contents[page] {
    case .inspection(let inspection): return InspectionPage(inspection, state).text(columns: columns)
    case .duplicates(let neighbours, let encoder):
      return DuplicatesPage(neighbours, encoder: encoder).text(columns: columns)
    case .guide(let guide): return GuidePage(guide).text(columns: min(100, columns))
    case .queue(let picks, let total): return QueuePage(picks, total: total).text(columns: columns)
    case .missing(let reason): return .explaining(DisplayText(untrusted: reason, as: .body), columns: columns)
    case nil: return .explaining("reading…", columns: columns)
    }
  }

  private var title: DisplayText {
    switch page {
    case .reader: "CLUSTER \(state.place.cluster)  candidate \(state.place.candidate + 1)"
    case .revealed: "EXACTLY AS RECEIVED"
    case .plainText: "PLAIN TEXT"
    case .inspection: "INSPECT"
    case .duplicates: "NEAREST INSTRUCTIONS"
    case .comparison: "COMPARE"
    case .guide: "GUIDE"
    case .statistics: "STATISTICS"
    case .map: "MAP"
    case .queue: "QUEUE"
    case .help: "KEYS"
    }
  }

  private var subtitle: DisplayText {
    switch page {
    case .reader, .revealed, .inspection, .duplicates:
      "  id \(untrusted: state.candidate?.id.rawValue ?? "")"
    default: ""
    }
  }
}

extension ScrolledText {
  /// A text that stands where a page has nothing else to show.
  static func explaining(_ reason: DisplayText, columns: Int) -> ScrolledText {
    var text = ScrolledText()
    text.append("", role: .text)
    text.append(wrapping: reason, columns: columns, role: .dim)
    return text
  }
}
