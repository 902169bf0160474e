import Curation

/// A candidate as a question shows it: without characters that hide or reorder text, and not too long.
struct CandidateText: Sendable {
  private let instruction: String.UnicodeScalarView
  private let input: String.UnicodeScalarView

  /// Roughly the tokens of the whole text.
  let tokens: Double

  /// Takes the instruction and its input; an answer that the pool holds is never looked at.
  init(_ candidate: Instruction) {
    instruction = VisibleText.of(candidate.text)
    input = VisibleText.of(candidate.input)
    tokens = Self.tokens(in: instruction) + Self.tokens(in: input)
  }

  /// The text in at most about so many tokens, with a mark wherever something is cut.
  ///
  /// The instruction goes first; an input is left a quarter of the room at least.
  func text(tokens limit: Double) -> String {
    let room = max(limit * 0.75, limit - Self.tokens(in: input))
    let asked = Self.cut(instruction, to: room)
    guard !input.isEmpty else { return "Instruction: " + asked.text }
    return "Instruction: \(asked.text)\nInput: \(Self.cut(input, to: limit - asked.tokens).text)"
  }

  /// The largest cap that makes texts of these sizes fit the room; short texts leave theirs to long ones.
  ///
  /// - Returns: Infinity when nothing needs to be cut.
  static func cap(for sizes: [Double], room: Double) -> Double {
    var room = room
    for (index, size) in sizes.sorted().enumerated() {
      let share = room / Double(sizes.count - index)
      if size > share { return share }
      room -= size
    }
    return .infinity
  }

  /// Roughly the tokens of a text: four ASCII characters each, every other character one.
  static func tokens(in text: some Sequence<Unicode.Scalar>) -> Double {
    text.reduce(0) { $0 + weight(of: $1) }
  }

  private static func weight(of scalar: Unicode.Scalar) -> Double { scalar.isASCII ? 0.25 : 1 }

  private static func cut(
    _ text: String.UnicodeScalarView,
    to limit: Double
  ) -> (text: String, tokens: Double) {
    var tokens = 0.0
    for index in text.indices {
      tokens += weight(of: text[index])
      if tokens > limit {
        let rest = text.distance(from: index, to: text.endIndex)
        return ("\(String(text[..<index])) [… \(rest) more characters]", limit)
      }
    }
    return (String(text), tokens)
  }
}
