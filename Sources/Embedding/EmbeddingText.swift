public import Curation

/// Which text of an instruction is embedded.
///
/// The reference answer is part of none of them: what a pool already answers must not decide what is picked.
public enum EmbeddingText: String, CaseIterable, Codable, Sendable {
  /// The instruction and, where there is one, its input, and nothing else.
  case plain
  /// The prompt that SelectLLM's published code embeds, for sentence encoders: headed instruction, headed
  /// input where there is one, and the heading of an empty response.
  case prompt

  /// The text to embed for an instruction.
  public func text(of instruction: Instruction) -> String {
    switch self {
    case .plain:
      instruction.input.isEmpty ? instruction.text : "\(instruction.text)\n\n\(instruction.input)"
    case .prompt:
      instruction.input.isEmpty
        ? "### Instruction: \(instruction.text)\n\n### Response:"
        : "### Instruction: \(instruction.text)\n\n### Input: \(instruction.input)\n\n### Response:"
    }
  }
}
