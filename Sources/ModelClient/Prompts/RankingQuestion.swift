import Curation
import Fingerprint

/// A question about the candidates of a cluster, with the labels that its reply will use.
struct RankingQuestion: Sendable {
  /// What to ask.
  let request: ChatRequest
  /// The candidates in the order shown.
  let order: [InstructionID]
  /// The label of each, in the same order: its number where only picks are asked for.
  let labels: [String]
  /// How many are to be picked.
  let picks: Int
  /// What the reply is to hold.
  let form: RankingPrompt.ReplyForm
  /// The names under which reasons are asked for, for the first place, the second and so on.
  let reasons: [String]

  /// Puts the candidates into words.
  ///
  /// - Parameters:
  ///   - candidates: What is ranked.
  ///   - rotation: The order in which they are shown; a random one when nil.
  ///   - picks: How many will be picked; two more get a reason, but no more than five.
  ///   - prompt: The words.
  ///   - limits: The room.
  ///   - sampling: How freely the model writes.
  ///   - key: Decides labels and random orders; the same key always gives the same question.
  ///   - complaint: What was wrong with an earlier reply.
  ///   - isBrief: Whether no reasons are asked for, and of each candidate only how many of those before it are
  ///     better: every reply that keeps to that schema is an order.
  /// - Throws: `ModelError.tooManyCandidates` when there is no room for even a line of each.
  init(
    about candidates: [Instruction],
    in rotation: PassRotation? = nil,
    picks: Int,
    prompt: RankingPrompt,
    limits: PromptLimits,
    sampling: ChatRequest.Sampling,
    key: String,
    complaint: RankingFailure?,
    isBrief: Bool = false
  ) throws(ModelError) {
    let isBrief = isBrief && prompt.form == .order
    var generator = SeededGenerator(key: key)
    let shown = rotation?.order(of: candidates) ?? generator.shuffled(candidates)
    let count = shown.count
    let picks = min(max(1, picks), count)
    let hasOrder = prompt.form == .order
    let reasons = hasOrder && !isBrief ? (1...5).prefix(min(picks + 2, count)).map(String.init) : []
    let replyTokens =
      limits.replyTokens ?? (hasOrder ? 100 + 10 * count + 60 * reasons.count : Self.replyTokensOfPicks)

    // Labels, brackets and line breaks cost some 20 tokens a candidate. The rest is an estimate, so a fifth
    // of the room stays free.
    let words =
      CandidateText.tokens(in: prompt.system + prompt.question + prompt.criteria) + 60
    let room = 0.8 * (Double(limits.contextTokens - replyTokens) - words - Double(20 * count))
    let texts = shown.map(CandidateText.init)
    let cap = min(
      Double(limits.candidateTokens),
      CandidateText.cap(for: texts.map(\.tokens), room: room)
    )
    guard cap >= 12 else {
      throw .tooManyCandidates(count: count, contextTokens: limits.contextTokens)
    }

    let clipped = texts.map { $0.text(tokens: cap) }
    var labels =
      hasOrder
      ? CandidateLabels.make(count, absentFrom: clipped, using: &generator) : (1...count).map(String.init)
    // Servers have the keys of an object written in alphabetical order. As that is the order shown, numbers that
    // are merely counted up, or all the same, echo it or its reverse, and are told for what they are.
    if isBrief { labels.sort() }
    let values: [RankingPrompt.Placeholder: String] = [
      .candidates: zip(labels, clipped).map { label, text in
        hasOrder ? "[\(label)]\n\(text)\n[/\(label)]" : "[\(label)] \(text)"
      }
      .joined(separator: "\n\n"),
      .count: String(count),
      .picks: String(picks),
      .criteria: prompt.criteria,
      .reasons: reasons.map { "\"\($0)\"" }.joined(separator: ", "),
      .note: (complaint.map { Self.note(on: $0, in: prompt.form) + " " } ?? "")
        + (isBrief ? Self.noteOnInsertion(of: count) + " " : ""),
      // Spelled as a reply would spell it: a small model copies that with fewest slips.
      .labels: "[\n" + labels.map { "    \"\($0)\"" }.joined(separator: ",\n") + "\n]",
      .examples: "\(Array(1...picks)) or \(Array(picks + 1...2 * picks))",
    ]
    self.request = ChatRequest(
      system: RankingPrompt.fill(prompt.system, with: values),
      user: RankingPrompt.fill(prompt.question, with: values),
      schema: !hasOrder
        ? nil : isBrief ? Self.schema(insertionOf: labels) : Self.schema(labels: labels, reasons: reasons),
      replyTokens: replyTokens,
      sampling: sampling
    )
    self.order = shown.map(\.id)
    self.labels = labels
    self.reasons = reasons
    self.picks = picks
    self.form = prompt.form
  }

  private static func schema(labels: [String], reasons: [String]) -> JSONSchema {
    .object([
      "order": .list(.choice(labels)),
      "rationales": .object(Dictionary(uniqueKeysWithValues: reasons.map { ($0, .text) })),
    ])
  }

  private static func schema(insertionOf labels: [String]) -> JSONSchema {
    let better = labels.enumerated().map { ($1, JSONSchema.choice((0...$0).map(String.init))) }
    return .object(["better": .object(Dictionary(uniqueKeysWithValues: better))])
  }

  /// The most tokens of a reply that holds nothing but picks, as published.
  private static let replyTokensOfPicks = 256

  /// What a reply says about the candidates.
  ///
  /// Where only picks were asked for, the others follow in the order shown, which says nothing about them.
  ///
  /// - Throws: `RankingFailure`.
  func reading(
    of reply: ChatReply
  ) throws(RankingFailure) -> (order: [InstructionID], rationales: [InstructionID: String]) {
    switch form {
    case .order:
      let read: RankingReply
      do throws(RankingFailure) {
        read = try RankingReply(reply, labels: labels, reasons: reasons)
      } catch {
        throw RankingFailure(error.category, naming(error.detail))
      }
      let ids = Dictionary(uniqueKeysWithValues: zip(labels, order))
      let rationales = read.rationales.compactMap { label, text in ids[label].map { ($0, naming(text)) } }
      return (read.order.compactMap { ids[$0] }, Dictionary(uniqueKeysWithValues: rationales))
    case .picks:
      let picked = try PickReply(reply, from: order.count, picks: picks).places.map { order[$0 - 1] }
      return (picked + order.filter { !picked.contains($0) }, [:])
    }
  }

  /// A text about the reply with the candidates' ids beside their labels, which mean nothing to anybody else.
  private func naming(_ text: String) -> String {
    // Most texts name none, and to look for each takes longer than to read the reply.
    guard CandidateLabels.mayOccur(in: text) else { return text }
    return zip(labels, order).reduce(text) { text, pair in
      text.replacing(pair.0, with: "\(pair.0) (\(pair.1.rawValue))")
    }
  }

  /// What the last question says, too: how to write the order so that nothing can go wrong in form.
  private static func noteOnInsertion(of count: Int) -> String {
    "This time leave out \"order\" and \"rationales\" and write one field \"better\": an object with the \(count) ids "
      + "as keys, in the order in which the candidates stand above; the value of each is how many of the "
      + "candidates above it are better than it, \"0\" for none."
  }

  /// An earlier failure in words of our own: the reply itself is not repeated.
  private static func note(on failure: RankingFailure, in form: RankingPrompt.ReplyForm) -> String {
    switch failure.category {
    case .missing where form == .picks: "An earlier reply named too few."
    case .truncated where form == .picks: "An earlier reply was too long; reply with the list alone."
    case .wrongFormat where form == .picks: "An earlier reply could not be read; reply with the list alone."
    case .repetition: "An earlier reply named a candidate twice; name each once."
    case .missing: "An earlier reply left candidates out; name them all."
    case .unknownID: "An earlier reply named an id that does not exist."
    case .truncated: "An earlier reply was too long; keep the sentences short."
    case .wrongFormat, .refusal, .transport: "An earlier reply could not be read; reply with the JSON alone."
    }
  }
}
