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
      canvas.draw(.hints(keyMap), in: rect)
    } else {
      draw(in: rect, on: &canvas.screen)
    }
  }

  private func draw(in rect: Rect, on screen: inout Screen) {
    switch state.layers.last {
    case .searchField(let field): FieldLine(searching: field, in: state).draw(in: rect, on: &screen)
    case .filterField(let field): FieldLine(filtering: field, in: state).draw(in: rect, on: &screen)
    case .orders:
      screen.draw(
        " One letter chooses an order; Esc leaves it as it is.",
        at: rect.origin,
        role: .notice,
        maxColumns: rect.columns
      )
    case .commandLine(let field): FieldLine(commanding: field, in: state).draw(in: rect, on: &screen)
    case .remark(_, _, let field):
      FieldLine(after: "Why, in your own words: ", field, hint: "Enter decides, Esc does not", in: state)
        .draw(in: rect, on: &screen)
    case .confirmation(let verdict, let clusters, let field):
      let question: DisplayText =
        "\(verdict == .accept ? "Accept the pick in" : "Skip") \(clusters.count) open clusters of the list?"
      FieldLine(after: question + " Type \(clusters.count): ", field, hint: "Esc leaves them open", in: state)
        .draw(in: rect, on: &screen)
    case .noteField(_, let field):
      FieldLine(after: "Note: ", field, hint: "Enter saves, Esc leaves", in: state)
        .draw(in: rect, on: &screen)
    case .reasons:
      screen.draw(
        " Why? One letter; Enter gives no reason; Esc does not decide.",
        at: rect.origin,
        role: .notice,
        maxColumns: rect.columns
      )
    case .welcome where state.notice == nil: break
    case .page, .map, .welcome, nil:
      if let notice = state.notice {
        let role: Role = notice.severity == .failure ? .failure : .notice
        screen.draw((" " + notice.text).truncated(to: rect.columns), at: rect.origin, role: role)
      } else {
        Self.drawHints(of: keyMap, in: rect, on: &screen)
      }
    }
  }

  /// The way to the help keeps its place at the end; as many others as fit go before it.
  static func drawHints(of keyMap: KeyMap, in rect: Rect, on screen: inout Screen) {
    let live = keyMap.live(in: .room)
    let help = live.filter { $0.command == .help }
    draw(live.filter { $0.context == .room }, before: help, in: rect, on: &screen)
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
