import Curation
import TextUI

/// The candidates of the cluster on screen, in the order shown, with the ranker's place and the curator's pick.
struct CandidateList {
  private let state: State

  /// How many columns of a label are left, with the space before it, for a topic to be shown.
  private static let leastLabel = 16

  init(_ state: State) { self.state = state }

  func draw(in rect: Rect, on screen: inout Screen) {
    guard !rect.isEmpty else { return }
    let isFocused = state.place.pane == .candidates
    let (top, below) = rect.splitTop(1)
    let (hasHead, list, window) = lines(in: below)
    let title = title(showing: window, columns: top.columns - 2)
    screen.draw(
      ((isFocused ? "> " : "  ") + title).truncated(to: top.columns),
      at: top.origin,
      role: .heading
    )
    guard let detail = state.detail else {
      screen.draw("  reading…", at: below.origin, role: .dim, maxColumns: below.columns)
      return
    }
    if hasHead {
      screen.draw(
        ranking == nil
          ? "        You  instruction > input"
          : ranking?.origin == .length
            ? "  Rank    You  instruction > input" : "  LLM     You  instruction > input",
        at: below.origin,
        role: .dim,
        maxColumns: below.columns
      )
    }
    for (row, index) in window.visible.enumerated() {
      guard let instruction = detail.instructions[state.order[index]] else { continue }
      let line = Rect(row: list.row + row, column: list.column, rows: 1, columns: list.columns)
      draw(instruction, at: index, isFocused: isFocused, in: line, on: &screen)
    }
  }

  /// The place in the order shown of what stands at a point.
  func index(at point: Point, in rect: Rect) -> Int? {
    let (_, list, window) = lines(in: rect.splitTop(1).rest)
    return window.index(atRow: point.row - list.row)
  }

  /// Where the candidates stand below the title, and which of them.
  private func lines(in below: Rect) -> (hasHead: Bool, list: Rect, window: Window) {
    let count = state.detail?.order.count ?? 0
    let hasHead = below.rows > count
    let list = hasHead ? below.splitTop(1).rest : below
    return (hasHead, list, Window(count: count, rows: list.rows, cursor: state.place.candidate))
  }

  private var ranking: Ranking? { state.visibleRanking }

  private func draw(
    _ instruction: Instruction,
    at index: Int,
    isFocused: Bool,
    in line: Rect,
    on screen: inout Screen
  ) {
    let isCurrent = index == state.place.candidate
    let role: Role = isCurrent ? (isFocused ? .cursor : .cursorIdle) : .text
    var column = line.column
    var end = line.column + line.columns
    func put(_ text: DisplayText, _ plain: Role) {
      column += screen.draw(
        text.truncated(to: max(0, end - column)),
        at: Point(row: line.row, column: column),
        role: isCurrent ? role : plain
      )
    }
    // As few changes of style as can be: a cursor that moves sends two of these rows.
    put(isCurrent ? "> " : "  ", ranking == nil ? .dim : .rank)
    if let rank = ranking?.rank(of: instruction.id) {
      let number: DisplayText = "\(rank)"
      put(number.aligned(right: 2), .rank)
      put(state.rankersPick.contains(instruction.id) ? " pick  " : "       ", .pick)
    } else {
      let number: DisplayText = "\(index + 1)"
      put(number.aligned(right: 2) + "    ", .dim)
    }
    put(
      isPicked(instruction.id) ? "[x] " : "[ ] ",
      isPicked(instruction.id) ? .pick : ranking == nil ? .dim : .rank
    )
    let suspicion = suspicionMark(of: instruction.id, room: end - column)
    let mark = suspicion + duplicateMark(of: instruction.id, room: end - column - suspicion.width)
    end -= mark.width
    put(DisplayText(untrusted: instruction.text, as: .row).remarkingIfBlank(), .text)
    if !instruction.input.isEmpty, end - column > 8 {
      put(" > " + DisplayText(untrusted: instruction.input, as: .row), .dim)
    }
    column = end
    end = line.column + line.columns
    put(mark, .dim)
    if isCurrent && isFocused { screen.cursor = line.origin }
  }

  /// Says that a candidate is as good as the same as another instruction, or near one, and which of those on screen.
  ///
  /// The instruction keeps two thirds of the room.
  private func duplicateMark(of id: InstructionID, room: Int) -> DisplayText {
    guard let detail = state.detail, let other = detail.duplicates[id] else { return "" }
    let (mark, link): (DisplayText, DisplayText) =
      other.likeness == .same ? ("  ~dup", " of ") : ("  ~near", " ")
    let place = state.order.firstIndex(of: other.other)
    let marks = place.map { [mark + link + "\($0 + 1)", mark] } ?? [mark]
    return marks.first { $0.width * 3 <= room } ?? ""
  }

  /// Says that a candidate holds sentences that seem to be meant for the ranker, and whether they seem to work.
  private func suspicionMark(of id: InstructionID, room: Int) -> DisplayText {
    guard let detail = state.detail, detail.signs[id] != nil else { return "" }
    let isMoved = ranking != nil && detail.shifts[id]?.isMoved == true
    let marks: [DisplayText] = isMoved ? ["  !suspect, moved", "  !moved", "  !"] : ["  !suspect", "  !"]
    return marks.first { $0.width * 3 <= room } ?? ""
  }

  /// Whether a candidate is picked: by what is toggled now, else by the decision that counts.
  private func isPicked(_ id: InstructionID) -> Bool {
    if !state.toggled.isEmpty { return state.toggled.contains(id) }
    let decision =
      state.pending[state.place.cluster]?.decision ?? state.detail?.standing.step?.decision
    return (decision?.picks ?? state.openChoice ?? []).contains(id)
  }

  /// Ours first, so that nothing of ours stands to the right of the label; the verdict before what can be cut.
  private func title(showing window: Window, columns: Int) -> DisplayText {
    let number = state.place.cluster
    guard let detail = state.detail else { return "CLUSTER \(number)" }
    let size = detail.order.count
    var title: DisplayText = "CLUSTER \(number)  \(verdict)"
    if detail.standing.isFlagged { title += "  flagged" }
    if detail.standing.hasNote { title += "  with a note" }
    title += "  pick \(state.project.picks) of \(size)"
    if window.visible.count < size, let first = window.visible.first {
      title += "  shown \(first + 1)-\(window.visible.upperBound)"
    }
    guard !state.isRankingHidden else {
      title += "  ranking hidden"
      return title + about(detail, columns: columns - title.width)
    }
    switch detail.outcome {
    case .ranked(let ranking, _):
      if let confidence = ranking.agreement?.confidence {
        title += "  agreement \(untrusted: "\(confidence)")"
      }
      title += "  " + ranker(ranking.origin)
    case .failed(let failure, _): title += "  NO RANKING: \(untrusted: failure.category.rawValue)"
    case .unasked: title += "  not ranked"
    case nil: title += "  \(untrusted: detail.mode.rawValue): choose before you see the ranking"
    }
    return title + about(detail, columns: columns - title.width)
  }

  /// The label, and before it the topic that most candidates belong to, by name where there is room for both.
  private func about(_ detail: ClusterDetail, columns: Int) -> DisplayText {
    let label = "  " + DisplayText(label: detail.cluster.label)
    guard let topic = Topic.tally(of: detail.topics.values).first else { return label }
    let number: DisplayText = "  \(topic.size) of topic \(untrusted: topic.number.description)"
    let named = number + " " + DisplayText(label: topic.label)
    if named.width + label.width <= columns { return named + label }
    return number.width + min(label.width, Self.leastLabel) <= columns ? number + label : label
  }

  /// Who ranked; that it was recorded or is a heuristic comes before a name that can be cut.
  private func ranker(_ origin: RankingOrigin) -> DisplayText {
    switch origin {
    case .model: "by \(untrusted: origin.title)"
    case .recorded(let name): "recorded, by \(untrusted: name)"
    case .length: "by length, a heuristic"
    case .baseline(.scores, _): "by imported \(untrusted: origin.title)"
    case .baseline(let baseline, _): "by \(untrusted: baseline.title), a heuristic"
    }
  }

  /// How the cluster stands, by whom and why.
  private var verdict: DisplayText {
    guard let step = state.detail?.standing.step else {
      if state.openChoice != nil { return "you chose, not decided" }
      return state.detail?.standing.verdict?.pastTense ?? "open"
    }
    var verdict: DisplayText = step.decision.verdict.pastTense + " by \(untrusted: step.entry.curator)"
    if let reason = step.decision.reason { verdict += ": \(untrusted: reason.title)" }
    if !step.decision.remark.isEmpty { verdict += " (\(untrusted: step.decision.remark))" }
    return verdict
  }
}
