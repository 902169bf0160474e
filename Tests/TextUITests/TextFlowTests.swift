import TestSupport
import Testing
import TextUI

@Suite struct TextFlowTests {
  private func flow(paragraphs: Int, search: String = "") -> TextFlow {
    var flow = TextFlow(columns: 20)
    flow.search = SearchText(search)
    flow.append("INSTRUCTION", role: .heading)
    let paragraph = String(repeating: "word ", count: 40) + "needle\n"
    flow.append(prose: DisplayText(untrusted: String(repeating: paragraph, count: paragraphs), as: .body))
    flow.append("INPUT", role: .heading)
    flow.append(prose: DisplayText(untrusted: "the needle again", as: .body), role: .dim)
    return flow
  }

  @Test func `lines come one below the other`() {
    var flow = TextFlow(columns: 9)
    flow.append("HEAD", role: .heading)
    flow.append(prose: "one two three")
    flow.append("")
    flow.append(prose: "four", role: .dim)
    #expect(flow.isComplete && flow.lineCount == 5)
    #expect(flow.lines(0..<99).map(\.text.plainText) == ["HEAD", "one two", "three", "", "four"])
    #expect(flow.lines(2..<4).map(\.text.plainText) == ["three", ""])
    #expect(flow.lines(0..<99).map(\.role) == [.heading, .text, .text, .text, .dim])
    #expect(flow.lines(7..<9).isEmpty)
  }

  @Test func `the position says what is on screen, and what is known`() {
    var flow = flow(paragraphs: 2)
    #expect(flow.lineCount == 25)
    #expect(flow.position(scroll: 0, rows: 10).plainText == "lines 1-10 of 25")
    #expect(flow.position(scroll: 99, rows: 10).plainText == "lines 16-25 of 25")
    #expect(flow.position(scroll: 0, rows: 25).isEmpty)
    #expect(flow.position(scroll: 0, rows: 0).isEmpty)
    #expect(flow.scrollLimit(rows: 10) == 15)
    flow = self.flow(paragraphs: 200)
    let known = flow.lineCount
    #expect(flow.position(scroll: 0, rows: 10).plainText == "lines 1-10 of more than \(known)")
    flow.layOut(toLine: known + 10)
    #expect(flow.lineCount == known + 10)
    flow.layOut(toLine: .max)
    #expect(flow.isComplete && flow.lineCount == 2_203)
    #expect(flow.lines(2_201..<2_203).map(\.text.plainText) == ["INPUT", "the needle again"])
  }

  @Test(arguments: [1, 300])
  func `finds are visited across texts, both ways`(paragraphs: Int) {
    var flow = flow(paragraphs: paragraphs, search: "NEEDLE")
    var visited: [Int] = []
    while let line = flow.firstMatch(fromLine: (visited.last ?? -1) + 1) { visited.append(line) }
    #expect(visited.count == paragraphs + 1)
    #expect(flow.lines(0..<flow.lineCount).indices { $0.contains(.match) } == visited)
    var back: [Int] = []
    while let line = flow.lastMatch(beforeLine: back.last ?? flow.lineCount) { back.append(line) }
    #expect(back == visited.reversed())
    flow.search = nil
    #expect(flow.firstMatch(fromLine: 0) == nil && flow.lastMatch(beforeLine: 9) == nil)
    #expect(!flow.lines(0..<flow.lineCount).contains { $0.contains(.match) })
  }

  @Test func `code scrolls sideways as far as it is wide, and the rest stays`() {
    var flow = TextFlow(columns: 10)
    flow.append(prose: DisplayText(untrusted: "text text text\n```\n0123456789abcdef\n```", as: .body))
    let size = Size(rows: 5, columns: 10)
    #expect(flow.columnLimit(scroll: 0, size: size) == 6)
    #expect(flow.columnLimit(scroll: 0, size: Size(rows: 2, columns: 10)) == 0)
    var screen = Screen(size: size)
    flow.draw(scroll: 0, columnOffset: 3, in: screen.bounds, on: &screen)
    #expect(
      (0..<5).map(screen.text(ofRow:)) == [
        "text text ", "text      ", "‹         ", "‹456789ab›", "‹         ",
      ]
    )
    flow.draw(scroll: 0, columnOffset: 6, in: screen.bounds, on: &screen)
    #expect(screen.text(ofRow: 3) == "‹789abcdef")
  }

  @Test func `a plain flow is the texts and nothing else`() {
    let flow = TextFlow.plain(
      [DisplayText(untrusted: "- a list item\n\tcode", as: .body), DisplayText(untrusted: "x", as: .body)],
      columns: 8
    )
    var screen = Screen(size: Size(rows: 6, columns: 8))
    flow.draw(scroll: 0, in: screen.bounds, on: &screen)
    #expect(
      (0..<6).map(screen.text(ofRow:)) == [
        "- a list", "item    ", "    code", "        ", "x       ", "        ",
      ]
    )
    #expect(screen.cells.allSatisfy { $0.role == .text })
  }
}

extension Array {
  fileprivate func indices(where fulfils: (Element) -> Bool) -> [Int] { indices.filter { fulfils(self[$0]) } }
}
