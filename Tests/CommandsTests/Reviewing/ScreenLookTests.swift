import TestSupport
import Testing

/// How the tests compare screens with their colours.
@Suite struct ScreenLookTests {
  @Test(arguments: [
    // Bold shows on no blank, nor does a colour of letters.
    ("\u{1B}[1ma b", "\u{1B}[1ma\u{1B}[0m\u{1B}[39m \u{1B}[1mb"), ("a\u{1B}[31m  ", "a"),
    // Rows may hand their colours on, or end them.
    ("\u{1B}[31ma\nb\u{1B}[0m", "\u{1B}[31ma\u{1B}[0m\n\u{1B}[31mb"),
  ])
  func `what looks the same is the same`(one: String, other: String) {
    #expect(ScreenLook.canonical(one) == ScreenLook.canonical(other))
  }

  @Test(arguments: [
    ("a b", "\u{1B}[1ma b"), ("a b", "a\u{1B}[4m \u{1B}[0mb"), ("a b", "a\u{1B}[44m \u{1B}[0mb"),
    ("a", "a\u{1B}[7m "), ("\u{1B}[31;7m a", "\u{1B}[32;7m \u{1B}[31ma"),
    ("\u{1B}[38;5;9ma", "\u{1B}[38;5;8ma"), ("a\nb", "\u{1B}[2ma\u{1B}[22m\nb"), ("a ", " a"),
  ])
  func `what looks different is not`(one: String, other: String) {
    #expect(ScreenLook.canonical(one) != ScreenLook.canonical(other))
  }
}
