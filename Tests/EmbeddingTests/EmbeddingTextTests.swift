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

  @Test func `a text of one's own says where the instruction and its input stand`() throws {
    let text = try EmbeddingText("query: {instruction} {input}")
    #expect(text.text(of: full) == "query: Sort it. 3 1 2" && text.text(of: bare) == "query: Sort it.")
    let odd = try EmbeddingText(" {a} {{instruction}} {input\n")
    #expect(odd.text(of: full) == "{a} {Sort it.} {input")
    #expect(throws: EmbeddingError.templateWithoutInstruction("{input}")) { try EmbeddingText("{input}") }
  }

  @Test func `what stands in braces in the pool stands for nothing`() throws {
    let sly = Instruction(id: InstructionID("3"), text: "{input} and {instruction}", input: "{instruction}")
    #expect(
      try EmbeddingText("{input}|{instruction}").text(of: sly) == "{instruction}|{input} and {instruction}"
    )
  }

  @Test func `a text is made again from its name`() throws {
    for text in [EmbeddingText.plain, .prompt, .template("{instruction}!")] {
      #expect(try EmbeddingText(text.name) == text)
    }
  }

  @Test(arguments: [EmbeddingText.plain, .prompt, .template("{instruction} {input} {reference} {category}")])
  func `the reference answer is never embedded`(text: EmbeddingText) {
    #expect(!text.text(of: bare).contains("SECRET"))
    #expect(!text.text(of: full).contains("SECRET"))
  }
}
