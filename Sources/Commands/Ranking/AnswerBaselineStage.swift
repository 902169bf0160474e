import Curation
import Foundation
import ModelClient
import ProjectStore
import Statistics
import TextUI

/// Ranks every cluster by how a model answers its candidates: baselines for which no model weighs them.
///
/// Open-endedness takes three answers at temperature 1, perplexity one at temperature 0. Each cluster is kept as soon as
/// all its candidates are answered, so the stage can be stopped and run again.
struct AnswerBaselineStage: RankingStage {
  /// Which baseline; one that asks a model.
  var baseline: Baseline
  /// Where the model is asked.
  var endpoint: Endpoint
  /// Further fields of a request's body.
  var fields: [String: JSONValue] = [:]
  /// What the answers depend on, on servers that heed a seed.
  var seed: UInt64
  /// How many clusters are answered side by side.
  var concurrency: Int
  /// Which clusters are ranked, and whether the run stands aside.
  var scope = RankingScope()

  private static let replyTokens = 128

  private var answers: Int { baseline == .openEndedness ? 3 : 1 }
  private var temperature: Double { baseline == .openEndedness ? 1 : 0 }

  private var setup: RankingRun.Setup {
    RankingRun.Setup(
      origin: .baseline(baseline, of: endpoint.model),
      model: endpoint.model,
      endpoint: endpoint.base,
      options: [
        "answers": "\(answers)", "temperature": "\(temperature)", "reply-tokens": "\(Self.replyTokens)",
        "seed": "\(seed)",
      ]
    )
  }

  /// Ranks what is not ranked yet and reports on standard error.
  func run(on project: Project) async throws {
    let started = Clock.now
    _ = try project.currentDivision
    let run = try project.beginRun(setup, at: started, aside: scope.isAside)
    let numbers = try scope.sampled(
      project.clustersToRank(inRun: run.id, retryingFailures: true),
      of: project
    )
    let interruption = Interruption()
    let progress = ProgressLine("answering")
    let work = Task {
      try await EndpointModel.connect(to: endpoint) { model in
        try await answer(numbers, with: model, run: run.id, in: project, progress: progress)
      }
    }
    interruption.onInterrupt { work.cancel() }
    let result = await work.result
    interruption.end()
    progress.finish()
    let ranked = try project.rankingStates(inRun: run.id).count { $0 == .ranked }
    try project.record(
      Stage(
        name: .rank,
        options: setup.options.merging(["method": baseline.rawValue, "run": "\(run.id)"]) { $1 },
        counts: ["to rank": numbers.count, "ranked": ranked],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    Console.note(
      "\(ranked) clusters are ranked by \(untrusted: setup.origin.title). \(untrusted: baseline.explanation)"
    )
    try result.get()
  }

  private func answer(
    _ numbers: [Int],
    with model: EndpointModel,
    run: Int,
    in project: Project,
    progress: ProgressLine
  ) async throws {
    var progress = progress
    var (waiting, done) = (numbers[...], 0)
    try await withThrowingTaskGroup(of: RankingRecord.self) { group in
      func begin() throws {
        guard let number = waiting.popFirst() else { return }
        let cluster = try project.cluster(number)
        let candidates = try project.instructions(ids: cluster.candidates)
        group.addTask { try await record(of: cluster, candidates, answeredBy: model) }
      }
      for _ in 0..<concurrency { try begin() }
      for try await record in group {
        try project.record([record], inRun: run)
        done += 1
        progress.show(done, of: numbers.count)
        try begin()
      }
    }
  }

  /// Has all candidates of a cluster answered; what ends the whole run is thrown.
  private func record(
    of cluster: Cluster,
    _ candidates: [Instruction],
    answeredBy model: EndpointModel
  ) async throws -> RankingRecord {
    var answered: [AnsweredCandidate] = []
    let began = ContinuousClock.now
    let outcome: Result<Ranking, RankingFailure>
    do throws(ModelError) {
      for candidate in candidates { answered.append(try await answer(candidate, with: model)) }
      outcome = ranking(of: cluster, answered)
    } catch {
      if error.endsRun { throw error }
      outcome = .failure(RankingFailure(.transport, error.summary))
    }
    return RankingRecord(
      cluster: cluster.number,
      outcome: outcome,
      shown: cluster.candidates,
      reply: AnsweredCandidate.text(of: answered),
      model: answered.first?.model ?? "",
      promptTokens: answered.reduce(0) { $0 + $1.promptTokens },
      completionTokens: answered.reduce(0) { $0 + $1.completionTokens },
      latency: Int((ContinuousClock.now - began) / .milliseconds(1)),
      time: Clock.now
    )
  }

  private func answer(
    _ candidate: Instruction,
    with model: EndpointModel
  ) async throws(ModelError) -> AnsweredCandidate {
    var answered = AnsweredCandidate(id: candidate.id)
    let text = candidate.input.isEmpty ? candidate.text : candidate.text + "\n\n" + candidate.input
    for number in 0..<answers {
      // Some servers read a signed number.
      let seed = (seed &+ UInt64(number)) & UInt64(Int64.max)
      let answer = try await model.reply(
        to: text,
        tokens: Self.replyTokens,
        sampling: ChatRequest.Sampling(
          temperature: temperature,
          presencePenalty: nil,
          fields: ["seed": .number("\(seed)")].merging(fields) { $1 }
        )
      )
      if baseline != .openEndedness {
        guard let perplexity = answer.perplexity else { throw .noProbabilities(address: endpoint.base) }
        answered.value = perplexity
      }
      answered.answers.append(answer.text)
      answered.model = answer.model
      answered.promptTokens += answer.promptTokens
      answered.completionTokens += answer.completionTokens
    }
    if baseline == .openEndedness {
      answered.value = Double(OpenEndedness.uniqueBigrams(in: answered.answers))
    }
    return answered
  }

  private func ranking(
    of cluster: Cluster,
    _ answered: [AnsweredCandidate]
  ) -> Result<Ranking, RankingFailure> {
    let values = Dictionary(answered.map { ($0.id, $0.value) }) { first, _ in first }
    let middle = Quartiles(of: answered.map(\.value))?.median ?? 0
    return Result { () throws(RankingFailure) in
      try Ranking(
        of: cluster.candidates,
        cluster: cluster.number,
        order: ScoredOrder.highestFirst(cluster.candidates) { id in
          values[id].map { value in
            switch baseline {
            case .lowPerplexity: -value
            case .midPerplexity: -abs(value - middle)
            default: value
            }
          }
        },
        rationales: [:],
        origin: setup.origin
      )
    }
  }
}

/// What a model answered to a candidate, and the number that it comes to.
private struct AnsweredCandidate: Encodable {
  var id: InstructionID
  var answers: [String] = []
  var value = 0.0
  var model = ""
  var promptTokens = 0
  var completionTokens = 0

  /// What the project keeps of the answers of a cluster.
  static func text(of answered: [AnsweredCandidate]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(answered)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
