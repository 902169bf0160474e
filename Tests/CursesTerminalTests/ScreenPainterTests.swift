import CCurses
import ScreenThread
import Testing

@testable import CursesTerminal
@testable import TextUI

/// ncurses holds one terminal per process: nothing else may open one meanwhile.
@ScreenActor @Suite(.serialized) struct ScreenPainterTests {
  private func read(row: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = cc_read_row(Int32(row), &buffer, Int32(buffer.count))
    return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  @Test func `what is presented can be read back from ncurses`() throws {
    let terminal = try CursesTerminal(headless: Size(rows: 4, columns: 20))
    defer { terminal.stop() }
    #expect(terminal.size == Size(rows: 4, columns: 20))
    var screen = Screen(size: terminal.size)
    screen.draw("漢字 e\u{301} 👨‍👩‍👧‍👦🇫🇷|", at: Point(row: 0, column: 0))
    screen.draw("the bottom right corner", at: Point(row: 3, column: 0))
    terminal.present(screen)
    #expect(read(row: 0) == "漢字 e\u{301} 👨🇫🇷|" + String(repeating: " ", count: 8))
    #expect(read(row: 3) == "the bottom right cor")
    screen.draw("字", at: Point(row: 0, column: 1))
    terminal.present(screen)
    #expect(read(row: 0).hasPrefix(" 字"))
    #expect(terminal.painter.disagreements == 0)
  }

  @Test func `roles look as the theme says`() throws {
    for depth in [ColorDepth.none, .full] {
      let terminal = try CursesTerminal(headless: Size(rows: 1, columns: 4), depth: depth)
      defer { terminal.stop() }
      var screen = Screen(size: terminal.size)
      screen.draw("ab", at: Point(row: 0, column: 0), role: .cursor)
      terminal.present(screen)
      var cursorPair: Int32 = -1
      var textPair: Int32 = -1
      let attributes = cc_read_attributes(0, 0, &cursorPair)
      _ = cc_read_attributes(0, 3, &textPair)
      #expect(attributes == (depth == .none ? cc_bold | cc_reverse : 0))
      #expect((cursorPair == textPair) == (depth == .none))
    }
  }

  @Test func `the C library measures every visible scalar as we do`() throws {
    let terminal = try CursesTerminal(headless: Size(rows: 1, columns: 200))
    defer { terminal.stop() }
    for first in stride(from: UInt32(0xA0), to: ScalarClassTable.limit, by: 64) {
      let scalars = (first..<first + 64).compactMap(UnicodeScalar.init).filter {
        ScalarClass($0.value).width > 0
      }
      guard !scalars.isEmpty else { continue }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      var screen = Screen(size: terminal.size)
      screen.draw(DisplayText(untrusted: String(text), as: .body), at: Point(row: 0, column: 0))
      terminal.present(screen)
    }
    #expect(terminal.painter.disagreements == 0)
  }

  @Test func `where only ASCII shows, our own signs have stand-ins`() throws {
    let terminal = try CursesTerminal(headless: Size(rows: 2, columns: 12), repertoire: .ascii)
    defer { terminal.stop() }
    Repertoire.$current.withValue(terminal.repertoire) {
      var screen = Screen(size: terminal.size)
      screen.drawHorizontalRule(in: screen.bounds)
      let text: DisplayText = "▸ \(untrusted: "é")…"
      screen.draw(text, at: Point(row: 1, column: 0))
      terminal.present(screen)
    }
    #expect(read(row: 0) == "------------")
    #expect(read(row: 1) == "> <U+00E9>~ ")
  }

  @Test func `screens of any size can be presented`() throws {
    let terminal = try CursesTerminal(headless: Size(rows: 3, columns: 5))
    defer { terminal.stop() }
    for (rows, columns) in [(0, 0), (1, 1), (3, 5), (50, 200)] {
      var screen = Screen(size: Size(rows: rows, columns: columns))
      screen.draw("漢字漢字漢字", at: Point(row: 0, column: 0))
      screen.cursor = Point(row: 40, column: 150)
      terminal.present(screen)
    }
    #expect(read(row: 0).hasPrefix("漢字"))
  }
}
