/// The signs beyond ASCII that our own views draw, each with a stand-in of the same width.
///
/// This is the only place that knows them; a display that can show ASCII alone asks it for every cell.
enum OwnGlyph: String, CaseIterable, Sendable {
  case ellipsis = "…"
  case dot = "·"
  case horizontalRule = "─"
  case verticalRule = "│"
  case lineEnd = "↵"
  case pointer = "▸"
  case leftPointer = "◂"
  case bullet = "•"
  case check = "✓"
  case cross = "✗"
  case times = "×"
  case dash = "–"
  case longDash = "—"
  case up = "↑"
  case down = "↓"
  case left = "←"
  case right = "→"
  case full = "█"
  case shade = "░"

  /// The stand-in in ASCII.
  var ascii: String {
    switch self {
    case .ellipsis: "~"
    case .dot: "."
    case .horizontalRule, .dash, .longDash: "-"
    case .verticalRule: "|"
    case .lineEnd: "$"
    case .pointer, .right: ">"
    case .leftPointer, .left: "<"
    case .bullet: "*"
    case .check: "+"
    case .cross, .times: "x"
    case .up: "^"
    case .down: "v"
    case .full: "#"
    case .shade: ":"
    }
  }

  var cell: CellText { CellText(text: rawValue, width: 1) }
}

extension CellText {
  /// What a terminal without Unicode shows instead: a stand-in for our own signs, `?` for what else there is.
  ///
  /// Text from outside has nothing beyond ASCII when `Repertoire.current` was `.ascii` as it was made.
  public var asciiText: String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return OwnGlyph(rawValue: text)?.ascii ?? String(repeating: "?", count: width)
  }
}
