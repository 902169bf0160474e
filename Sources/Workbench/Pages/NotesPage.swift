import TextUI

/// What curators noted, cluster by cluster: a list whose entries take several rows.
///
/// The note under the cursor is shown in full as far as there is room, the others by their first lines. Only what
/// is on screen is laid out.
struct NotesPage {
  private let notes: [ClusterNote]
  private let total: Int
  private let project: ProjectSummary

  /// The most lines of a note that is not under the cursor.
  private static let lineLimit = 3
  private static let indent = 4

  init(_ notes: [ClusterNote], total: Int, _ project: ProjectSummary) {
    self.notes = notes
    self.total = total
    self.project = project
  }

  /// The number of notes that can be gone to.
  var count: Int { notes.count }

  /// How many notes fit on a screen of so many rows, however long they are.
  static func screenful(rows: Int) -> Int { max(1, rows / (1 + lineLimit)) }

  /// The note at a place in the list.
  subscript(index: Int) -> ClusterNote? { notes.indices.contains(index) ? notes[index] : nil }

  /// The place in the list of the note about a cluster, or of the first one after it.
  static func index(in notes: [ClusterNote], of cluster: Int) -> Int {
    notes.firstIndex { $0.cluster >= cluster } ?? max(0, notes.count - 1)
  }

  /// Says where in the list one is.
  func position(at cursor: Int) -> DisplayText {
    let place: DisplayText = "  \(min(cursor, count - 1) + 1) of \(total)"
    return count < total ? place + ", the first \(count) shown" : place
  }

  /// Draws the notes around the one under the cursor.
  func draw(at cursor: Int, in rect: Rect, on screen: inout Screen) {
    for entry in entries(at: cursor, rows: rect.rows, columns: rect.columns) {
      let isCurrent = entry.index == cursor
      for (offset, line) in entry.lines.enumerated() {
        let row = rect.row + entry.row + offset
        screen.draw(
          line.text,
          at: Point(row: row, column: rect.column),
          role: line.role,
          maxColumns: rect.columns
        )
      }
      if isCurrent {
        let place = Point(row: rect.row + entry.row, column: 0)
        screen.draw(">", at: place, role: .key)
        screen.setRole(.cursor, in: Rect(row: place.row, column: rect.column, rows: 1, columns: rect.columns))
        screen.cursor = place
      }
    }
  }

  /// The place in the list of the note that is drawn in a row while one is at another; nil below the last.
  func index(atRow row: Int, whileAt cursor: Int, rows: Int, columns: Int) -> Int? {
    entries(at: cursor, rows: rows, columns: columns)
      .first { ($0.row..<$0.row + $0.lines.count).contains(row) }?.index
  }

  /// A note as it is drawn.
  private struct Entry {
    var index: Int
    /// Its first row, from 0.
    var row: Int
    var lines: [(text: DisplayText, role: Role)]
  }

  private func entries(at cursor: Int, rows: Int, columns: Int) -> [Entry] {
    guard rows > 0 else { return [] }
    let window = Window(count: count, rows: Self.screenful(rows: rows), cursor: cursor)
    var entries: [Entry] = []
    var row = 0
    for index in window.visible.lowerBound..<count {
      let isCurrent = index == cursor
      guard row < rows || isCurrent else { break }
      let lines = lines(of: notes[index], columns: columns, limit: isCurrent ? rows - 1 : Self.lineLimit)
      entries.append(Entry(index: index, row: row, lines: lines))
      row += lines.count
      // What is above makes room for the note under the cursor.
      while isCurrent, row > rows, entries.count > 1 {
        let height = entries.removeFirst().lines.count
        for index in entries.indices { entries[index].row -= height }
        row -= height
      }
    }
    return entries.map { entry in
      var entry = entry
      entry.lines = Array(entry.lines.prefix(rows - entry.row))
      return entry
    }
  }

  private func lines(of note: ClusterNote, columns: Int, limit: Int) -> [(text: DisplayText, role: Role)] {
    let when = HeaderLine.time(note.time, secondsFromUTC: project.secondsFromUTC, withDate: true)
    let who = DisplayText(untrusted: note.curator, as: .row).truncated(to: 16)
    let number: DisplayText = "\(note.cluster)"
    let heading =
      "cluster " + number.padded(to: 7) + who.padded(to: 17) + when + "  " + DisplayText(label: note.label)
    var lines: [(text: DisplayText, role: Role)] = [(heading.truncated(to: columns), .heading)]
    guard let text = note.text else { return lines + [(indented(project.mode.untilSeen), .dim)] }
    let width = max(1, columns - Self.indent)
    var wrapped = DisplayText(untrusted: text, as: .body).remarkingIfBlank()
      .lines(columns: width, limit: limit + 1)
    if wrapped.count > limit, limit > 0 {
      wrapped = Array(wrapped.prefix(limit))
      let last = wrapped[limit - 1]
      wrapped[limit - 1] = (last.width < width ? last : last.truncated(to: width - 1)) + "…"
    }
    lines += wrapped.map { (indented($0), .text) }
    return lines
  }

  private func indented(_ line: DisplayText) -> DisplayText { DisplayText("").padded(to: Self.indent) + line }
}
