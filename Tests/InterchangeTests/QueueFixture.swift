import Curation
import Foundation

/// Makes items of queues as a review does.
enum QueueFixture {
  static let time = Date(timeIntervalSince1970: 1_795_340_460.25)

  /// An item that was accepted, or chosen against the ranking, or picked without one.
  static func item(
    _ instruction: Instruction,
    topic: TopicPlace? = nil,
    position: Int = 1,
    rationale: String? = "Clear.",
    verdict: Verdict = .accept,
    reason: Reason? = nil,
    remark: String = "",
    curator: String = "mira"
  ) throws -> QueueItem {
    let other = InstructionID("other")
    let cluster = Cluster(number: 3, label: "tea · milk", candidates: [instruction.id, other])
    let ranking = try rationale.map { rationale in
      try Ranking(
        of: cluster.candidates,
        cluster: 3,
        order: cluster.candidates,
        rationales: [instruction.id: rationale],
        origin: .model(name: "small")
      )
    }
    let decision = try Decision(
      verdict,
      picks: [instruction.id],
      in: cluster,
      ranking: ranking,
      reason: reason,
      remark: remark,
      presentation: Presentation(order: cluster.candidates, showedRanking: ranking != nil, run: 1)
    )
    let review = Review(log: [
      LogEntry(sequence: 1, time: time, curator: curator, cluster: 3, event: .decide(decision))
    ])
    guard let step = review.step(for: 3) else { throw CocoaError(.featureUnsupported) }
    return QueueItem(
      position: position,
      instruction: instruction,
      topic: topic,
      cluster: cluster,
      ranking: ranking,
      step: step
    )
  }

  /// Texts that make trouble somewhere between us and an annotator.
  static let hostileTexts = [
    "plain",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u{301}",
    "\u{202E}שלום עולם\u{202C} مرحبا",
    "</Text></View><script>alert(1)</script>",
    "$instruction ${input} {{input}} %s %n",
    "\"quoted\" 'single' \\backslash\\ \\u0041 \\n",
    "line\nline\r\nline\u{2028}line\u{2029}line\u{85}line\ttab",
    "\u{1B}[31mred\u{1B}[0m \u{7F} \u{9B}31m \u{1}",
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1",
    "\t=1",
    "＝1",
    " =1",
    "\"=1\"",
    "'=1",
    "\u{200B}=1",
    "'quoted'",
    " spaces ",
    "a,b;c\"d",
    String(repeating: "0123456789abcde\n", count: 1_000),
  ]

  /// An item for each of the hostile texts, as instruction, input and rationale.
  static func hostileItems() throws -> [QueueItem] {
    try hostileTexts.enumerated().map { index, text in
      try item(
        Instruction(
          id: InstructionID("h-\(index)"),
          text: text,
          input: text + "\(index)",
          source: text,
          category: text
        ),
        position: index + 1,
        rationale: text,
        verdict: index.isMultiple(of: 2) ? .accept : .override,
        reason: index.isMultiple(of: 2) ? nil : .coverage,
        remark: text
      )
    }
  }
}
