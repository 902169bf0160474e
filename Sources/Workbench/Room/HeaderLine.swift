import Curation
import Foundation
import TextUI

/// The room's first line: project, progress, curator, and whether everything is saved.
struct HeaderLine {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(in rect: Rect, on screen: inout Screen) {
    screen.fill(rect, role: .bar)
    // Whether work is safe matters more than any name, so it keeps its place when the line is short.
    let save = saveState
    let progress = progress
    let fixed = save.text.width + progress.width + 6
    let room = max(0, rect.columns - fixed)
    let name: DisplayText = "\(untrusted: state.project.name)"
    let who: DisplayText = "\(untrusted: state.project.curator)"
    var line: DisplayText = " " + name.truncated(to: min(name.width, max(8, room / 2))) + "  " + progress
    if line.width + who.width + save.text.width + 14 <= rect.columns {
      // What a narrow list leaves out comes before what never changes; a wide room says it above the list.
      if !state.listing.isWhole, !RoomLayout.isWide(state.size) { line += "  list " + state.listTitle }
      line = line + "  " + who + "  \(untrusted: state.project.mode.rawValue)"
    }
    screen.draw(line.truncated(to: max(0, rect.columns - save.text.width - 3)), at: rect.origin, role: .bar)
    screen.draw(
      save.text,
      at: Point(row: rect.row, column: rect.column + max(0, rect.columns - save.text.width - 1)),
      role: save.isFailure ? .failure : .bar,
      maxColumns: rect.columns
    )
  }

  private var progress: DisplayText {
    var text: DisplayText = "\(state.verdicts.decided)/\(state.verdicts.count) decided "
    for verdict in Verdict.allCases where verdict != .pick || state.verdicts.count(of: .pick) > 0 {
      text = text + " \(state.verdicts.count(of: verdict))" + verdict.letter
    }
    return text
  }

  private var saveState: (text: DisplayText, isFailure: Bool) {
    if !state.unsaved.isEmpty { return ("NOT SAVED: \(state.unsaved.count)", true) }
    if let wait = state.rankingWait, state.pending.isEmpty { return (wait, false) }
    if !state.pending.isEmpty { return ("saving \(state.pending.count)", false) }
    guard let savedAt = state.savedAt else { return ("all saved", false) }
    return ("saved " + Self.time(savedAt, secondsFromUTC: state.project.secondsFromUTC), false)
  }

  /// The local day, as 2026-11-22.
  static func day(_ date: Date, secondsFromUTC: Int) -> DisplayText {
    let local = date.addingTimeInterval(Double(secondsFromUTC))
    return "\(untrusted: local.formatted(.iso8601.year().month().day()))"
  }

  /// The local time of day, as 09:05:00, on request after the day.
  static func time(_ date: Date, secondsFromUTC: Int, withDate: Bool = false) -> DisplayText {
    guard !withDate else {
      return day(date, secondsFromUTC: secondsFromUTC) + " " + time(date, secondsFromUTC: secondsFromUTC)
    }
    let seconds = (Int(date.timeIntervalSince1970.rounded(.down)) + secondsFromUTC) % 86_400
    let day = (seconds + 86_400) % 86_400
    func two(_ number: Int) -> DisplayText { number < 10 ? "0\(number)" : "\(number)" }
    return two(day / 3600) + ":" + two(day / 60 % 60) + ":" + two(day % 60)
  }
}
