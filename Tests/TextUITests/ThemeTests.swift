import Foundation
import TestSupport
import Testing

@testable import TextUI

@Suite struct ThemeTests {
  private static let colors = (0..<16).map { index in
    "base0" + String(index, radix: 16, uppercase: true) + ": \"" + (index == 0 ? "000000" : "ffffff") + "\""
  }
  private static let flat = colors.joined(separator: "\n")

  @Test func `the themes that come with the program load`() {
    #expect(
      Theme.names == [
        "dark", "light", "high-contrast-dark", "high-contrast-light", "red-green-safe",
        "red-green-safe-light",
        "blue-yellow-safe", "terminal", "monochrome",
      ]
    )
    #expect(Theme.all.map(\.name) == Theme.names)
    #expect(Theme.standard == Theme.named("dark"))
    #expect(Theme.named("none") == nil)
  }

  @Test func `every file in Themes comes with the program, and no two are the same`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Themes").path)
    #expect(files.sorted() == Theme.names.map { $0 + ".yaml" }.sorted())
    for (name, file) in Theme.names.map({ ($0, root.appending(path: "Themes/\($0).yaml").path) }) {
      let theme = try Theme.load(file)
      #expect(theme.palette == Theme.named(name)?.palette && theme.roles == Theme.named(name)?.roles)
    }
    #expect(Set(Theme.all.map(\.palette)).count == Theme.all.count)
  }

  @Test func `both forms of scheme files are read`() throws {
    let nested =
      "system: base16\npalette:\n  " + Self.colors.joined(separator: "\n  ").replacing("\"f", with: "\"#f")
    #expect(try Theme(yaml: Self.flat, name: "x") == Theme(yaml: nested, name: "x"))
    let old = "scheme: \"X\"\nauthor: \"A. Author (https://example.org)\"\n" + Self.flat
    #expect(try Theme(yaml: Self.flat, name: "x") == Theme(yaml: old, name: "x"))
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

  private static let mistakes: [(yaml: String, error: ThemeError)] = [
    ("[1, 2]", .malformed(theme: "x", detail: "it is not a table of names and values")),
    ("base00: '000000'", .missingColor(theme: "x", entry: "base01")),
    ("base00: '+12345'", .invalidColor(theme: "x", entry: "base00", value: "+12345")),
    ("base00: #123456", .invalidColor(theme: "x", entry: "base00", value: "")),
    (flat + "\ncolors: 17", .invalidSetting(theme: "x", setting: "colors", value: "17")),
    (flat + "\ncontrast: 3", .invalidSetting(theme: "x", setting: "contrast", value: "3")),
    (flat + "\ncontrast: nan", .invalidSetting(theme: "x", setting: "contrast", value: "nan")),
    (flat + "\nroles:\n  nobody: {bold: true}", .unknownRole(theme: "x", role: "nobody")),
    (flat + "\nroles:\n  text: {bold: 7}", .invalidProperty(theme: "x", role: "text", property: "bold")),
    (
      flat + "\nroles:\n  text: {background: base10}",
      .invalidProperty(theme: "x", role: "text", property: "background")
    ),
  ]

  @Test(arguments: mistakes)
  func `what cannot be read is told with its place`(yaml: String, error: ThemeError) {
    #expect(throws: error) { try Theme(yaml: yaml, name: "x") }
    #expect(!error.summary.isEmpty && !error.suggestion.isEmpty)
  }

  @Test func `contrast and number of colours can be asked for`() throws {
    let theme = try Theme(yaml: Self.flat + "\ncontrast: 7\ncolors: 16", name: "x")
    #expect(theme.leastContrast == 7 && theme.mostColors == .sixteen)
  }

  @Test func `what a base24 scheme has beyond sixteen colours is passed over`() throws {
    let more = (16..<24).map { "base" + hexadecimal(UInt32($0), digits: 2) + ": \"#abcdef\"" }
    let yaml =
      "---\nsystem: base24\nvariant: dark\npalette:\n  " + (more + Self.colors).joined(separator: "\n  ")
    #expect(try Theme(yaml: yaml, name: "x") == Theme(yaml: Self.flat, name: "x"))
  }

  /// Each line stands for twice as much as the one before it, and the last one asks for all of it.
  private static let aliases =
    "a0: &a0 [x, x]\n" + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
    + "? *a39\n: x"

  @Test(arguments: [
    aliases, String(repeating: "[", count: 60_000), String(repeating: "- ", count: 30_000),
    String(repeating: "{a: ", count: 15_000), String(repeating: "#", count: 70_000),
  ])
  func `a file that would take for ever is refused at once`(yaml: String) throws {
    #expect {
      try Theme(yaml: yaml, name: "x")
    } throws: { error in
      if case .malformed(theme: "x", _)? = error as? ThemeError { true } else { false }
    }
  }

  @Test func `no damaged file ends the program`() {
    var generator = SplitMix(state: 3)
    let signs = Array("\n\t :#-[]{}&*!|>'\"%@`?~,\u{0}\u{85}\u{FEFF}x0".unicodeScalars)
    for _ in 0..<500 {
      var text = Array((Self.flat + "\nroles:\n  cursor: { foreground: base00 }").unicodeScalars)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = text.indices.randomElement(using: &generator) ?? 0
        text[place] = signs.randomElement(using: &generator) ?? "x"
      }
      var yaml = ""
      yaml.unicodeScalars.append(contentsOf: text)
      _ = try? Theme(yaml: yaml, name: "x")
    }
  }

  @Test func `a theme is found by its name and else by its path`() throws {
    #expect(try Theme.load("light") == Theme.named("light"))
    #expect(throws: ThemeError.notFound(name: "lihgt")) { try Theme.load("lihgt") }
    #expect(throws: ThemeError.malformed(theme: "/", detail: "it is not a file that can be read")) {
      try Theme.load("/")
    }
    #expect(throws: ThemeError.self) { try Theme.load("/dev/zero") }
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
