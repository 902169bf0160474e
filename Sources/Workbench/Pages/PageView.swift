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
    if page == .plainText {
      var text = PlainPage(state).text(columns: state.size.columns)
      text.layOut(toLine: line + screen.size.rows)
      return text.draw(scroll: line, in: screen.bounds, on: &screen)
    }
    let (top, rest) = screen.bounds.splitTop(1)
    let (body, bottom) = rest.splitBottom(1)
    var content = body.splitLeft(2).rest
    content = content.splitLeft(max(0, content.columns - 2)).left
    screen.fill(top, role: .bar)
    screen.cursor = body.origin
    let position = draw(at: line, in: content, on: &screen)
    let heading: DisplayText = " " + title + position + subtitle
    screen.draw(heading.truncated(to: top.columns), at: top.origin, role: .bar)
    PageFooter(page: page, keyMap: keyMap, notice: state.notice).draw(in: bottom, on: &screen)
  }

  /// Draws what the page says, and tells which part of it is on screen.
  private func draw(at line: Int, in rect: Rect, on screen: inout Screen) -> DisplayText {
    switch text {
    case .flow(var flow):
      flow.layOut(toLine: line + rect.rows)
      flow.draw(scroll: line, columnOffset: state.columnOffset, in: rect, on: &screen)
      let position = flow.position(scroll: line, rows: rect.rows)
      return position.isEmpty ? "" : "  " + position
    case .comparison(let comparison):
      comparison.draw(scroll: line, in: rect, on: &screen)
      let position = comparison.position(scroll: line, rows: rect.rows)
      return position.isEmpty ? "" : "  " + position
    case .notes(let notes):
      notes.draw(at: line, in: rect, on: &screen)
      return notes.position(at: line)
    case .lines(let text):
      let first = text.firstLine(at: line, rows: rect.rows)
      text.draw(scroll: first, in: rect, on: &screen)
      if text.isList, rect.rows > 0 {
        let row = rect.row + line - first
        screen.draw(">", at: Point(row: row, column: 0), role: .key)
        screen.setRole(.cursor, in: Rect(row: row, column: rect.column, rows: 1, columns: rect.columns))
        screen.cursor = Point(row: row, column: 0)
      }
      return text.position(scroll: first, rows: rect.rows)
    }
  }

  /// The line to be at when `line` was asked for and the page may have fewer.
  func clamped(_ line: Int) -> Int {
    let rows = page == .plainText ? state.size.rows : max(0, state.size.rows - 2)
    let last: Int
    switch text {
    case .flow(var flow):
      flow.layOut(toLine: max(0, line) + rows)
      last = flow.scrollLimit(rows: rows)
    case .comparison(let comparison): last = comparison.scrollLimit(rows: rows)
    case .notes(let notes): last = notes.count - 1
    case .lines(let text): last = text.isList ? text.lines.count - 1 : text.scrollLimit(rows: rows)
    }
    return min(max(0, line), max(0, last))
  }

  /// How many lines, or notes, a page key goes on.
  var screenful: Int {
    page == .notes ? NotesPage.screenful(rows: state.size.rows - 2) : max(1, state.size.rows - 3)
  }

  /// What stands in the list at a line; nil where there is no list.
  func target(at line: Int) -> Search.Hit? {
    switch text {
    case .notes(let notes): notes[line].map { Search.Hit(cluster: $0.cluster, candidate: nil) }
    case .lines(let text): text.isList && text.lines.indices.contains(line) ? text.lines[line].target : nil
    case .flow, .comparison: nil
    }
  }

  /// How far the page can be scrolled sideways at a line.
  func columnLimit(at line: Int) -> Int {
    guard case .flow(var flow) = text else { return 0 }
    let rows = max(0, state.size.rows - 2)
    flow.layOut(toLine: line + rows)
    return flow.columnLimit(scroll: line, size: Size(rows: rows, columns: max(0, state.size.columns - 4)))
  }

  /// What a page says.
  enum Text {
    /// Texts to read.
    case flow(TextFlow)
    /// Two texts side by side.
    case comparison(ComparisonPage)
    /// A list of notes.
    case notes(NotesPage)
    /// Lines of our own, or a list.
    case lines(ScrolledText)
  }

  /// What the page says.
  var text: Text {
    let columns = max(10, state.size.columns - 4)
    switch page {
    case .reader: return .flow(ReaderPage(state).text(columns: min(100, columns)))
    case .revealed: return .lines(RevealedPage(state).text(columns: columns))
    case .plainText: return .flow(PlainPage(state).text(columns: state.size.columns))
    case .help: return .flow(HelpPage(keyMap: keyMap).text(columns: columns))
    case .comparison:
      if let comparison = ComparisonPage(state, columns: columns) { return .comparison(comparison) }
      return .explaining(
        "Nothing to compare with: toggle a candidate with \(keyMap.way(to: .togglePick)), or go to another than the pick.",
        columns: columns
      )
    case .inspection, .duplicates, .guide, .queue, .statistics, .notes: break
    }
    switch state.contents[page] {
    case .inspection(let inspection): return .lines(InspectionPage(inspection, state).text(columns: columns))
    case .duplicates(let neighbours, _):
      return .lines(DuplicatesPage(neighbours).text(columns: columns))
    case .guide(let guide): return .flow(GuidePage(guide).text(columns: min(100, columns)))
    case .queue(let picks, let total): return .lines(QueuePage(picks, total: total).text(columns: columns))
    case .statistics(let statistics):
      return .flow(StatisticsPage(statistics, state.project).text(columns: columns))
    case .notes(let notes, let total):
      guard !notes.isEmpty else {
        return .explaining(
          "No notes yet: \(keyMap.way(to: .note)) writes one about the cluster on screen.",
          columns: columns
        )
      }
      return .notes(NotesPage(notes, total: total, state.project))
    case .missing(let reason): return .explaining(DisplayText(untrusted: reason, as: .body), columns: columns)
    case nil: return .explaining("reading…", columns: columns)
    }
  }

  private var title: DisplayText {
    switch page {
    case .reader:
      "CLUSTER \(state.place.cluster)  candidate \(state.place.candidate + 1) of \(state.order.count)"
    case .revealed: "EXACTLY AS RECEIVED"
    case .plainText: "PLAIN TEXT"
    case .inspection: "INSPECT"
    case .duplicates: "NEAREST INSTRUCTIONS"
    case .comparison: "COMPARE  cluster \(state.place.cluster)"
    case .guide: "GUIDE"
    case .statistics: "STATISTICS"
    case .queue: "QUEUE"
    case .notes: "NOTES"
    case .help: "KEYS"
    }
  }

  private var subtitle: DisplayText {
    switch (page, state.contents[page]) {
    case (.duplicates, .duplicates(_, let encoder)):
      DuplicatesPage.lines + identity + "  cosine similarity, \(untrusted: encoder)"
    case (.queue, .queue(_, let total)): total == 1 ? "  1 pick" : "  \(total) picks"
    case (.reader, _), (.revealed, _), (.inspection, _), (.duplicates, _): identity
    default: ""
    }
  }
}

extension PageView {
  private var identity: DisplayText { "  id \(untrusted: state.candidate?.id.rawValue ?? "")" }
}

extension PageView.Text {
  /// A sentence that stands where a page has nothing else to show.
  static func explaining(_ reason: DisplayText, columns: Int) -> PageView.Text {
    var text = TextFlow(columns: columns)
    text.append("")
    text.append(prose: reason, role: .dim)
    return .flow(text)
  }
}

extension ScrolledText {
  /// A sentence that stands where a list has nothing to show.
  static func explaining(_ reason: DisplayText, columns: Int) -> ScrolledText {
    var text = ScrolledText()
    text.append("", role: .text)
    text.append(wrapping: reason, columns: columns, role: .dim)
    return text
  }
}
