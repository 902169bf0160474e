import Curation
import TextUI

/// The room's last line: the keys that matter here, a message, or a text field.
struct FooterLine {
  private let state: State
  private let keyMap: KeyMap

  init(_ state: State, keyMap: KeyMap) {
    self.state = state
    self.keyMap = keyMap
  }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    if state.layers.isEmpty, state.notice == nil {
      canvas.draw(.hints(keyMap, state.decidingStage), in: rect)
    } else if draw(in: rect, on: &canvas.screen) > 1 {
      canvas.forgetLines()
    }
  }

  /// Draws a message or a text field, and returns how many rows it took.
  private func draw(in rect: Rect, on screen: inout Screen) -> Int {
    switch state.layers.last {
    case .searchField(let field): return FieldLine(searching: field, in: state).draw(in: rect, on: &screen)
    case .filterField(let field): return FieldLine(filtering: field, in: state).draw(in: rect, on: &screen)
    case .orders:
      return Message("One letter chooses an order; Esc leaves it as it is.").draw(over: rect, on: &screen)
    case .commandLine(let field): return FieldLine(commanding: field, in: state).draw(in: rect, on: &screen)
    case .remark(_, _, let field):
      return FieldLine(
        after: "Why, in your own words: ",
        field,
        hint: "Enter decides, Esc does not",
        in: state
      )
      .draw(in: rect, on: &screen)
    case .confirmation(let verdict, let clusters, let field):
      let question: DisplayText =
        "\(verdict == .accept ? "Accept the pick in" : "Skip") \(clusters.count) open clusters of the list?"
      return FieldLine(
        after: question + " Type \(clusters.count): ",
        field,
        hint: "Esc leaves them open",
        in: state
      )
      .draw(in: rect, on: &screen)
    case .noteField(_, let field):
      return FieldLine(after: "Note: ", field, hint: "Enter saves, Esc leaves", in: state)
        .draw(in: rect, on: &screen)
    case .reasons(let draft):
      if let notice = state.notice { return Message(notice).draw(over: rect, on: &screen) }
      let escape: DisplayText = draft.isChange ? "Esc leaves it as it is" : "Esc does not decide"
      return Message("Why? One letter; Enter gives no reason; \(escape).").draw(over: rect, on: &screen)
    case .welcome where state.notice == nil: return 1
    case .page, .map, .welcome, nil:
      if let notice = state.notice { return Message(notice).draw(over: rect, on: &screen) }
      Self.drawHints(of: keyMap, at: state.decidingStage, in: rect, on: &screen)
      return 1
    }
  }

  /// The ways to the help and out keep their places at the end; as many others as fit go before them.
  static func drawHints(
    of keyMap: KeyMap,
    at stage: DecidingStage,
    in rect: Rect,
    on screen: inout Screen
  ) {
    let live = keyMap.live(in: .room)
    let end = live.filter { $0.context == .everywhere && [.help, .back].contains($0.command) }
    let own = live.filter { $0.context == .room }.compactMap { stage.naming($0) }
    draw(own, before: end, in: rect, on: &screen)
  }

  /// Draws as many of the first bindings as leave room for the last ones.
  static func draw(_ first: [Binding], before last: [Binding] = [], in rect: Rect, on screen: inout Screen) {
    let end = last.map(Hint.init)
    var hints: [Hint] = []
    var width = end.reduce(1) { $0 + $1.width }
    for binding in first where !binding.keys.isEmpty {
      let hint = Hint(binding)
      width += hint.width
      guard width - Hint.gap <= rect.columns else { break }
      hints.append(hint)
    }
    var column = rect.column + 1
    for hint in hints + end {
      let start = Point(row: rect.row, column: column)
      screen.draw(hint.key, at: start, role: .key, maxColumns: rect.endColumn - column)
      let name = Point(row: rect.row, column: column + hint.key.width)
      screen.draw(hint.name, at: name, role: .dim, maxColumns: rect.endColumn - name.column)
      column += hint.width
    }
  }

  /// A key and what it is for.
  private struct Hint {
    /// Blank columns between two hints.
    static let gap = 2

    let key: DisplayText
    let name: DisplayText
    let width: Int

    init(_ binding: Binding) {
      key = "\(untrusted: binding.keyTitle)"
      name = " \(untrusted: binding.hint)"
      width = key.width + name.width + Self.gap
    }
  }
}
