import Testing

@testable import TextUI

@Suite struct OwnGlyphTests {
  @Test(arguments: OwnGlyph.allCases)
  func `every sign of our own has a stand-in of its width`(glyph: OwnGlyph) {
    #expect(glyph.ascii.utf8.count == 1 && glyph.ascii.utf8.allSatisfy { (0x21..<0x7F).contains($0) })
    let text = DisplayText(untrusted: glyph.rawValue, as: .row)
    #expect(text.width == 1 && text.substitutions == 0)
    #expect(glyph.cell.asciiText == glyph.ascii)
  }

  @Test func `what has no stand-in keeps its columns`() {
    #expect(CellText("漢".utf8, width: 2).asciiText == "??")
    #expect(CellText("a".utf8, width: 1).asciiText == "a")
  }
}
