import Curation
import TextUI

/// The candidate under the cursor beside a pick: the curator's where there is one, else the ranker's first.
///
/// What only one of them says is underlined or coloured, and its lines begin with `-` or `+`.
struct ComparisonPage {
  /// The pick.
  let left: TextFlow
  /// The candidate under the cursor.
  let right: TextFlow

  /// Compares; nil when there is nothing to compare with.
  init?(_ state: State, columns: Int) {
    guard let candidate = state.candidate, let (other, what) = Self.other(in: state) else { return nil }
    let half = max(8, (columns - 7) / 2)
    var left = TextFlow(columns: half, form: .wrappingCode)
    var right = TextFlow(columns: half, form: .wrappingCode)
    left.append(Self.title(of: other, what).truncated(to: half), role: .heading)
    right.append(Self.title(of: candidate, "UNDER THE CURSOR").truncated(to: half), role: .heading)
    if !state.visibleRuns.isEmpty {
      left.append(state.placesInRuns(of: other.id).truncated(to: half), role: .dim)
      right.append(state.placesInRuns(of: candidate.id).truncated(to: half), role: .dim)
    }
    Self.append(other.text, candidate.text, to: &left, &right)
    if !other.input.isEmpty || !candidate.input.isEmpty {
      // Both inputs begin on the same line.
      left.layOut(toLine: .max)
      right.layOut(toLine: .max)
      for _ in left.lineCount...max(left.lineCount, right.lineCount) { left.append("") }
      for _ in right.lineCount..<left.lineCount { right.append("") }
      left.append("INPUT", role: .heading)
      right.append("INPUT", role: .heading)
      Self.append(other.input, candidate.input, to: &left, &right)
    }
    self.left = left
    self.right = right
  }

  /// What the candidate is compared with, and what that is.
  private static func other(in state: State) -> (Instruction, DisplayText)? {
    guard let detail = state.detail, let here = state.candidate?.id else { return nil }
    let choices: [([InstructionID], DisplayText)] = [
      (state.toggled, "TOGGLED"), (detail.standing.step?.decision.picks ?? [], "PICK"),
      (state.openChoice ?? [], "YOUR CHOICE"), (state.visibleRanking == nil ? [] : state.rankersPick, "PICK"),
    ]
    for (ids, title) in choices {
      if let other = ids.first(where: { $0 != here }).flatMap({ detail.instructions[$0] }) {
        return (other, title)
      }
    }
    return nil
  }

  private static func title(of instruction: Instruction, _ what: DisplayText) -> DisplayText {
    what + "  \(instruction.wordCount) words  id \(untrusted: instruction.id.rawValue)"
  }

  private static func append(
    _ first: String,
    _ second: String,
    to left: inout TextFlow,
    _ right: inout TextFlow
  ) {
    let difference = WordDiff(
      DisplayText(untrusted: first, as: .body),
      DisplayText(untrusted: second, as: .body)
    )
    if difference.isCoarse { left.append("(long: compared by sentences)", role: .badge) }
    left.append(prose: difference.left, marks: difference.marks(on: .left, role: .removed))
    right.append(prose: difference.right, marks: difference.marks(on: .right, role: .added))
  }

  /// Draws both sides from a line on.
  func draw(scroll: Int, in rect: Rect, on screen: inout Screen) {
    let half = left.columns
    let middle = rect.column + half + 3
    draw(
      left,
      "-",
      .removed,
      scroll,
      Rect(row: rect.row, column: rect.column, rows: rect.rows, columns: half + 2),
      &screen
    )
    screen.drawVerticalRule(in: Rect(row: rect.row, column: middle, rows: rect.rows, columns: 1))
    draw(
      right,
      "+",
      .added,
      scroll,
      Rect(row: rect.row, column: middle + 2, rows: rect.rows, columns: half + 2),
      &screen
    )
  }

  private func draw(
    _ side: TextFlow,
    _ sign: DisplayText,
    _ role: Role,
    _ scroll: Int,
    _ rect: Rect,
    _ screen: inout Screen
  ) {
    var side = side
    side.layOut(toLine: scroll + rect.rows)
    for (row, line) in side.lines(scroll..<min(side.lineCount, scroll + rect.rows)).enumerated() {
      let place = Rect(row: rect.row + row, column: rect.column + 2, rows: 1, columns: rect.columns - 2)
      screen.draw(line, in: place)
      if line.contains(role) { screen.draw(sign, at: Point(row: place.row, column: rect.column), role: role) }
    }
  }

  /// Says which lines of the longer side are on screen; empty when all are.
  func position(scroll: Int, rows: Int) -> DisplayText {
    var sides = [left, right]
    for index in sides.indices { sides[index].layOut(toLine: scroll + rows) }
    return sides.max { $0.lineCount < $1.lineCount }?.position(scroll: scroll, rows: rows) ?? ""
  }

  /// How far down both can be scrolled.
  func scrollLimit(rows: Int) -> Int {
    var sides = [left, right]
    for index in sides.indices { sides[index].layOut(toLine: .max) }
    return sides.map { $0.scrollLimit(rows: rows) }.max() ?? 0
  }
}
