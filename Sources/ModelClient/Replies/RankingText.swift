import Curation

/// Where in a reply the order stands.
enum RankingText {
  case json(order: [String], rationales: JSONValue?)
  case prose

  /// Finds the one order that the JSON in a reply holds, or tells that there is none and no attempt at one.
  ///
  /// The same order twice is one order. A list counts only where nothing that looks like an object is broken:
  /// it may be a part of that.
  ///
  /// - Throws: `RankingFailure` when there are several, or the only JSON is broken or holds something else.
  static func find(in text: Substring) throws(RankingFailure) -> RankingText {
    let bytes = Array(text.utf8)
    var found: [(order: [String], rationales: JSONValue?)] = []
    var flaw: JSONFlaw?
    var objects = 0
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "[") else {
        position += 1
        continue
      }
      var reader = JSONReader(bytes, at: position)
      let value: JSONValue
      do throws(JSONFlaw) {
        value = unwrapped(try reader.value())
        position = reader.position
      } catch {
        // Brackets in prose are no JSON and do no harm; what looks like JSON and is ambiguous does.
        switch error.kind {
        case .tooDeep, .duplicateKey: throw RankingFailure(.wrongFormat, "\(error)")
        case .syntax, .unfinished: break
        }
        if bytes[position] == UInt8(ascii: "{"), flaw == nil { flaw = error }
        position += 1
        continue
      }
      switch value {
      case .object(let members):
        objects += 1
        let rationales = members["rationales"]
        if let order = ids(in: members["order"]) { found.append((order, rationales)) }
        if let order = try ids(inserted: members["better"]) { found.append((order, rationales)) }
      case .array(let elements) where !elements.isEmpty && flaw == nil:
        if let order = ids(in: value) { found.append((order, nil)) }
      default: break
      }
    }
    if let first = found.first {
      guard found.allSatisfy({ $0.order == first.order }) else {
        throw RankingFailure(.wrongFormat, "the reply holds \(found.count) orders")
      }
      return .json(order: first.order, rationales: first.rationales)
    }
    if let flaw { throw RankingFailure(flaw.kind == .unfinished ? .truncated : .wrongFormat, "\(flaw)") }
    guard objects == 0 else {
      throw RankingFailure(.wrongFormat, "the JSON has no list of ids named 'order'")
    }
    return .prose
  }

  /// The object inside others that hold nothing else, as in `[{"result": {…}}]`.
  private static func unwrapped(_ value: JSONValue) -> JSONValue {
    var value = value
    while true {
      switch value {
      case .object(let members)
      where members.count == 1 && members["order"] == nil && members["better"] == nil:
        guard case .object? = members.values.first, let only = members.values.first else { return value }
        value = only
      case .array(let elements) where elements.count == 1:
        guard case .object = elements[0] else { return value }
        value = elements[0]
      default: return value
      }
    }
  }

  /// The texts of a list, as ids; nil for another value.
  private static func ids(in value: JSONValue?) -> [String]? {
    guard case .array(let elements) = value else { return nil }
    var ids: [String] = []
    for element in elements {
      guard case .string(let text) = element else { return nil }
      ids.append(unquoted(text))
    }
    return ids
  }

  /// The keys of an object, taken alphabetically, whose values say how many of those before each are better than
  /// it; nil for another value.
  ///
  /// Every such object stands for exactly one order, as in sorting by insertion.
  ///
  /// - Throws: `RankingFailure` when a value is no such number.
  private static func ids(inserted value: JSONValue?) throws(RankingFailure) -> [String]? {
    guard case .object(let members)? = value, !members.isEmpty else { return nil }
    var ids: [String] = []
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      guard let better = value.wholeNumber, (0...ids.count).contains(better) else {
        throw RankingFailure(
          .wrongFormat,
          "how many of the \(ids.count) before \(unquoted(key)) are better is not said"
        )
      }
      ids.insert(unquoted(key), at: better)
    }
    return ids
  }

  /// An id without the brackets and quotes in which a question may have shown it.
  private static func unquoted(_ text: String) -> String {
    let start = text.drop(while: isWrapping)
    return String(
      start[..<(start.lastIndex { !isWrapping($0) }.map(start.index(after:)) ?? start.startIndex)]
    )
  }

  private static func isWrapping(_ character: Character) -> Bool { " \t\n[]`'\"*".contains(character) }

  /// The orders of the form `[KQZV] > [BXTR]` in a text, as far as they name a candidate.
  static func chains(in text: Substring, labels: [String]) -> [[String]] {
    // To look for an expression takes longer than all else that is done about a reply.
    guard text.utf8.contains(UInt8(ascii: ">")) else { return [] }
    let known = Set(labels)
    return text.matches(of: /[\w\-]+[\])`"'*]*(?:\s*>\s*[\[(`"'*]*[\w\-]+[\])`"'*]*)+/)
      .map { match in match.output.matches(of: /[\w\-]+/).map { String($0.output) } }
      .filter { !known.isDisjoint(with: $0) }
  }

  /// The order of the only chain in a text.
  ///
  /// - Throws: `RankingFailure` when there is none, or several that differ.
  static func chain(in text: Substring, labels: [String]) throws(RankingFailure) -> [String] {
    let chains = Set(chains(in: text, labels: labels))
    guard chains.count <= 1 else {
      throw RankingFailure(.wrongFormat, "the reply holds \(chains.count) orders")
    }
    if let chain = chains.first { return chain }
    let words = text.drop(while: \.isWhitespace)
    guard !words.isEmpty else { throw RankingFailure(.wrongFormat, "the reply is empty") }
    guard labels.contains(where: { words.contains($0) }) || !Refusal.isIn(words) else {
      throw RankingFailure(.refusal, RankingReply.quote(words))
    }
    throw RankingFailure(.wrongFormat, "no order in the reply: \(RankingReply.quote(words))")
  }
}

extension JSONValue {
  /// The whole number that this is, or that stands in it as a text.
  fileprivate var wholeNumber: Int? {
    switch self {
    case .number(let text), .string(let text): Int(text)
    default: nil
    }
  }
}
