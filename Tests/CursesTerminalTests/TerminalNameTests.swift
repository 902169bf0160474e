import Testing

@testable import CursesTerminal

@Suite struct TerminalNameTests {
  @Test(arguments: [
    ("xterm-kitty", ["xterm-kitty", "xterm-256color", "xterm", "vt100"]),
    (
      "screen.foo-bar",
      ["screen.foo-bar", "screen.foo", "screen-256color", "screen", "xterm-256color", "vt100"]
    ),
    ("foo", ["foo", "xterm-256color", "vt100"]), ("", ["xterm-256color", "vt100"]),
    ("vt100", ["vt100", "xterm-256color"]),
  ])
  func `a terminal's family is tried before the common ones`(name: String, expected: [String]) {
    #expect(TerminalName.candidates(for: name) == expected)
  }

  @Test func `what is assumed is told, harmlessly`() {
    #expect(TerminalName.notice(given: "xterm", used: "xterm") == nil)
    #expect(TerminalName.notice(given: "", used: "vt100") == "TERM is not set; using vt100")
    #expect(TerminalName.notice(given: "a\u{1B}", used: "vt100") == "TERM=a^[ is unknown here; using vt100")
  }

  @Test(arguments: [
    TerminalError.notATerminal, .plainTerminal(name: "dumb"), .unknownTerminal(name: "\u{1B}x"),
  ])
  func `an error names the commands that need no screen`(error: TerminalError) {
    #expect(error.suggestion.contains("`handpick decide`") && error.suggestion.contains("`handpick status`"))
    #expect(!error.summary.contains("\u{1B}"))
  }
}
