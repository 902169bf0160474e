import Curation
import Fingerprint

/// A question about the candidates of a cluster, with the labels that its reply will use.
struct RankingQuestion: Sendable {
  /// What to ask.
  let request: ChatRequest
  /// The candidates in the order shown.
  let order: [InstructionID]
  /// The label of each, in the same order.
  let labels: [String]
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
  /// - Throws: `ModelError.tooManyCandidates` when there is no room for even a line of each.
  init(
    about candidates: [Instruction],
    in rotation: PassRotation? = nil,
    picks: Int,
    prompt: RankingPrompt,
    limits: PromptLimits,
    sampling: ChatRequest.Sampling,
    key: String,
    complaint: RankingFailure?
  ) throws(ModelError) {
    var generator = SeededGenerator(key: key)
    let shown = rotation?.order(of: candidates) ?? generator.shuffled(candidates)
    let count = shown.count
    let reasons = (1...5).prefix(min(max(1, picks) + 2, count)).map(String.init)
    let replyTokens = limits.replyTokens ?? 100 + 10 * count + 60 * reasons.count

    // Labels, brackets and line breaks cost some 20 tokens a candidate. The rest is an estimate, so a fifth
    // of the room stays free.
    let words = CandidateText.tokens(in: (prompt.system + prompt.question).unicodeScalars) + 60
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
    let labels = CandidateLabels.make(count, absentFrom: clipped, using: &generator)
    let values = [
      "candidates": zip(labels, clipped).map { "[\($0)]\n\($1)\n[/\($0)]" }.joined(separator: "\n\n"),
      "count": String(count),
      "reasons": reasons.map { "\"\($0)\"" }.joined(separator: ", "),
      "note": complaint.map { Self.note(on: $0) + " " } ?? "",
      // Spelled as a reply would spell it: a small model copies that with fewest slips.
      "labels": "[\n" + labels.map { "    \"\($0)\"" }.joined(separator: ",\n") + "\n]",
    ]
    self.request = ChatRequest(
      system: prompt.system,
      // In one pass, so that a candidate that holds a placeholder stays as it is.
      user: prompt.question.replacing(/\{\{(\w+)\}\}/) { values[String($0.output.1)] ?? "" },
      schema: .object([
        "order": .list(.choice(labels)),
        "rationales": .object(Dictionary(uniqueKeysWithValues: reasons.map { ($0, .text) })),
      ]),
      replyTokens: replyTokens,
      sampling: sampling
    )
    self.order = shown.map(\.id)
    self.labels = labels
    self.reasons = reasons
  }

  /// A text about the reply with the candidates' ids beside their labels, which mean nothing to anybody else.
  func naming(_ text: String) -> String {
    zip(labels, order).reduce(text) { text, pair in
      text.replacing(pair.0, with: "\(pair.0) (\(pair.1.rawValue))")
    }
  }

  /// An earlier failure in words of our own: the reply itself is not repeated.
  private static func note(on failure: RankingFailure) -> String {
    switch failure.category {
    case .repetition: "An earlier reply named a candidate twice; name each once."
    case .missing: "An earlier reply left candidates out; name them all."
    case .unknownID: "An earlier reply named an id that does not exist."
    case .truncated: "An earlier reply was too long; keep the sentences short."
    case .wrongFormat, .refusal, .transport: "An earlier reply could not be read; reply with the JSON alone."
    }
  }
}
