/// The signs beyond ASCII that our own views draw, each with a stand-in of the same width.
///
/// This is the only place that knows them; a display that can show ASCII alone asks it for every cell.
enum OwnGlyph: String, CaseIterable, Sendable {
  case ellipsis = "…"
  case dot = "·"
  case horizontalRule = "─"
  case verticalRule = "│"
  case topLeft = "┌"
  case topRight = "┐"
  case bottomLeft = "└"
  case bottomRight = "┘"
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
  case cutLeft = "‹"
  case cutRight = "›"
  case leftEighth = "▏"
  case leftQuarter = "▎"
  case leftThreeEighths = "▍"
  case leftHalf = "▌"
  case leftFiveEighths = "▋"
  case leftThreeQuarters = "▊"
  case leftSevenEighths = "▉"
  case lowerEighth = "▁"
  case lowerQuarter = "▂"
  case lowerThreeEighths = "▃"
  case lowerHalf = "▄"
  case lowerFiveEighths = "▅"
  case lowerThreeQuarters = "▆"
  case lowerSevenEighths = "▇"
  case intervalStart = "├"
  case intervalEnd = "┤"
  case disc = "●"
  case dashedRule = "┆"

  /// The stand-in in ASCII.
  var ascii: String {
    switch self {
    case .ellipsis: "~"
    case .dot, .lowerQuarter: "."
    case .horizontalRule, .dash, .longDash, .leftEighth, .leftQuarter, .leftThreeEighths,
      .lowerThreeEighths, .lowerHalf:
      "-"
    case .verticalRule: "|"
    case .lineEnd: "$"
    case .pointer, .right, .cutRight: ">"
    case .leftPointer, .left, .cutLeft: "<"
    case .bullet, .lowerSevenEighths: "*"
    case .check, .topLeft, .topRight, .bottomLeft, .bottomRight: "+"
    case .cross, .times: "x"
    case .up: "^"
    case .down: "v"
    case .full: "#"
    case .shade, .dashedRule: ":"
    case .lowerEighth: "_"
    case .leftHalf, .leftFiveEighths, .leftThreeQuarters, .leftSevenEighths, .lowerFiveEighths,
      .lowerThreeQuarters:
      "="
    case .intervalStart: "["
    case .intervalEnd: "]"
    case .disc: "o"
    }
  }

  var cell: CellText { CellText(rawValue.utf8, width: 1) }

  /// The sign as a text, as often as asked for.
  func text(repeated count: Int = 1) -> DisplayText {
    var text = DisplayText(bytes: [], substitutes: [])
    for _ in 0..<max(0, count) { text.bytes.append(contentsOf: rawValue.utf8) }
    return text
  }
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
