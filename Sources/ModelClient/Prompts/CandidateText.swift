import Curation

/// A candidate as a question shows it: without characters that hide or reorder text, and not too long.
struct CandidateText: Sendable {
  private let instruction: String
  private let input: String

  /// Roughly the tokens of the whole text.
  let tokens: Double

  /// Takes the instruction and its input; an answer that the pool holds is never looked at.
  init(_ candidate: Instruction) {
    instruction = String(VisibleText.of(candidate.text))
    input = String(VisibleText.of(candidate.input))
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
  static func tokens(in text: String) -> Double {
    var (ascii, others) = (0, 0)
    for byte in text.utf8 {
      // Every other character begins with one such byte.
      if byte < 0x80 { ascii += 1 } else if byte >= 0xC0 { others += 1 }
    }
    return Double(ascii) / 4 + Double(others)
  }

  private static func cut(_ text: String, to limit: Double) -> (text: String, tokens: Double) {
    let whole = tokens(in: text)
    guard whole > limit else { return (text, whole) }
    let scalars = text.unicodeScalars
    var tokens = 0.0
    let end = scalars.firstIndex {
      tokens += $0.isASCII ? 0.25 : 1
      return tokens > limit
    }
    let rest = scalars[(end ?? scalars.endIndex)...].count
    return ("\(text[..<(end ?? scalars.endIndex)]) [… \(rest) more characters]", limit)
  }
}
