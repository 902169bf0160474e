import Foundation
import NIOHTTP1

/// Looks at an endpoint step by step, as far as it goes: each step needs the one before.
///
/// It sends ten short requests at most, one of them as long as those of a ranking.
public struct EndpointCheckup: Sendable {
  /// What is known about the endpoint.
  let profile: EndpointProfile
  /// The model to ask.
  let model: String
  let transport: HTTPTransport

  /// Looks at an endpoint.
  ///
  /// - Parameters:
  ///   - profile: What is known about it. Without a model, the one that the server has is taken if it is alone.
  ///   - isolation: Where findings are handed over.
  ///   - tell: Gets each finding as it is made.
  /// - Throws: `ModelError` about an address or a key with which nothing can be asked.
  public static func run(
    on profile: EndpointProfile,
    isolation: isolated (any Actor)? = #isolation,
    tell: (EndpointFinding) -> Void
  ) async throws {
    // Any name will do until the server's own list is read.
    let endpoint = try profile.endpoint(model: profile.model ?? "-")
    try await HTTPTransport.withTransport(to: endpoint) { transport in
      let list: [ServedModel]?
      let way: [EndpointFinding]
      do throws(ModelError) {
        list = try await transport.models()
        way = await transport.findings(nil)
      } catch {
        // Not every server has a list.
        list = nil
        way = await transport.findings(error)
      }
      for finding in way { tell(finding) }
      guard !way.contains(where: { $0.outcome == .bad }) else { return }
      guard let model = choose(profile.model, among: list, of: endpoint, tell: tell) else { return }
      let checkup = EndpointCheckup(profile: profile, model: model, transport: transport)
      guard await checkup.reply(listed: list?.map(\.id).contains(model), tell: tell) else { return }
      tell(await checkup.schema())
      tell(await checkup.context(told: list?.first { $0.id == model }?.contextTokens))
      tell(await checkup.probabilities())
    }
  }

  /// The model to ask: the one named, else the only one there is.
  private static func choose(
    _ named: String?,
    among list: [ServedModel]?,
    of endpoint: Endpoint,
    tell: (EndpointFinding) -> Void
  ) -> String? {
    if let named { return named }
    let ids = list?.map(\.id) ?? []
    if ids.count == 1 { return ids[0] }
    let names = ids.prefix(12).joined(separator: ", ") + (ids.count > 12 ? " and \(ids.count - 12) more" : "")
    tell(
      EndpointFinding(
        .model,
        .bad,
        "no model is named" + (ids.isEmpty ? "" : "; the server has \(names)"),
        advice: "Name one with --model, or as model in the configuration."
      )
    )
    return nil
  }

  /// Whether the model answers at all; tells about key, model and reply.
  private func reply(listed: Bool?, tell: (EndpointFinding) -> Void) async -> Bool {
    let hasKey = transport.endpoint.key != nil
    var times: [Duration] = []
    do throws(ModelError) {
      for _ in 1...3 {
        let (_, time) = try await ask(.greeting(fields: profile.body), .text)
        times.append(time)
      }
    } catch {
      if listed == nil, case .notFound(_, _, let detail) = error {
        let advice = "Check the path of the address, which usually ends in /v1, and the model's name."
        let result = "neither a list of models nor \(model) is at \(transport.endpoint.base): \(detail)"
        tell(EndpointFinding(.model, .bad, result, advice: advice))
      } else {
        tell(transport.finding(error, askingFor: model))
      }
      return false
    }
    tell(EndpointFinding(.key, .good, hasKey ? "sent, and not refused" : "none is sent, and none asked for"))
    tell(modelFinding(listed: listed))
    let sorted = times.sorted().map { Int(($0 / .milliseconds(1)).rounded()) }
    tell(
      EndpointFinding(
        .reply,
        .good,
        "\(sorted[1]) ms for a reply of one token (\(sorted[0]) to \(sorted[2]) ms in three tries)",
        figure: Double(sorted[1])
      )
    )
    return true
  }
}

extension EndpointCheckup {
  private func modelFinding(listed: Bool?) -> EndpointFinding {
    switch listed {
    case true?: EndpointFinding(.model, .good, "\(model) is in the server's list, and answers")
    case nil: EndpointFinding(.model, .good, "\(model) answers; the server has no list of models")
    case false?:
      EndpointFinding(
        .model,
        .notable,
        "\(model) is not in the server's list, but it answers",
        advice: "Check the spelling: some servers answer under any name, with whatever model they have."
      )
    }
  }

  /// Asks once, with no second try.
  ///
  /// - Returns: The reply and how long it took.
  func ask(
    _ request: ChatRequest,
    _ format: ReplyFormat
  ) async throws(ModelError) -> (reply: JSONValue, time: Duration) {
    let body = request.body(model: model, format: format)
    let clock = ContinuousClock()
    let start = clock.now
    let reply = try await transport.json(.POST, transport.endpoint.chatAddress, body: body)
    guard reply["choices"]?[0]?["message"] != nil else {
      throw .unreadableReply(detail: transport.clipped(reply.json))
    }
    return (reply, clock.now - start)
  }
}

extension ChatRequest {
  /// The shortest question there is.
  fileprivate static func greeting(fields: [String: JSONValue]) -> ChatRequest {
    ChatRequest(
      system: "You answer in one word.",
      user: "Say yes.",
      schema: .text,
      replyTokens: 1,
      sampling: Sampling(fields: fields)
    )
  }
}
