/// What the roles look like: a base16 colour scheme, or attributes alone.
///
/// A scheme's colours are wishes: on a terminal with fewer of them the nearest that can be read is taken, so
/// that no scheme makes anything illegible.
public struct Theme: Hashable, Sendable {
  /// The least contrast of letters with what they stand on (WCAG 2.2, level AA).
  static let usualContrast = 4.5

  /// What the theme is called.
  public let name: String
  /// The sixteen colours base00 to base0F; empty for the terminal's own two.
  let palette: [RGB]
  /// Where the scheme says otherwise than `RoleStyle.standard(for:)`.
  let roles: [Role: RoleStyle]
  /// The least contrast that every role is given, from 4.5 to 21.
  public let leastContrast: Double
  /// The most colours that are used; up to sixteen they are those that the terminal's owner chose.
  let mostColors: ColorDepth

  init(
    name: String,
    palette: [RGB],
    roles: [Role: RoleStyle] = [:],
    leastContrast: Double = Self.usualContrast,
    mostColors: ColorDepth = .full
  ) {
    self.name = name
    self.palette = palette
    self.roles = roles
    self.leastContrast = leastContrast
    self.mostColors = mostColors
  }

  /// What a role looks like on a terminal with so many colours.
  ///
  /// A few colours cannot tell several backgrounds apart: then attributes do it, as where there are none.
  public func style(for role: Role, depth: ColorDepth) -> Style {
    let depth = min(depth, mostColors)
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
    let background = depth.background(nearestTo: colors.background, leastContrast: leastContrast)
    let foreground = depth.foreground(
      nearestTo: colors.foreground,
      on: background,
      leastContrast: leastContrast
    )
    return Style(foreground: foreground, background: background, attributes: wish.attributes)
  }

  /// The contrast of a role on a terminal with so many colours, from 1 to 21; the first sixteen are taken to
  /// look as in xterm.
  ///
  /// - Returns: nil where the terminal's own two colours are used.
  public func contrast(of role: Role, depth: ColorDepth) -> Double? {
    let style = style(for: role, depth: depth)
    guard style.foreground != Style.terminalColor, style.background != Style.terminalColor else { return nil }
    return ColorDepth.color(at: style.foreground).contrast(with: ColorDepth.color(at: style.background))
  }

  /// The contrast that the scheme itself gives a role; nil where it has no colours.
  func wishedContrast(of role: Role) -> Double? {
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
