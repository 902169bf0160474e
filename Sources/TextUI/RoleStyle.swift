/// What a theme says about a role, in the terms of its palette.
struct RoleStyle: Hashable, Sendable {
  /// The palette entry that the whole screen stands on.
  static let ground = 0

  /// The palette entry of the letters, 0 to 15.
  var foreground = 5
  /// The palette entry behind them, 0 to 15.
  var background = Self.ground
  var attributes: Style.Attributes = []

  /// What a role looks like where the scheme does not say, by the meanings that base16 gives its entries.
  static func standard(for role: Role) -> RoleStyle {
    switch role {
    case .text, .open, .rationale: RoleStyle()
    case .dim, .border, .skipped: RoleStyle(foreground: 4)
    case .heading: RoleStyle(foreground: 13, attributes: .bold)
    case .bar: RoleStyle(foreground: 6, background: 2)
    case .cursor: RoleStyle(foreground: 0, background: 13)
    case .cursorIdle: RoleStyle(foreground: 7, background: 2)
    case .key: RoleStyle(foreground: 10)
    case .accepted: RoleStyle(foreground: 11)
    case .overridden: RoleStyle(foreground: 9)
    case .none: RoleStyle(foreground: 8)
    case .pick: RoleStyle(foreground: 7, attributes: .bold)
    case .rank: RoleStyle(foreground: 12)
    case .substitute: RoleStyle(foreground: 0, background: 14)
    case .badge: RoleStyle(foreground: 15)
    case .match: RoleStyle(foreground: 0, background: 10)
    case .removed: RoleStyle(foreground: 9, attributes: .underline)
    case .added: RoleStyle(foreground: 12, attributes: .underline)
    case .notice: RoleStyle(foreground: 12, attributes: .bold)
    case .failure: RoleStyle(foreground: 0, background: 8, attributes: .bold)
    case .field: RoleStyle(foreground: 5, background: 1, attributes: .underline)
    }
  }

  /// What tells a role apart where there are no colours.
  static func plainAttributes(for role: Role) -> Style.Attributes {
    switch role {
    case .text, .dim, .border, .accepted, .overridden, .none, .skipped, .open, .rank, .rationale: []
    case .heading, .key, .pick, .notice: .bold
    case .bar: .reverse
    case .cursor: [.reverse, .bold]
    case .cursorIdle, .field, .badge, .removed, .added: .underline
    case .substitute: [.bold, .underline]
    case .match: [.reverse, .underline]
    case .failure: [.reverse, .bold, .underline]
    }
  }
}
