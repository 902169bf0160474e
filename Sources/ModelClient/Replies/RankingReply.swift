import Curation

/// What a reply says about the candidates of a question, read without any guessing.
struct RankingReply: Equatable {
  /// The labels, best first: each of the question's exactly once.
  var order: [String]
  /// The reasons given, by label.
  var rationales: [String: String]

  /// Reads a reply.
  ///
  /// Reasoning before it, code fences and prose around it are passed over. What counts is the one JSON value
  /// that holds an order (an object with the key `order`, or a list of texts), else the one list of the form
  /// `A > B > C`. Two that contradict each other, or anything else, is a failure of its category.
  ///
  /// - Throws: `RankingFailure`.
  init(_ reply: ChatReply, labels: [String], reasons: [String]) throws(RankingFailure) {
    try Self.checkEnding(of: reply)
    let text = try Reasoning.answer(in: reply.text)
    switch try RankingText.find(in: text) {
    case .json(let order, let said):
      self.order = order
      try Self.check(order, labels: labels)
      let others = RankingText.chains(in: text, labels: labels)
      guard !others.contains(where: { $0 != order && Set($0) == Set(order) }) else {
        throw RankingFailure(.wrongFormat, "the reply holds an order as JSON and another in words")
      }
      self.rationales = Self.rationales(in: said, order: order, reasons: reasons)
    case .prose:
      self.order = try RankingText.chain(in: text, labels: labels)
      try Self.check(order, labels: labels)
      self.rationales = [:]
    }
  }

  static func checkEnding(of reply: ChatReply) throws(RankingFailure) {
    if let refusal = reply.refusal, !refusal.isEmpty { throw RankingFailure(.refusal, quote(refusal)) }
    switch reply.finishReason {
    case "content_filter": throw RankingFailure(.refusal, "the provider's content filter stopped the reply")
    case "length": throw RankingFailure(.truncated, "the reply was cut off at the most tokens allowed")
    default: break
    }
  }

  private static func check(_ order: [String], labels: [String]) throws(RankingFailure) {
    let known = Set(labels)
    if let stranger = order.first(where: { !known.contains($0) }) {
      throw RankingFailure(.unknownID, "\(quote(stranger)) is not one of the \(labels.count) ids")
    }
    var seen: Set<String> = []
    if let repeated = order.first(where: { !seen.insert($0).inserted }) {
      throw RankingFailure(.repetition, "\(repeated) is named twice")
    }
    if let missing = labels.first(where: { !seen.contains($0) }) {
      throw RankingFailure(
        .missing,
        "\(labels.count - seen.count) of \(labels.count) missing, first \(missing)"
      )
    }
  }

  /// Reasons by place (`"1"`), by label, or as a list in order; the order does not depend on them.
  private static func rationales(in said: JSONValue?, order: [String], reasons: [String]) -> [String: String]
  {
    var rationales: [String: String] = [:]
    func note(_ value: JSONValue?, about label: String) {
      guard case .string(let text) = value, text.contains(where: { !$0.isWhitespace }) else { return }
      rationales[label] = String(text.prefix(2_000))
    }
    switch said {
    case .object(let members):
      for label in order { note(members[label], about: label) }
      for (name, label) in zip(reasons, order) { note(members[name], about: label) }
    case .array(let elements):
      for (value, label) in zip(elements, order) { note(value, about: label) }
    default: break
    }
    return rationales
  }

  /// A part of a reply as a failure may quote it.
  static func quote(_ text: some StringProtocol) -> String {
    text.count > 80 ? "'\(text.prefix(80))…'" : "'\(text)'"
  }
}
