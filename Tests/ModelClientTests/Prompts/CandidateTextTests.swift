import Curation
import Testing

@testable import ModelClient

@Suite struct CandidateTextTests {
  private func text(_ text: String, input: String = "", tokens: Double = 1_000) -> String {
    CandidateText(Instruction(id: InstructionID("a"), text: text, input: input, reference: "the answer"))
      .text(tokens: tokens)
  }

  @Test(arguments: [
    ("a\u{202E}b\u{2066}c", "abc"), ("a\u{1B}[31mb", "a[31mb"), ("a\u{0}b\u{7F}c\u{9B}", "abc"),
    ("a\tb\nc\r\nd", "a b\nc\nd"), ("a\u{2028}b", "a\nb"), ("pick\u{200B}me\u{FEFF}", "pickme"),
    ("x\u{E0049}\u{E0067}", "x"), ("x\u{E000}\u{FFFE}", "x"),
    ("x\u{E0100}\u{FE01}\u{3164}\u{115F}\u{34F}\u{2800}\u{AD}y", "xy"), ("❤️ ☎︎", "❤️ ☎︎"),
    ("👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم"),
  ])
  func `what hides or reorders text is left out`(source: String, shown: String) {
    #expect(text(source) == "Instruction: \(shown)")
  }

  @Test func `the input follows, the answer never`() {
    #expect(text("Sum up.", input: "A story.") == "Instruction: Sum up.\nInput: A story.")
  }

  @Test func `a long text is cut with a mark`() {
    #expect(
      text(String(repeating: "x", count: 100), tokens: 10)
        == "Instruction: \(String(repeating: "x", count: 40)) [… 60 more characters]"
    )
    #expect(text("漢字漢字", tokens: 3) == "Instruction: 漢字漢 [… 1 more characters]")
  }

  @Test func `a long instruction leaves a quarter to the input, a short one all the rest`() {
    let long = String(repeating: "x", count: 400)
    let cut = text(long, input: long, tokens: 40)
    #expect(cut.contains("[… 280 more characters]") && cut.contains("[… 360 more characters]"))
    #expect(
      text("xxxx", input: long, tokens: 41).contains("Input: \(String(repeating: "x", count: 160)) [… 240")
    )
  }

  @Test func `short texts leave their room to long ones`() {
    #expect(CandidateText.cap(for: [1, 2, 3], room: 6) == .infinity)
    #expect(CandidateText.cap(for: [1, 10, 10], room: 13) == 6)
    #expect(CandidateText.cap(for: [10, 10], room: 10) == 5)
    #expect(CandidateText.cap(for: [10, 10], room: -5) < 0)
    #expect(CandidateText.cap(for: [], room: 5) == .infinity)
  }
}
