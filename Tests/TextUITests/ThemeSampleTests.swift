import TestSupport
import Testing

@testable import TextUI

@Suite struct ThemeSampleTests {
  @Test(arguments: Theme.names)
  func `every role is there, in its own style and with its contrast`(name: String) throws {
    let sample = ThemeSample(of: try #require(Theme.named(name)), depth: .full)
    #expect(sample.rows.map(\.role) == Role.allCases)
    #expect(sample.rows.allSatisfy { !$0.text.isEmpty })
    #expect(sample.rows.allSatisfy { ($0.contrast == nil) == (name == "monochrome") })
  }

  @Test func `the states differ in their words, not by colour alone`() throws {
    let sample = ThemeSample(of: .standard, depth: .none)
    let states: Set<Role> = [.accepted, .overridden, .none, .skipped, .open, .failure, .pick]
    let texts = sample.rows.filter { states.contains($0.role) }.map(\.text)
    #expect(Set(texts).count == states.count)
  }

  @Test(arguments: [("usual", 24, 80), ("narrow", 24, 40), ("tiny", 4, 20)])
  func `the sample fits where there is room`(name: String, rows: Int, columns: Int) throws {
    var screen = Screen(size: Size(rows: rows, columns: columns))
    ThemeSample(of: .standard, depth: .full).draw(in: screen.bounds, on: &screen)
    try expectScreen(screen, matches: "theme-sample-\(name)")
  }

  @Test(arguments: [0, 1, 17, 30], 0...5)
  func `it draws at any size`(columns: Int, rows: Int) {
    var screen = Screen(size: Size(rows: 6, columns: 32))
    ThemeSample(of: .standard, depth: .full)
      .draw(in: Rect(row: 0, column: 0, rows: rows, columns: columns), on: &screen)
    for row in 0..<6 {
      #expect(screen.text(ofRow: row).dropFirst(row < rows ? columns : 0).allSatisfy { $0 == " " })
    }
  }

  @Test func `the summary says ground and contrast`() throws {
    func summary(_ name: String, _ depth: ColorDepth) throws -> String {
      var screen = Screen(size: Size(rows: 1, columns: 90))
      screen.draw(ThemeSample(of: try #require(Theme.named(name)), depth: depth).summary, in: screen.bounds)
      return String(screen.text(ofRow: 0).trimmingSuffix { $0 == " " })
    }
    #expect(
      try summary("high-contrast-dark", .full) == "high-contrast-dark  on #000000, contrast 10.6 to 21.0"
    )
    #expect(
      try summary("terminal", .full) == "terminal  on the terminal's colour 0, contrast 5.2 to 21.0"
    )
    #expect(try summary("dark", .none) == "dark  the terminal's own two colours")
  }

  @Test func `plain lines have nothing but letters`() {
    let lines = ThemeSample(of: .standard, depth: .full).lines(columns: 80, isStyled: false)
    #expect(lines.count == 13)
    #expect(lines.joined().unicodeScalars.allSatisfy { $0.value >= 0x20 })
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
    #expect(lines.contains { $0.contains("a accepted") })
  }

  @Test(arguments: Theme.all, ColorDepth.allCases)
  func `styled lines say the same and leave the terminal as it was`(theme: Theme, depth: ColorDepth) {
    let sample = ThemeSample(of: theme, depth: depth)
    let styled = sample.lines(columns: 80, isStyled: true)
    #expect(styled.allSatisfy { $0.hasSuffix("\u{1B}[0m") })
    let bare = styled.map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "").trimmingSuffix { $0 == " " } }
    #expect(bare.map(String.init) == sample.lines(columns: 80, isStyled: false))
  }

  @Test(arguments: [
    ("terminal", ColorDepth.full, "\u{1B}[0;92;40ma accepted"),
    ("terminal", .eight, "\u{1B}[0;32;40ma accepted"),
    ("high-contrast-dark", .full, ";48;5;16ma accepted"),
    ("monochrome", .full, "\u{1B}[0;7m37/100 decided"),
    ("monochrome", .full, "\u{1B}[0;1mCANDIDATES"),
  ])
  func `styles are written as every terminal reads them`(
    name: String,
    depth: ColorDepth,
    expected: String
  ) throws {
    let sample = ThemeSample(of: try #require(Theme.named(name)), depth: depth)
    #expect(sample.lines(columns: 40, isStyled: true).contains { $0.contains(expected) })
  }

  @Test func `in ASCII nothing else is printed`() {
    Repertoire.$current.withValue(.ascii) {
      let lines = ThemeSample(of: .standard, depth: .full).lines(columns: 80, isStyled: false)
      #expect(lines.joined().utf8.allSatisfy { $0 < 0x80 })
    }
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> SubSequence {
    var rest = self[...]
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return rest
  }
}
