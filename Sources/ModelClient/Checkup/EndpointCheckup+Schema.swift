extension EndpointCheckup {
  /// Asks for something that the reply's schema forbids: only a server that enforces it keeps to it.
  func schema() async -> EndpointFinding {
    let request = ChatRequest(
      system: "You repeat what you are asked to repeat, word for word, and write nothing else.",
      user: #"Repeat this: {"colour": "banana"}"#,
      schema: .object(["word": .choice(["quartz", "zephyr"])]),
      replyTokens: 300,
      sampling: ChatRequest.Sampling(fields: profile.body)
    )
    let reply: JSONValue
    do throws(ModelError) {
      reply = try await ask(request, .schema).reply
    } catch {
      guard error.concernsReplyFormat else {
        return EndpointFinding(
          .schema,
          .notable,
          "could not be tried: \(error.summary)",
          advice: error.suggestion
        )
      }
      return await withoutSchema(request)
    }
    let text = reply["choices"]?[0]?["message"]?["content"]?.text ?? ""
    let kept = JSONValue(json: text)?.members.map { members in
      members.keys.elementsEqual(["word"]) && ["quartz", "zephyr"].contains(members["word"]?.text)
    }
    if kept == true {
      return EndpointFinding(.schema, .good, "enforced: the reply kept to it against the question")
    }
    if reply["choices"]?[0]?["finish_reason"]?.text == "length" {
      return EndpointFinding(
        .schema,
        .notable,
        "cannot be told: the reply was cut off before it was whole",
        advice:
          "A model that thinks aloud needs more room; see body in the configuration for the server's switch."
      )
    }
    return EndpointFinding(
      .schema,
      .notable,
      "accepted, but not enforced: the reply was \(transport.clipped(text).prefix(60))",
      advice:
        "Every reply is checked and asked for again; expect more of that, or use a server that enforces it."
    )
  }

  private func withoutSchema(_ request: ChatRequest) async -> EndpointFinding {
    let takesJSON = (try? await ask(request, .jsonObject)) != nil
    let isSettled = profile.schema == (takesJSON ? .json : .nothing)
    return EndpointFinding(
      .schema,
      profile.schema == .schema ? .bad : .notable,
      takesJSON ? "refused, but plain JSON can be had" : "refused, and plain JSON too",
      advice: isSettled ? nil : "Write schema: \(takesJSON ? "json" : "none") for it in the configuration."
    )
  }
}
