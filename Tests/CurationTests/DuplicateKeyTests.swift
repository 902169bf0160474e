import Curation
import Testing

@Suite struct DuplicateKeyTests {
  private func key(_ text: String, _ input: String = "") -> DuplicateKey {
    DuplicateKey(of: Instruction(id: InstructionID("x"), text: text, input: input))
  }

  @Test(arguments: ["a b", "a  b", " a\tb\n", "a\u{A0}b", "a\u{2003}b"])
  func `white space does not make a difference`(text: String) {
    #expect(key(text) == key("a b"))
  }

  @Test func `composed and decomposed letters are the same text`() {
    #expect(key("caf\u{E9}") == key("cafe\u{301}"))
  }

  @Test func `case, punctuation and the border between instruction and input do`() {
    #expect(key("A b") != key("a b"))
    #expect(key("a b.") != key("a b"))
    #expect(key("a", "b") != key("a b"))
    #expect(key("ab") != key("a b"))
  }
}
