/// What the roles look like: a base16 colour scheme, or attributes alone.
///
/// A scheme's colours are wishes: on a terminal with fewer of them the nearest that can be read is taken, so
/// that no scheme makes anything illegible.
public struct Theme: Hashable, Sendable {
  /// The least contrast of letters with what they stand on (WCAG 2.2, level AA).
  public static let leastContrast = 4.5

  /// What the theme is called.
  public let name: String
  /// The sixteen colours base00 to base0F; empty for the terminal's own two.
  let palette: [RGB]
  /// Where the scheme says otherwise than `RoleStyle.standard(for:)`.
  let roles: [Role: RoleStyle]

  /// What a role looks like on a terminal with so many colours.
  ///
  /// A few colours cannot tell several backgrounds apart: then attributes do it, as where there are none.
  public func style(for role: Role, depth: ColorDepth) -> Style {
    var wish = roleStyle(for: role)
    if depth < .full, wish.background != RoleStyle.ground {
      wish.attributes.formUnion(RoleStyle.plainAttributes(for: role))
      wish.foreground = RoleStyle().foreground
      wish.background = RoleStyle.ground
    }
    guard depth != .none, let colors = colors(of: wish) else {
      let attributes = wish.attributes.union(RoleStyle.plainAttributes(for: role))
      return Style(
        foreground: Style.terminalColor,
        background: Style.terminalColor,
        attributes: attributes
      )
    }
    let background = depth.nearest(to: colors.background)
    let foreground = depth.nearest(to: colors.foreground, on: ColorDepth.color(at: background))
    return Style(foreground: foreground, background: background, attributes: wish.attributes)
  }

  /// The contrast that the scheme itself gives a role; nil where it has no colours.
  func contrast(of role: Role) -> Double? {
    colors(of: roleStyle(for: role)).map { $0.foreground.contrast(with: $0.background) }
  }

  private func roleStyle(for role: Role) -> RoleStyle {
    roles[role] ?? .standard(for: role)
  }

  private func colors(of style: RoleStyle) -> (foreground: RGB, background: RGB)? {
    guard palette.indices.contains(style.foreground), palette.indices.contains(style.background) else {
      return nil
    }
    return (palette[style.foreground], palette[style.background])
  }
}
