import TextUI

/// The footer while one types: a field, and beside it what it comes to so far.
struct FieldLine {
  let prompt: DisplayText
  let field: LineEditor
  let remark: DisplayText
  var isProblem = false
  /// Whether the remark goes when it has no room beside what was typed.
  var yields = false

  /// For a command and what it can be completed to.
  init(commanding field: LineEditor, in state: State) {
    self.init(after: ":", field, hint: "", in: state)
  }

  /// For a text, with the keys that are done with it until there is news.
  init(after prompt: DisplayText, _ field: LineEditor, hint: DisplayText, in state: State) {
    self.prompt = prompt
    self.field = field
    remark = state.notice?.text ?? hint
    isProblem = state.notice?.severity == .failure
    yields = state.notice == nil
  }

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
    case .countSoFar(let count): remark = "\(count) or more of \(state.listing.total)"
    case nil: remark = state.finding.wantedCount?.progress == nil ? "" : "looking…"
    }
  }

  /// Draws the field, and a remark that does not fit beside it above it; returns how many rows that took.
  @discardableResult
  func draw(in rect: Rect, on screen: inout Screen) -> Int {
    let column = rect.column + screen.draw(prompt, at: rect.origin, role: .key, maxColumns: rect.columns)
    let room = rect.endColumn - column
    // What was typed comes first: the remark gets what that leaves, but never less than a count needs.
    let typed = DisplayText(untrusted: field.text, as: .row).width + 2
    let isLeftOut = remark.isEmpty || yields && typed + remark.width + 2 > room
    let beside = min(remark.width + 2, max(16, room - typed), room / 2 + room / 4)
    let isAbove = !isLeftOut && beside < remark.width + 2 && rect.row > 2
    let width = isLeftOut || isAbove ? 0 : beside
    field.draw(
      on: &screen,
      in: Rect(row: rect.row, column: column, rows: 1, columns: max(0, room - width))
    )
    if isAbove {
      let above = Rect(row: rect.row - 1, column: rect.column, rows: 1, columns: rect.columns)
      return 1 + Message(remark, role: isProblem ? .failure : .notice).draw(over: above, on: &screen)
    }
    guard width > 2 else { return 1 }
    screen.draw(
      " " + remark.truncated(to: width - 2),
      at: Point(row: rect.row, column: rect.endColumn - width),
      role: isProblem ? .failure : yields ? .dim : .notice
    )
    return 1
  }
}
