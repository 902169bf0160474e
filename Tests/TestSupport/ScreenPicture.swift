public import TextUI

/// A screen as text that can be read and compared: its rows, a letter per cell for its role, the legend.
public struct ScreenPicture: CustomStringConvertible, Equatable {
  /// The lines of the picture.
  public let lines: [String]

  /// Takes a picture.
  public init(_ screen: Screen) {
    let rows = 0..<screen.size.rows
    let cursor = screen.cursor.map { "cursor at row \($0.row), column \($0.column)" } ?? "no cursor"
    let present = Set(screen.cells.map(\.role))
    lines =
      ["\(screen.size.rows) rows, \(screen.size.columns) columns, \(cursor)", ""]
      + rows.map { screen.text(ofRow: $0) + "|" }
      + [""]
      + rows.map { row in String(screen.row(row).map { Self.letter(for: $0.role) }) + "|" }
      + [""]
      + Role.allCases.filter(present.contains).map { "\(Self.letter(for: $0)) \($0.rawValue)" }
  }

  /// The picture as the contents of a file.
  public var description: String { lines.joined(separator: "\n") + "\n" }

  private static func letter(for role: Role) -> Character {
    switch role {
    case .text: "."
    case .dim: "d"
    case .heading: "H"
    case .bar: "B"
    case .cursor: "C"
    case .cursorIdle: "c"
    case .border: "-"
    case .key: "k"
    case .accepted: "a"
    case .overridden: "o"
    case .none: "x"
    case .skipped: "s"
    case .open: "u"
    case .pick: "p"
    case .rank: "r"
    case .rationale: "t"
    case .substitute: "!"
    case .badge: "b"
    case .match: "m"
    case .removed: "<"
    case .added: ">"
    case .notice: "N"
    case .failure: "F"
    case .field: "_"
    }
  }
}
