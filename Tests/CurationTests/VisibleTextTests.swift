import Curation
import Testing

@Suite struct VisibleTextTests {
  @Test func `whatever leaves no mark is left out, whatever a script needs stays`() {
    #expect(String(VisibleText.of("a\u{0}\u{1B}[31m\tb\r\nc")) == "a[31m b\nc")
    #expect(String(VisibleText.of("a\u{200B}\u{202E}\u{2066}\u{FEFF}\u{E0041}b")) == "ab")
    #expect(String(VisibleText.of("a\u{3164}\u{115F}\u{2800}\u{34F}\u{E0100}b")) == "ab")
    #expect(String(VisibleText.of("👩‍👩‍👧 می‌خواهم ❤️ é 漢字")) == "👩‍👩‍👧 می‌خواهم ❤️ é 漢字")
    #expect(String(VisibleText.of("a\u{2028}b\u{2029}c")) == "a\nb\nc")
  }
}
