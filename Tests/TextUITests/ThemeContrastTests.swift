import TestSupport
import Testing

@testable import TextUI

@Suite struct ThemeContrastTests {
  @Test(arguments: Theme.all, Role.allCases)
  func `a scheme's own colours can be read`(theme: Theme, role: Role) {
    #expect(theme.wishedContrast(of: role) ?? 0 >= theme.leastContrast)
  }

  @Test(arguments: Theme.all, ColorDepth.allCases)
  func `what a terminal is told can be read`(theme: Theme, depth: ColorDepth) {
    for role in Role.allCases {
      guard let contrast = theme.contrast(of: role, depth: depth) else {
        #expect(depth == .none || theme.name == "monochrome")
        continue
      }
      #expect(contrast >= theme.leastContrast, "\(role) has \(contrast)")
    }
  }

  @Test(arguments: Theme.all)
  func `high contrast is 7 and usual contrast 4.5`(theme: Theme) {
    #expect(theme.leastContrast == (theme.name.hasPrefix("high-contrast") ? 7 : 4.5))
  }

  @Test(arguments: Theme.all, ColorDepth.allCases)
  func `where the cursor is, and what is replaced, shows on every terminal`(theme: Theme, depth: ColorDepth) {
    let roles: [Role] = [.text, .cursor, .cursorIdle, .bar, .substitute, .match, .failure]
    #expect(Set(roles.map { theme.style(for: $0, depth: depth) }).count == roles.count)
  }

  @Test func `a scheme without contrast is corrected`() throws {
    let yaml = (0..<16).map { "base" + hexadecimal(UInt32($0), digits: 2) + ": '#444444'" }
    let theme = try Theme(yaml: yaml.joined(separator: "\n"), name: "grey")
    for role in Role.allCases { #expect(theme.contrast(of: role, depth: .full) ?? 0 >= 4.5) }
  }

  @Test(arguments: [4.5, 7, 15], [ColorDepth.eight, .sixteen, .full])
  func `no scheme at all makes anything illegible`(leastContrast: Double, depth: ColorDepth) throws {
    var generator = SplitMix(state: 7)
    for _ in 0..<8 {
      let palette = (0..<16).map { _ in
        RGB(
          red: .random(in: 0...255, using: &generator),
          green: .random(in: 0...255, using: &generator),
          blue: .random(in: 0...255, using: &generator)
        )
      }
      let theme = Theme(name: "random", palette: palette, leastContrast: leastContrast)
      for role in Role.allCases {
        let contrast = try #require(theme.contrast(of: role, depth: depth))
        #expect(contrast >= leastContrast, "\(role) has \(contrast) in \(palette)")
      }
    }
  }

  @Test func `the terminal's own colours are those of the first sixteen, also where there are more`() throws {
    let theme = try #require(Theme.named("terminal"))
    for role in Role.allCases {
      let style = theme.style(for: role, depth: .full)
      #expect((0..<16).contains(style.foreground) && style.background == 0)
    }
    #expect(theme.style(for: .accepted, depth: .full).foreground == 10)
  }

  @Test func `the monochrome theme has no colours`() throws {
    let theme = try #require(Theme.named("monochrome"))
    let styles = Role.allCases.map { theme.style(for: $0, depth: .full) }
    #expect(
      styles.allSatisfy { $0.foreground == Style.terminalColor && $0.background == Style.terminalColor }
    )
  }
}
