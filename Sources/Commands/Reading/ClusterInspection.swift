import Curation
import Foundation
import ProjectStore
import TextUI

/// All that is known of a cluster, for `inspect`.
struct ClusterInspection: Encodable {
  struct Candidate: Encodable {
    var id: InstructionID
    var instruction: String
    var topic: String?
  }

  /// One try of a run to have the cluster ranked.
  struct Try: Encodable {
    var run: Int
    var ranker: String
    var isReviewed: Bool
    /// Which time the run ranked the cluster, and the pass of that time, from 1.
    var round: Int
    var pass: Int
    var time: Date
    /// The model as the server calls it; absent where none was asked.
    var model: String?
    /// The digest of the whole request.
    var requestSHA256: String?
    var promptTokens: Int
    var completionTokens: Int
    var milliseconds: Int
    var shown: [InstructionID]
    /// The order that was read, best first, or why there is none.
    var order: [InstructionID]?
    var failure: String?
    var oddities: [String]
    /// In the order of the places.
    var rationales: [Rationale]
    var reply: String
  }

  struct Rationale: Encodable {
    var id: InstructionID
    var text: String
  }

  struct Decided: Encodable {
    var time: Date
    var curator: String
    var verdict: String
    var picks: [InstructionID]
    var reason: String?
    var remark: String
  }

  var cluster: Int
  var label: String
  /// In the cluster's order.
  var candidates: [Candidate]
  /// Oldest first, run by run.
  var tries: [Try]
  /// Oldest first; what was taken back later is among them.
  var decisions: [Decided]

  /// Reads a cluster of a project, with the tries of one run or of all.
  init(of number: Int, run: Int?, in project: Project) throws {
    let cluster = try project.cluster(number)
    let topics = try project.topics(inCluster: number)
    self.cluster = number
    label = cluster.label
    candidates = try cluster.candidates.map { id in
      Candidate(
        id: id,
        instruction: try project.instruction(id)?.text ?? "",
        topic: topics[id].map { "\($0.subtopic.number) \($0.subtopic.label)" }
      )
    }
    let (runs, reviewed) = try project.numberedRuns()
    let wanted = try run.map { [try project.run(numbered: $0)] } ?? runs
    tries = try wanted.flatMap { run in
      try project.tries(atCluster: number, inRun: run.id).map {
        Try($0, of: run, isReviewed: run.id == reviewed)
      }
    }
    decisions = try project.log(about: number).compactMap(Decided.init)
  }
}

extension ClusterInspection.Try {
  fileprivate init(_ record: RankingRecord, of run: RankingRun, isReviewed: Bool) {
    self.run = run.id
    ranker = run.setup.origin.title
    self.isReviewed = isReviewed
    round = record.round
    pass = record.pass
    time = record.time
    model = record.model.isEmpty ? nil : record.model
    requestSHA256 = record.requestHash.isEmpty ? nil : record.requestHash
    promptTokens = record.promptTokens
    completionTokens = record.completionTokens
    milliseconds = record.latency
    shown = record.shown
    reply = record.reply
    switch record.outcome {
    case .success(let ranking):
      order = ranking.order
      oddities = ranking.oddities(shown: record.shown).map(\.rawValue)
      rationales = ranking.order.compactMap { id in
        ranking.rationales[id].map { ClusterInspection.Rationale(id: id, text: $0) }
      }
    case .failure(let failure):
      self.failure =
        failure.detail.isEmpty ? failure.category.rawValue : "\(failure.category.rawValue): \(failure.detail)"
      oddities = []
      rationales = []
    }
  }
}

extension ClusterInspection.Decided {
  fileprivate init?(_ entry: LogEntry) {
    guard case .decide(let decision) = entry.event else { return nil }
    time = entry.time
    curator = entry.curator
    verdict = decision.verdict.rawValue
    picks = decision.picks
    reason = decision.reason?.rawValue
    remark = decision.remark
  }
}

extension ClusterInspection {
  /// The lines to print.
  func lines(withReplies: Bool) -> [DisplayText] {
    var lines: [DisplayText] = ["Cluster \(cluster)  \(untrusted: label)"]
    for candidate in candidates {
      let topic: DisplayText = candidate.topic.map { "  (topic \(untrusted: $0))" } ?? ""
      lines.append(
        "  \(untrusted: candidate.id.rawValue)  \(untrusted: String(candidate.instruction.prefix(80)))"
          + topic
      )
    }
    if tries.isEmpty { lines += ["", "Not ranked yet."] }
    for attempt in tries { lines += [""] + attempt.lines(withReply: withReplies) }
    if !decisions.isEmpty { lines += ["", "Decisions"] }
    for decision in decisions {
      let words = [decision.verdict, Self.list(decision.picks), decision.reason ?? "", decision.remark]
      lines.append(
        "  \(untrusted: LocalTime.text(of: decision.time))  \(untrusted: decision.curator)  \(untrusted: words.filter { !$0.isEmpty }.joined(separator: "  "))"
      )
    }
    return lines
  }

  fileprivate static func list(_ ids: [InstructionID]) -> String {
    ids.map(\.rawValue).joined(separator: " ")
  }
}

extension ClusterInspection.Try {
  fileprivate func lines(withReply: Bool) -> [DisplayText] {
    var lines: [DisplayText] = [
      "Run \(run)\(untrusted: isReviewed ? " *" : "")  \(untrusted: ranker), round \(round), pass \(pass), \(untrusted: LocalTime.text(of: time))"
    ]
    if let model {
      lines.append(
        "  model      \(untrusted: model), \(promptTokens) tokens in, \(completionTokens) out, \(milliseconds) ms"
      )
    }
    if let requestSHA256 { lines.append("  request    \(untrusted: requestSHA256)") }
    if !shown.isEmpty { lines.append("  shown      \(untrusted: ClusterInspection.list(shown))") }
    if let order { lines.append("  order      \(untrusted: ClusterInspection.list(order))") }
    if let failure { lines.append("  no order   \(untrusted: failure)") }
    for oddity in oddities { lines.append("  ! \(untrusted: oddity)") }
    for rationale in rationales {
      lines.append("  rationale  \(untrusted: rationale.id.rawValue): \(untrusted: rationale.text)")
    }
    guard withReply, !reply.isEmpty else { return lines }
    lines.append("  reply")
    return lines
      + reply.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
        "    \(untrusted: String($0))"
      }
  }
}
