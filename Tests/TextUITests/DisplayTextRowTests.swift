import Testing
import TextUI

/// The renderings that outside text must have on one line.
@Suite struct DisplayTextRowTests {
  static let controls: [(String, String)] = [
    ("A\u{1B}[31mB", "A^[[31mB"),
    ("\u{1B}]52;c;UE9D\u{7}", "^[]52;c;UE9D^G"),
    ("\u{1B}]52;c;?\u{1B}\\", "^[]52;c;?^[\\"),
    ("\u{1B}]8;;http://x\u{1B}\\T\u{1B}]8;;\u{1B}\\", "^[]8;;http://x^[\\T^[]8;;^[\\"),
    ("\u{1B}]8;;x" + String(repeating: "a", count: 200), "^[]8;;x" + String(repeating: "a", count: 200)),
    ("\u{1B}]0;t\u{7}", "^[]0;t^G"),
    ("\u{1B}[21t\u{1B}[6n\u{1B}[c\u{1B}Z", "^[[21t^[[6n^[[c^[Z"),
    ("\u{1B}P$qm\u{1B}\\", "^[P$qm^[\\"),
    ("\u{1B}Pq#0!99999999@\u{1B}\\", "^[Pq#0!99999999@^[\\"),
    ("\u{1B}[2J\u{1B}[1;1HSaved (y)", "^[[2J^[[1;1HSaved (y)"),
    ("\u{1B}c\u{1B}#8\u{1B}(0", "^[c^[#8^[(0"),
    ("\u{1B}[?1049l\u{1B}[?2004h\u{1B}[?1003h", "^[[?1049l^[[?2004h^[[?1003h"),
    ("\u{1B}[8mhidden", "^[[8mhidden"),
    ("\u{1B}[2000000000b", "^[[2000000000b"),
    ("\u{1B}Ptmux;\u{1B}\u{1B}]52;c;QQ==\u{7}\u{1B}\\", "^[Ptmux;^[^[]52;c;QQ==^G^[\\"),
    ("\u{1B}_Ga=T;AAAA\u{1B}\\\u{1B}^x\u{1B}\\\u{1B}Xx\u{1B}\\", "^[_Ga=T;AAAA^[\\^[^x^[\\^[Xx^[\\"),
    ("\u{9B}31m", "<U+009B>31m"),
    ("\u{9D}0;t\u{9C}", "<U+009D>0;t<U+009C>"),
    ("\u{90}\u{98}\u{9E}\u{9F}\u{85}", "<U+0090><U+0098><U+009E><U+009F><U+0085>"),
    ("\u{7}", "^G"),
    ("AB\u{8}\u{8}C", "AB^H^HC"),
    ("real\rfake", "real^Mfake"),
    ("one\r\ntwo", "one↵two"),
    ("\n", "↵"),
    (String(repeating: "\n", count: 500), String(repeating: "↵", count: 500)),
    ("\u{B}\u{C}\u{E}\u{F}", "^K^L^N^O"),
    ("a\0b", "a^@b"),
    ("\u{7F}", "^?"),
  ]

  static let scalars: [(String, String)] = [
    ("\u{FEFF}", "<U+FEFF>"),
    ("a\u{202E}gpj.exe\u{202C}", "a<U+202E>gpj.exe<U+202C>"),
    ("\u{2066}\u{2067}\u{2068}\u{2069}", "<U+2066><U+2067><U+2068><U+2069>"),
    ("\u{61C}\u{200E}\u{200F}", "<U+061C><U+200E><U+200F>"),
    ("pick\u{200B}me", "pick<U+200B>me"),
    ("\u{2060}\u{180E}\u{AD}\u{34F}", "<U+2060><U+180E><U+00AD><U+034F>"),
    ("\u{3164}\u{3164}", "<U+3164><U+3164>"),
    ("\u{115F}", "<U+115F>"),
    ("\u{E0041}\u{E0042}", "<U+E0041><U+E0042>"),
    ("a\u{FE0F}", "a<U+FE0F>"),
    ("a\u{E0100}", "a<U+E0100>"),
    ("A" + String(repeating: "\u{301}", count: 200), "A\u{301}\u{301}\u{301}\u{301}<+196>"),
    ("\u{301}x", "◌\u{301}x"),
    ("\u{1B}\u{301}", "^[◌\u{301}"),
    ("\u{2028}\u{2029}", "<U+2028><U+2029>"),
    ("\u{E000}\u{F8FF}", "<U+E000><U+F8FF>"),
    ("\u{378}\u{E0FFF}", "<U+0378><U+E0FFF>"),
    ("^[ and <U+202E>", "^[ and <U+202E>"),
    ("%s %n %1$s", "%s %n %1$s"),
    ("", ""),
  ]

  static let emoji: [(String, String)] = [
    ("👨‍👩‍👧‍👦|", "👨|"),
    ("🏳️‍🌈|", "🏳|"),
    ("1️⃣|", "1\u{20E3}|"),
    ("👍🏽|", "👍|"),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿|", "🏴|"),
    ("🏴\u{E0067}\u{E0062}|", "🏴<U+E0067><U+E0062>|"),
    ("🇫🇷|", "🇫🇷|"),
    ("🇫|", "<U+1F1EB>|"),
    ("🇫🇷🇩|", "🇫🇷<U+1F1E9>|"),
    ("👨\u{200D}a", "👨<U+200D>a"),
    ("👨\u{200D}👨\u{200D}👨\u{200D}👨\u{200D}👨", "👨<U+200D>👨"),
    ("❤️", "❤"),
    ("❤\u{FE0E}", "❤<U+FE0E>"),
  ]

  @Test(arguments: controls + scalars + emoji)
  func `outside text shows what is in it`(input: String, expected: String) {
    let text = DisplayText(untrusted: input, as: .row)
    #expect(text.plainText.unicodeScalars.elementsEqual(expected.unicodeScalars), "\(text.plainText)")
  }

  @Test(
    arguments: [
      ([0x9B], "<9B>"), ([0xFF], "<FF>"), ([0xC0, 0x80], "<C0><80>"), ([0xC0, 0x9B], "<C0><9B>"),
      ([0xED, 0xA0, 0x80], "<ED><A0><80>"), ([0xF4, 0x90, 0x80, 0x80], "<F4><90><80><80>"),
      ([0xE2, 0x82, 0x42], "<E2><82>B"), ([0xE2, 0x82, 0xAC], "€"), ([0xE2, 0x82], "<E2><82>"),
    ] as [([UInt8], String)]
  )
  func `bytes that are not UTF-8 show one mark each`(input: [UInt8], expected: String) {
    #expect(DisplayText(untrusted: input, as: .row).plainText == expected)
  }

  @Test func `a typed caret and a replaced escape differ`() {
    #expect(DisplayText(untrusted: "^[", as: .row) != DisplayText(untrusted: "\u{1B}", as: .row))
    var screen = Screen(size: Size(rows: 1, columns: 4))
    screen.draw(DisplayText(untrusted: "^[\u{1B}", as: .row), at: Point(row: 0, column: 0))
    #expect(screen.cells.map(\.role) == [.text, .text, .substitute, .substitute])
  }

  @Test func `a row is cut after 4096 scalars and tells how many are left`() {
    let spaces = String(repeating: " ", count: 4096)
    #expect(DisplayText(untrusted: spaces + "x", as: .row).plainText == spaces + "…<+1>")
    #expect(DisplayText(untrusted: spaces, as: .row).plainText == spaces)
    let marks = DisplayText(untrusted: "a" + String(repeating: "\u{301}", count: 5000), as: .row)
    #expect(marks.plainText.hasSuffix("<+4091>…<+905>"))
  }

  @Test func `substitutions are counted, line ends are not`() {
    #expect(DisplayText(untrusted: "a\u{1B}b\u{200B}\u{200B}\nc", as: .row).substitutions == 3)
    #expect(
      DisplayText(untrusted: "A" + String(repeating: "\u{301}", count: 200), as: .row).substitutions == 196
    )
    #expect(DisplayText(untrusted: "plain\ntext", as: .row).substitutions == 0)
  }

  @Test func `an override left open does not reach the next field`() {
    let line: DisplayText = "\(untrusted: "\u{202E}abc") saved"
    #expect(line.plainText == "<U+202E>abc saved")
  }

  @Test func `where only ASCII shows, everything else is written out`() {
    Repertoire.$current.withValue(.ascii) {
      let text = DisplayText(untrusted: "é\ne\u{301}\u{200B}漢", as: .row)
      #expect(text.plainText == "<U+00E9>\\ne<U+0301><U+200B><U+6F22>")
      #expect(text.substitutions == 1)
    }
  }
}
