public import Curation

/// Which text of an instruction is embedded.
///
/// The reference answer is part of none of them: what a pool already answers must not decide what is picked.
public enum EmbeddingText: Equatable, Sendable {
  /// The instruction and, where there is one, its input, and nothing else.
  case plain
  /// The prompt that SelectLLM's published code embeds, for sentence encoders: headed instruction, headed
  /// input where there is one, and the heading of an empty response.
  case prompt
  /// A text of one's own, in which `{instruction}` and `{input}` stand for what they name; white space around the
  /// whole is left out, since many instructions have no input.
  case template(String)

  private static let (instruction, input) = ("{instruction}", "{input}")

  /// The text that goes by a name, `plain` or `prompt`, or else is a template.
  ///
  /// - Throws: `EmbeddingError.templateWithoutInstruction`.
  public init(_ name: String) throws(EmbeddingError) {
    switch name {
    case Self.plain.name: self = .plain
    case Self.prompt.name: self = .prompt
    default:
      guard name.contains(Self.instruction) else { throw .templateWithoutInstruction(name) }
      self = .template(name)
    }
  }

  /// Its name in provenance, from which it can be made again.
  public var name: String {
    switch self {
    case .plain: "plain"
    case .prompt: "prompt"
    case .template(let template): template
    }
  }

  /// The text to embed for an instruction.
  public func text(of instruction: Instruction) -> String {
    switch self {
    case .plain:
      instruction.input.isEmpty ? instruction.text : "\(instruction.text)\n\n\(instruction.input)"
    case .prompt:
      instruction.input.isEmpty
        ? "### Instruction: \(instruction.text)\n\n### Response:"
        : "### Instruction: \(instruction.text)\n\n### Input: \(instruction.input)\n\n### Response:"
    case .template(let template): Self.fill(template, with: instruction)
    }
  }

  /// Fills a template in one go: braces in a text of the pool stand for nothing.
  private static func fill(_ template: String, with instruction: Instruction) -> String {
    var filled = ""
    var rest = template[...]
    while let brace = rest.firstIndex(of: "{") {
      filled += rest[..<brace]
      rest = rest[brace...]
      if rest.hasPrefix(Self.instruction) {
        filled += instruction.text
        rest = rest.dropFirst(Self.instruction.count)
      } else if rest.hasPrefix(Self.input) {
        filled += instruction.input
        rest = rest.dropFirst(Self.input.count)
      } else {
        filled += "{"
        rest = rest.dropFirst()
      }
    }
    filled += rest
    let start = filled.drop(while: \.isWhitespace)
    return String(
      start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)]
    )
  }
}
