/// Looks for marks that a question to a ranker is made of: ids in brackets, headers of chat roles, a reply.
struct InjectionMarkup {
  private let bytes: ArraySlice<UInt8>

  /// Takes a sentence.
  init(in sentence: ArraySlice<UInt8>) { bytes = sentence }

  /// Whether there is any.
  var isPresent: Bool {
    bytes.indices.contains { index in
      let isLineStart = index == bytes.startIndex || bytes[index - 1] == UInt8(ascii: "\n")
      if isLineStart, isRole(at: index) || isNumberedInstruction(at: index) { return true }
      return switch bytes[index] {
      case UInt8(ascii: "["): isLabel(at: index + 1)
      case UInt8(ascii: "]"): isChain(at: index + 1)
      case UInt8(ascii: "<"): isTag(at: index + 1)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): isReplyKey(at: index + 1, quote: bytes[index])
      default: false
      }
    }
  }

  /// `KQZV]` and `/KQZV]`, as the questions call candidates, and `INST]`.
  private func isLabel(at index: Int) -> Bool {
    let start = byte(index) == UInt8(ascii: "/") ? index + 1 : index
    let end = skip(from: start) { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    guard byte(end) == UInt8(ascii: "]") else { return false }
    let word = bytes[start..<end]
    return word.elementsEqual("INST".utf8)
      || (4...6).contains(word.count) && !word.contains(where: Self.isVowel)
  }

  private static func isVowel(_ byte: UInt8) -> Bool { "AEIOUY".utf8.contains(byte) }

  /// What follows the first id of `[KQZV] > [BXTR]`.
  private func isChain(at index: Int) -> Bool {
    let sign = skipSpace(from: index)
    return byte(sign) == UInt8(ascii: ">") && byte(skipSpace(from: sign + 1)) == UInt8(ascii: "[")
  }

  /// `|im_start|>`, `<SYS>>`, `/candidates>` and the like.
  private func isTag(at index: Int) -> Bool {
    switch byte(index) {
    case UInt8(ascii: "|"): return !word(at: index + 1).text.isEmpty
    case UInt8(ascii: "<"): return ["sys", "/sys"].contains(word(at: index + 1).text)
    default:
      let (text, end) = word(at: byte(index) == UInt8(ascii: "/") ? index + 1 : index)
      let tags = ["system", "assistant", "candidate", "candidates", "instruction", "instructions", "think"]
      return byte(end) == UInt8(ascii: ">") && tags.contains(text)
    }
  }

  /// `order":` and `rationales":`.
  private func isReplyKey(at index: Int, quote: UInt8) -> Bool {
    let (text, end) = word(at: index)
    return ["order", "rationales", "ranking"].contains(text) && byte(end) == quote
      && byte(skipSpace(from: end + 1)) == UInt8(ascii: ":")
  }

  /// `System:`, `### Assistant:`, `System prompt:`.
  private func isRole(at index: Int) -> Bool {
    let start = skip(from: index) { !Self.isLetter($0) && $0 != UInt8(ascii: "\n") && $0 < 0x80 }
    var (text, end) = word(at: start)
    guard ["system", "assistant", "developer"].contains(text) else { return false }
    (text, end) = (byte(end) == UInt8(ascii: " ")) ? word(at: end + 1) : ("", end)
    guard ["", "prompt", "message"].contains(text) else { return false }
    return byte(skipSpace(from: end)) == UInt8(ascii: ":")
  }

  /// `[3] Instruction:`, as the published question calls candidates.
  private func isNumberedInstruction(at index: Int) -> Bool {
    guard byte(index) == UInt8(ascii: "[") else { return false }
    let end = skip(from: index + 1) { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard end > index + 1, byte(end) == UInt8(ascii: "]") else { return false }
    let (text, colon) = word(at: skipSpace(from: end + 1))
    return text == "instruction" && byte(colon) == UInt8(ascii: ":")
  }

  private func byte(_ index: Int) -> UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private func skip(from index: Int, while fits: (UInt8) -> Bool) -> Int {
    var index = min(index, bytes.endIndex)
    while index < bytes.endIndex, fits(bytes[index]) { index += 1 }
    return index
  }

  private func skipSpace(from index: Int) -> Int {
    skip(from: index) { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  /// The letters from a place on in lower case, and where they end.
  private func word(at index: Int) -> (text: String, end: Int) {
    let end = skip(from: index, while: Self.isLetter)
    guard index < end else { return ("", index) }
    return (String(decoding: bytes[index..<end].map { $0 | 0x20 }, as: UTF8.self), end)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
