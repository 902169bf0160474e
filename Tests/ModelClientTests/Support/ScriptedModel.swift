import Curation
import Foundation
import ModelClient

/// A model whose answers are written down beforehand; it keeps what it was asked.
actor ScriptedModel: ChatModel {
  let name = "scripted"
  private(set) var requests: [ChatRequest] = []
  private let script: @Sendable (_ call: Int, ChatRequest) async -> ChatExchange

  /// Answers the calls, counted from 0, by a script.
  init(_ script: @escaping @Sendable (_ call: Int, ChatRequest) async -> ChatExchange) {
    self.script = script
  }

  /// Always writes the text that is made of the labels in the order shown.
  init(writing text: @escaping @Sendable (_ call: Int, _ labels: [String]) -> String) {
    self.init { call, request in .writes(text(call, request.labels)) }
  }

  func answer(_ request: ChatRequest) async -> ChatExchange {
    requests.append(request)
    return await script(requests.count - 1, request)
  }
}

extension ChatExchange {
  static func writes(_ text: String, finishReason: String = "stop") -> ChatExchange {
    let reply = ChatReply(
      text: text,
      finishReason: finishReason,
      model: "scripted-1",
      promptTokens: 100,
      completionTokens: 10
    )
    return ChatExchange(.success(reply))
  }
}

extension ChatRequest {
  /// The labels that the schema allows, in the order shown.
  var labels: [String] {
    guard case .object(let properties)? = schema else { return [] }
    if case .list(.choice(let labels))? = properties["order"] { return labels }
    if case .object(let numbers)? = properties["better"] { return numbers.keys.sorted() }
    return []
  }
}

extension ChatRequest {
  /// The text that a label stands for.
  func text(of label: String) -> String {
    let after = user.components(separatedBy: "[\(label)]\n").dropFirst().first ?? ""
    return after.components(separatedBy: "\n[/\(label)]").first ?? ""
  }
}

/// An order as JSON, with reasons for its first two.
func orderJSON(_ labels: [String]) -> String {
  let ids = labels.map { "\"\($0)\"" }.joined(separator: ", ")
  return #"{"order": [\#(ids)], "rationales": {"1": "Clear and rich.", "2": "Also good."}}"#
}

/// A cluster of made-up instructions `i1` … with texts that tell them apart.
func cluster(_ number: Int = 1, of count: Int = 4) -> (cluster: Cluster, candidates: [Instruction]) {
  let candidates = (1...count).map {
    Instruction(
      id: InstructionID("i\($0)"),
      text: "Explain fact number \($0).",
      reference: "secret answer \($0)"
    )
  }
  return (Cluster(number: number, label: "facts", candidates: candidates.map(\.id)), candidates)
}
