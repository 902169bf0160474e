import Curation
import Foundation
import ModelClient
import ProjectStore
import Statistics

/// Puts the candidates of a cluster in order by what a model answers to them.
///
/// Open-endedness takes three answers at temperature 1, perplexity one at temperature 0.
struct AnswerRanker {
  /// Which baseline; one that asks a model.
  var baseline: Baseline
  /// What the answers depend on, on servers that heed a seed.
  var seed: UInt64
  /// Further fields of a request's body.
  var fields: [String: JSONValue] = [:]

  private static let replyTokens = 128

  private var answers: Int { baseline == .openEndedness ? 3 : 1 }
  private var temperature: Double { baseline == .openEndedness ? 1 : 0 }

  /// All that the orders depend on beside the candidates and the model.
  var options: [String: String] {
    [
      "answers": "\(answers)", "temperature": "\(temperature)", "reply-tokens": "\(Self.replyTokens)",
      "seed": "\(seed)",
    ]
  }

  /// Has all candidates of a cluster answered.
  ///
  /// - Returns: The order, or why there is none. What it cost is kept with the answers.
  /// - Throws: What would end the same way with every cluster.
  func rank(
    _ cluster: Cluster,
    _ candidates: [Instruction],
    by model: any ChatModel
  ) async throws(ModelError) -> RankingRecord {
    var answered: [AnsweredCandidate] = []
    let began = ContinuousClock.now
    let outcome: Result<Ranking, RankingFailure>
    do throws(ModelError) {
      for candidate in candidates { answered.append(try await answer(candidate, by: model)) }
      outcome = ranking(of: cluster, answered, by: model)
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
      latency: Int((ContinuousClock.now - began) / .milliseconds(1)),
      time: Clock.now
    )
  }

  private func answer(
    _ candidate: Instruction,
    by model: any ChatModel
  ) async throws(ModelError) -> AnsweredCandidate {
    var answered = AnsweredCandidate(id: candidate.id)
    for number in 0..<answers {
      let reply = try await model.answer(question(about: candidate, number)).result.get()
      answered.answers.append(reply.text)
      answered.value = reply.perplexity
      answered.model = reply.model
      answered.promptTokens += reply.promptTokens ?? 0
      answered.completionTokens += reply.completionTokens ?? 0
    }
    if baseline == .openEndedness {
      answered.value = Double(OpenEndedness.uniqueBigrams(in: answered.answers))
    }
    return answered
  }

  /// The question that lets a candidate be answered for so many times, from 0.
  private func question(about candidate: Instruction, _ number: Int) -> ChatRequest {
    // Some servers read a signed number.
    let seed = (seed &+ UInt64(number)) & UInt64(Int64.max)
    var question = ChatRequest(
      candidate.input.isEmpty ? candidate.text : candidate.text + "\n\n" + candidate.input,
      replyTokens: Self.replyTokens,
      sampling: ChatRequest.Sampling(
        temperature: temperature,
        presencePenalty: nil,
        fields: ["seed": .number("\(seed)")].merging(fields) { $1 }
      )
    )
    question.asksProbabilities = baseline != .openEndedness
    question.sample = number
    return question
  }

  private func ranking(
    of cluster: Cluster,
    _ answered: [AnsweredCandidate],
    by model: any ChatModel
  ) -> Result<Ranking, RankingFailure> {
    let values = Dictionary(answered.map { ($0.id, $0.value) }) { first, _ in first }.compactMapValues(\.self)
    let middle = Quartiles(of: Array(values.values))?.median ?? 0
    return Result { () throws(RankingFailure) in
      if let silent = answered.first(where: { $0.value == nil }) {
        throw RankingFailure(.missing, "the model answers nothing to \(silent.id)")
      }
      return try Ranking(
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
        origin: .baseline(baseline, of: model.name)
      )
    }
  }
}

/// What a model answers to a candidate, and the number that it comes to.
private struct AnsweredCandidate: Encodable {
  var id: InstructionID
  var answers: [String] = []
  var value: Double?
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
