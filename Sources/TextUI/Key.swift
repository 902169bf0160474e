/// A key, or keys held together, as a terminal can tell them.
public enum Key: Hashable, Sendable {
  /// A key that writes something; capital letters come as such.
  case character(Character)
  /// A letter with Control, in lower case.
  case control(Character)
  /// A key with Alt.
  case alt(Character)
  /// The arrows.
  case up, down, left, right
  /// The other keys that move.
  case pageUp, pageDown, home, end
  /// The keys that do something; `backTab` is Shift with Tab.
  case enter, tab, backTab, backspace, delete, escape
  /// F1 and so on.
  case function(Int)

  /// The name of the key in hints and help: "Ctrl-R", "Enter", "↑" (in ASCII "Up").
  public var title: String {
    let isASCII = Repertoire.current == .ascii
    return switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .alt(let character): "Alt-\(character)"
    case .up: isASCII ? "Up" : "↑"
    case .down: isASCII ? "Down" : "↓"
    case .left: isASCII ? "Left" : "←"
    case .right: isASCII ? "Right" : "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .escape: "Esc"
    case .function(let number): "F\(number)"
    }
  }
}
