import TextUI

/// The footer while one searches or filters: a field, and beside it what it comes to so far.
struct FindingLine {
  let prompt: DisplayText
  let field: LineEditor
  let remark: DisplayText
  var isProblem = false

  /// For what is searched for.
  init(searching field: LineEditor, in state: State) {
    prompt = "/"
    self.field = field
    if field.isEmpty {
      remark = ""
    } else if !state.search.hits.isEmpty {
      remark = "\(state.matchCount) found"
    } else {
      remark = state.search.next == nil ? "nothing found" : "searching"
      isProblem = state.search.next == nil
    }
  }

  /// For a filter.
  init(filtering field: LineEditor, in state: State) {
    prompt = "&"
    self.field = field
    switch state.finding.remark {
    case .problem(let problem):
      remark = "\(untrusted: problem)"
      isProblem = true
    case .completions(let words): remark = "\(untrusted: words.joined(separator: " "))"
    case .count(let count):
      remark = "\(count) of \(state.listing.total)"
      isProblem = count == 0
    case nil: remark = ""
    }
  }

  func draw(in rect: Rect, on screen: inout Screen) {
    let column = rect.column + screen.draw(prompt, at: rect.origin, role: .key, maxColumns: rect.columns)
    let room = rect.endColumn - column
    // What was typed comes first: the remark gets what that leaves, but never less than a count needs.
    let typed = DisplayText(untrusted: field.text, as: .row).width + 2
    let width = remark.isEmpty ? 0 : min(remark.width + 2, max(16, room - typed), room / 2 + room / 4)
    field.draw(
      on: &screen,
      in: Rect(row: rect.row, column: column, rows: 1, columns: max(0, room - width))
    )
    guard width > 2 else { return }
    screen.draw(
      " " + remark.truncated(to: width - 2),
      at: Point(row: rect.row, column: rect.endColumn - width),
      role: isProblem ? .failure : .notice
    )
  }
}
