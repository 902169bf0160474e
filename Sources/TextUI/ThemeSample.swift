/// What a theme looks like on a terminal: a line for every role, in that role.
public struct ThemeSample: Equatable, Sendable {
  /// A role with words such as it has in the room.
  public struct Row: Equatable, Sendable {
    /// The role, in which `text` is to be drawn.
    public let role: Role
    /// A few words, or a sign.
    public let text: DisplayText
    /// From 1 to 21; nil where the terminal's own two colours are used.
    public let contrast: Double?
  }

  /// The theme.
  public let theme: Theme
  /// How many colours the terminal has.
  public let depth: ColorDepth
  /// One for every role.
  public let rows: [Row]

  /// Makes the sample of a theme on a terminal with so many colours.
  public init(of theme: Theme, depth: ColorDepth) {
    self.theme = theme
    self.depth = depth
    rows = Role.allCases.map { role in
      Row(role: role, text: role.sample, contrast: theme.contrast(of: role, depth: depth))
    }
  }

  /// Name, ground and contrast: "dark  on #121212, contrast 5.2 to 17.9".
  public var summary: DisplayText {
    let name: DisplayText = "\(untrusted: theme.name)  "
    let ground = theme.style(for: .text, depth: depth).background
    let contrasts = rows.compactMap(\.contrast)
    guard ground != Style.terminalColor, let least = contrasts.min(), let most = contrasts.max() else {
      return name + "the terminal's own two colours"
    }
    let color: DisplayText =
      ground < 16
      ? "the terminal's colour \(ground)" : "\(untrusted: ColorDepth.color(at: ground).hexadecimal)"
    return name + "on " + color + ", contrast " + Self.text(least) + " to " + Self.text(most)
  }

  /// Draws the summary and below it the roles with their contrast, in two columns where there is room for them.
  public func draw(in rect: Rect, on screen: inout Screen) {
    screen.fill(rect)
    let (top, body) = rect.splitTop(1)
    screen.draw(summary.truncated(to: top.columns), in: top, role: .heading)
    let columns = rect.columns >= 2 * Self.columnWidth ? 2 : 1
    let height = (rows.count + columns - 1) / columns
    for (index, row) in rows.enumerated() {
      let (column, line) = index.quotientAndRemainder(dividingBy: height)
      let place = body.splitLeft(column * Self.columnWidth).rest.splitLeft(Self.columnWidth - 1).left
        .splitTop(line).rest
      let (lead, sample) = place.splitLeft(Self.leadWidth)
      screen.draw(Self.lead(of: row), in: lead, role: .dim)
      screen.draw(row.text.truncated(to: sample.columns), in: sample, role: row.role)
    }
  }

  private static let leadWidth = 18
  private static let columnWidth = 40

  private static func lead(of row: Row) -> DisplayText {
    let name: DisplayText = "\(untrusted: row.role.rawValue)"
    let contrast = row.contrast.map(text) ?? ""
    return name.padded(to: leadWidth - 2 - contrast.width) + contrast
  }

  /// A contrast with one decimal place, rounded down: what is shown is reached.
  private static func text(_ contrast: Double) -> DisplayText {
    let tenths = Int((contrast * 10 + 1e-9).rounded(.down))
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension Role {
  /// Words in which the role stands in the room.
  fileprivate var sample: DisplayText {
    switch self {
    case .text: "Explain how TCP"
    case .dim: "(none)"
    case .heading: "CANDIDATES"
    case .bar: "37/100 decided"
    case .cursor: "> 38 tcp, loss"
    case .cursorIdle: "> 2 [ ] Compare"
    case .border: "────────"
    case .key: "o"
    case .accepted: "a accepted"
    case .overridden: "o overridden"
    case .none: "x none"
    case .skipped: "s skipped"
    case .open: "- open"
    case .pick: "[x] your pick"
    case .rank: "1"
    case .rationale: "Names a mechanism"
    case .substitute: "<U+202E>"
    case .badge: "~dup of 4"
    case .match: "congestion"
    case .removed: "- the pick says"
    case .added: "+ the other says"
    case .notice: "Saved."
    case .failure: "NOT SAVED"
    case .field: "typed here"
    }
  }
}
