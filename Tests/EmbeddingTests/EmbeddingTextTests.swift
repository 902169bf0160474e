import Curation
import Testing

@testable import Embedding

@Suite struct EmbeddingTextTests {
  private let bare = Instruction(id: InstructionID("1"), text: "Sort it.", reference: "SECRET")
  private let full = Instruction(
    id: InstructionID("2"),
    text: "Sort it.",
    input: "3 1 2",
    source: "SECRET",
    category: "SECRET",
    reference: "SECRET"
  )

  @Test func `the plain text is the instruction and its input`() {
    #expect(EmbeddingText.plain.text(of: bare) == "Sort it.")
    #expect(EmbeddingText.plain.text(of: full) == "Sort it.\n\n3 1 2")
  }

  @Test func `the prompt is that of the published code`() {
    #expect(EmbeddingText.prompt.text(of: bare) == "### Instruction: Sort it.\n\n### Response:")
    #expect(
      EmbeddingText.prompt.text(of: full) == "### Instruction: Sort it.\n\n### Input: 3 1 2\n\n### Response:"
    )
  }

  @Test(arguments: EmbeddingText.allCases)
  func `the reference answer is never embedded`(text: EmbeddingText) {
    #expect(!text.text(of: bare).contains("SECRET"))
    #expect(!text.text(of: full).contains("SECRET"))
  }
}
