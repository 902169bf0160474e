/// A sentence of a candidate that seems to be meant for the ranker.
///
/// A heuristic: it goes by words and marks alone. It says nothing about who wrote them and why, and a clever
/// attack has none of them.
public struct InjectionSign: Equatable, Sendable {
  /// What gives it away.
  public enum Kind: String, CaseIterable, Sendable {
    case orders = "gives orders to the ranker"
    case promotion = "asks to be picked"
    case demotion = "asks to pass the others over"
    case markup = "holds marks that a question to the ranker is made of"
  }

  /// What gives it away.
  public var kind: Kind

  /// The sentence in one line, up to 120 characters: untrusted text.
  public var sentence: String

  /// Makes a sign.
  public init(kind: Kind, sentence: String) {
    self.kind = kind
    self.sentence = sentence
  }
}

extension Instruction {
  /// The sentences that seem to be meant for the ranker; none in nearly all texts.
  public var injectionSigns: [InjectionSign] {
    [text, input].flatMap { part -> [InjectionSign] in
      let text = SentenceList(part)
      return text.sentences.compactMap { text.sign(in: $0) }
    }
  }

  /// The instruction without the sentences that seem to be meant for the ranker.
  public var withoutInjectionSigns: Instruction {
    var copy = self
    copy.text = SentenceList(text).withoutSigns
    copy.input = SentenceList(input).withoutSigns
    return copy
  }
}

/// A text cut into sentences that follow each other without gaps.
private struct SentenceList {
  private let bytes: [UInt8]
  private(set) var sentences: [Range<Int>] = []

  init(_ text: String) {
    bytes = Array(String(VisibleText.of(text)).utf8)
    var start = 0
    for index in bytes.indices where isEnd(index) {
      sentences.append(start..<index + 1)
      start = index + 1
    }
    if start < bytes.count { sentences.append(start..<bytes.count) }
  }

  /// Whether a byte ends a sentence: a full stop and the like before a space, the East Asian ones, a blank line.
  private func isEnd(_ index: Int) -> Bool {
    let next = index + 1 < bytes.count ? bytes[index + 1] : nil
    switch bytes[index] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      return next == UInt8(ascii: " ") || next == UInt8(ascii: "\n")
    case UInt8(ascii: "\n"): return next == UInt8(ascii: "\n")
    case 0x82: return index > 1 && bytes[index - 2...index].elementsEqual("。".utf8)
    case 0x81, 0x9F:
      return index > 1
        && (bytes[index - 2...index].elementsEqual("！".utf8)
          || bytes[index - 2...index].elementsEqual("？".utf8))
    default: return false
    }
  }

  func sign(in sentence: Range<Int>) -> InjectionSign? {
    guard let kind = InjectionScan.kind(of: bytes[sentence]) else { return nil }
    let words = String(decoding: bytes[sentence], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return InjectionSign(kind: kind, sentence: String(words.joined(separator: " ").prefix(120)))
  }

  var withoutSigns: String {
    let kept = sentences.filter { InjectionScan.kind(of: bytes[$0]) == nil }
    let text = String(decoding: kept.flatMap { bytes[$0] }, as: UTF8.self)
    return kept.count == sentences.count ? text : String(text.drop(while: \.isWhitespace))
  }
}
