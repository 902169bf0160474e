import Testing
import TextUI

@Suite struct LineEditorTests {
  private func typing(_ keys: [Key], into text: String = "") -> LineEditor {
    var editor = LineEditor(text: text)
    for key in keys { _ = editor.handle(key) }
    return editor
  }

  @Test func `every printable character inserts itself`() {
    let printable = (0x20..<0x7F).map { Character(UnicodeScalar(UInt8($0))) }
    #expect(typing(printable.map(Key.character)).text == String(printable))
  }

  @Test(
    arguments: [
      ([.left, .backspace], "ac"), ([.home, .delete], "bc"), ([.home, .right, .character("x")], "axbc"),
      ([.control("u")], ""), ([.home, .control("k")], ""), ([.left, .left, .control("u")], "bc"),
      ([.home, .backspace], "abc"), ([.delete], "abc"),
      ([.home, .left, .end, .right, .character("d")], "abcd"),
    ] as [([Key], String)]
  )
  func `keys edit`(keys: [Key], expected: String) {
    #expect(typing(keys, into: "abc").text == expected)
  }

  @Test func `a word goes at once`() {
    #expect(typing([.control("w")], into: "one two  ").text == "one ")
  }

  @Test(arguments: [Key.enter, .escape, .up, .tab, .function(1), .control("r"), .alt("x")])
  func `other keys are for others`(key: Key) {
    var editor = LineEditor(text: "abc")
    let isTaken = editor.handle(key)
    #expect(!isTaken)
    #expect(editor == LineEditor(text: "abc"))
  }

  @Test func `a typed mark joins the letter before it`() {
    let editor = typing([.character("e"), .character("\u{301}"), .backspace])
    #expect(editor.isEmpty)
  }

  @Test func `pasted text is one line without controls`() {
    var editor = LineEditor(text: "ac")
    _ = editor.handle(.left)
    editor.paste("1\r\n2\t3\u{1B}[0m\u{9B}")
    #expect(editor.text == "a1 2 3[0mc")
    #expect(editor.cursor == 9)
  }

  @Test(arguments: [(0, " abc  "), (10, "…hijab")])
  func `the cursor stays in view`(typed: Int, expected: String) {
    var screen = Screen(size: Size(rows: 1, columns: 6))
    let letters = "abcdefghij".prefix(typed).map(Key.character)
    typing(letters, into: typed == 0 ? " abc" : "").draw(on: &screen, in: screen.bounds)
    let shown = screen.text(ofRow: 0)
    #expect(shown == (typed == 0 ? expected : "…ghij "))
    #expect(screen.cursor == Point(row: 0, column: typed == 0 ? 4 : 5))
  }
}
