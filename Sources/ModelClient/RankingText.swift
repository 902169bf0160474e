import Curation

/// Where in a reply the order stands.
enum RankingText {
  case json(order: [String], rationales: JSONValue?)
  case prose

  /// Finds the one JSON value that holds an order, or tells that there is none and no attempt at one.
  ///
  /// - Throws: `RankingFailure` when there are several, or the only JSON is broken or holds something else.
  static func find(in text: Substring) throws(RankingFailure) -> RankingText {
    let bytes = Array(text.utf8)
    var orders: [RankingText] = []
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
        let value = try reader.value()
        if case .object = value { objects += 1 }
        if let order = try order(in: value) { orders.append(order) }
        position = reader.position
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
    guard orders.count <= 1 else {
      throw RankingFailure(.wrongFormat, "the reply holds \(orders.count) orders")
    }
    if let order = orders.first { return order }
    if let flaw { throw RankingFailure(.wrongFormat, "\(flaw)") }
    guard objects == 0 else {
      throw RankingFailure(.wrongFormat, "the JSON has no list of ids named 'order'")
    }
    return .prose
  }

  /// The order that a value holds: its `order`, or itself if it is a list of texts.
  private static func order(in value: JSONValue) throws(JSONFlaw) -> RankingText? {
    switch value {
    case .object(let members):
      guard let order = texts(in: members["order"]) else { return nil }
      return .json(order: order, rationales: members["rationales"])
    case .array(let elements):
      guard !elements.isEmpty, let order = texts(in: value) else { return nil }
      return .json(order: order, rationales: nil)
    default:
      return nil
    }
  }

  private static func texts(in value: JSONValue?) -> [String]? {
    guard case .array(let elements) = value else { return nil }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// The order of a list such as `[KQZV] > [BXTR]`, the only one in the text that names a candidate.
  ///
  /// - Throws: `RankingFailure` when there is none, or more than one.
  static func chain(in text: Substring, labels: [String]) throws(RankingFailure) -> [String] {
    let known = Set(labels)
    let chains = text.matches(of: /[\w\-]+[\])`"'*]*(?:\s*>\s*[\[(`"'*]*[\w\-]+[\])`"'*]*)+/)
      .map { match in match.output.matches(of: /[\w\-]+/).map { String($0.output) } }
      .filter { !known.isDisjoint(with: $0) }
    guard chains.count <= 1 else {
      throw RankingFailure(.wrongFormat, "the reply holds \(chains.count) orders")
    }
    if let chain = chains.first { return chain }
    let words = text.drop(while: \.isWhitespace)
    guard !words.isEmpty else { throw RankingFailure(.wrongFormat, "the reply is empty") }
    if words.firstMatch(of: /^(?i)(i['’]m sorry|i am sorry|sorry|i can['’]?t|i cannot|i won['’]t|as an ai)\b/)
      != nil
    {
      throw RankingFailure(.refusal, RankingReply.quote(words))
    }
    throw RankingFailure(.wrongFormat, "no order in the reply: \(RankingReply.quote(words))")
  }
}
