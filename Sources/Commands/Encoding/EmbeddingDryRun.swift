import Curation
import Embedding
import ModelClient
import ProjectStore
import TextUI

/// Says what an endpoint would be asked for vectors, and what that would cost; asks nothing.
struct EmbeddingDryRun {
  let encoder: EndpointTextEncoder
  /// What vectors are to be stored as; nil for what they are.
  var element: VectorElement?

  /// Counts and prints.
  func run(on project: Project) throws {
    var encoding = encoder.encoding
    encoding.element = element
    let draft = try project.embeddingDraft()
    let spent = draft.map { $0.encoding.covers(encoding) ? $0.tokens : 0 } ?? 0
    var (instructions, requests, tokens) = (0, 0, 0)
    try project.forEachInstruction(without: encoding) { instruction in
      let text = encoder.beginning(of: encoder.text.text(of: instruction))
      if instructions.isMultiple(of: encoder.batch) { requests += 1 }
      instructions += 1
      tokens += EmbeddingModel.tokens(in: [text])
    }
    Console.print("instructions  \(instructions) without a vector by this model")
    Console.print("requests      about \(requests), of \(encoder.batch) texts at most")
    let before: DisplayText = spent > 0 ? "; \(spent) are spent already" : ""
    Console.print("tokens        about \(tokens)\(before)")
    let price = encoder.price(of: tokens) ?? "unknown; --price IN,OUT says what a million tokens cost"
    Console.print("price         \(untrusted: price)")
  }
}
