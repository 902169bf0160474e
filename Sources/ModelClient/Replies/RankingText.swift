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
      do throws(JSONFlaw) {
        let value = unwrapped(try reader.value())
        position = reader.position
        var isObject = false
        if case .object = value { isObject = true }
        if isObject { objects += 1 }
        if isObject || flaw == nil, let order = order(in: value) { found.append(order) }
      } catch {
        // Brackets in prose are no JSON and do no harm; what looks like JSON and is ambiguous does.
        switch error.kind {
        case .tooDeep, .duplicateKey: throw RankingFailure(.wrongFormat, "\(error)")
        case .syntax, .unfinished: break
        }
        if bytes[position] == UInt8(ascii: "{"), flaw == nil { flaw = error }
        position += 1
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
      case .object(let members) where members.count == 1 && members["order"] == nil:
        guard case .object? = members.values.first, let only = members.values.first else { return value }
        value = only
      case .array(let elements) where elements.count == 1:
        guard case .object = elements[0] else { return value }
        value = elements[0]
      default: return value
      }
    }
  }

  /// The order that a value holds: its `order`, or itself if it is a list of texts.
  private static func order(in value: JSONValue) -> (order: [String], rationales: JSONValue?)? {
    switch value {
    case .object(let members): ids(in: listed(members["order"])).map { ($0, members["rationales"]) }
    case .array(let elements) where !elements.isEmpty: ids(in: value).map { ($0, nil) }
    default: nil
    }
  }

  /// What a place is called where an order is an object: its number from 1, so that the names sort as the places.
  static func place(_ index: Int, of count: Int) -> String {
    let (number, width) = (String(index + 1), String(count).count)
    return String(repeating: "0", count: width - number.count) + number
  }

  /// An object that names every place from the first on, as the list that it stands for.
  private static func listed(_ value: JSONValue?) -> JSONValue? {
    guard case .object(let members)? = value, !members.isEmpty else { return value }
    let elements = (0..<members.count).compactMap { members[place($0, of: members.count)] }
    return elements.count == members.count ? .array(elements) : value
  }

  /// The texts of a list, without the brackets and quotes in which a question may have shown an id.
  private static func ids(in value: JSONValue?) -> [String]? {
    guard case .array(let elements) = value else { return nil }
    var ids: [String] = []
    for element in elements {
      guard case .string(let text) = element else { return nil }
      let start = text.drop(while: isWrapping)
      ids.append(
        String(start[..<(start.lastIndex { !isWrapping($0) }.map(start.index(after:)) ?? start.startIndex)])
      )
    }
    return ids
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
