import Foundation
import Testing

@testable import TextUI

@Suite struct ThemeTests {
  private static let colors = (0..<16).map { index in
    "base0" + String(index, radix: 16, uppercase: true) + ": \"" + (index == 0 ? "000000" : "ffffff") + "\""
  }
  private static let flat = colors.joined(separator: "\n")

  @Test func `the themes that come with the program load`() {
    #expect(Theme.all.map(\.name) == ["dark", "light", "monochrome"])
    #expect(Theme.named("dark") == Theme.standard)
    #expect(Theme.named("none") == nil)
  }

  @Test(arguments: Theme.all, Role.allCases)
  func `a scheme's own colours can be read`(theme: Theme, role: Role) {
    #expect(theme.contrast(of: role) ?? 21 >= Theme.leastContrast)
  }

  @Test(arguments: Theme.all, ColorDepth.allCases)
  func `what a terminal is told can be read`(theme: Theme, depth: ColorDepth) {
    for role in Role.allCases {
      let style = theme.style(for: role, depth: depth)
      guard style.foreground != Style.terminalColor || style.background != Style.terminalColor else {
        #expect(depth == .none || theme == .monochrome)
        continue
      }
      let contrast = ColorDepth.color(at: style.foreground)
        .contrast(with: ColorDepth.color(at: style.background))
      #expect(contrast >= Theme.leastContrast, "\(role) has \(contrast)")
    }
  }

  @Test(arguments: Theme.all, ColorDepth.allCases)
  func `where the cursor is, and what is replaced, shows on every terminal`(theme: Theme, depth: ColorDepth) {
    let roles: [Role] = [.text, .cursor, .cursorIdle, .bar, .substitute, .match, .failure]
    #expect(Set(roles.map { theme.style(for: $0, depth: depth) }).count == roles.count)
  }

  @Test func `a scheme without contrast is corrected`() throws {
    let yaml = (0..<16).map { "base" + hexadecimal(UInt32($0), digits: 2) + ": '#444444'" }
    let theme = try Theme(yaml: yaml.joined(separator: "\n"), name: "grey")
    let style = theme.style(for: .text, depth: .full)
    #expect(
      ColorDepth.color(at: style.foreground).contrast(with: ColorDepth.color(at: style.background)) >= 4.5
    )
  }

  @Test func `both forms of scheme files are read`() throws {
    let nested =
      "system: base16\npalette:\n  " + Self.colors.joined(separator: "\n  ").replacing("\"f", with: "\"#f")
    #expect(try Theme(yaml: Self.flat, name: "x") == Theme(yaml: nested, name: "x"))
    let unquoted = Self.flat.replacing("\"", with: "")
    #expect(try Theme(yaml: Self.flat, name: "x") == Theme(yaml: unquoted, name: "x"))
  }

  @Test func `a roles block changes what it names`() throws {
    let yaml = Self.flat + "\nroles:\n  cursor: { foreground: base00, background: base0d, bold: true }"
    let theme = try Theme(yaml: yaml, name: "x")
    let style = theme.style(for: .cursor, depth: .none)
    #expect(style.attributes == [.bold, .reverse])
    #expect(theme.roles == [.cursor: RoleStyle(foreground: 0, background: 13, attributes: .bold)])
  }

  @Test(arguments: [
    ("[1, 2]", ThemeError.malformed(theme: "x", detail: "it is not a table of names and values")),
    ("base00: '000000'", .missingColor(theme: "x", entry: "base01")),
    ("base00: '+12345'", .invalidColor(theme: "x", entry: "base00", value: "+12345")),
    (flat + "\nroles:\n  nobody: {bold: true}", .unknownRole(theme: "x", role: "nobody")),
    (flat + "\nroles:\n  text: {bold: 7}", .invalidProperty(theme: "x", role: "text", property: "bold")),
    (
      flat + "\nroles:\n  text: {background: base10}",
      .invalidProperty(theme: "x", role: "text", property: "background")
    ),
  ])
  func `what cannot be read is told with its place`(yaml: String, expected: ThemeError) {
    #expect(throws: expected) { try Theme(yaml: yaml, name: "x") }
    #expect(!expected.summary.isEmpty && !expected.suggestion.isEmpty)
  }

  @Test(
    arguments: [
      (-1, [:], .none), (2, [:], .none), (8, [:], .eight), (88, [:], .sixteen), (256, [:], .full),
      (256, ["NO_COLOR": "1"], .none), (256, ["NO_COLOR": ""], .full), (1 << 24, [:], .full),
    ] as [(Int, [String: String], ColorDepth)]
  )
  func `colours are used as far as there are any`(
    colors: Int,
    environment: [String: String],
    expected: ColorDepth
  ) {
    #expect(ColorDepth(terminalColors: colors, environment: environment) == expected)
  }
}
