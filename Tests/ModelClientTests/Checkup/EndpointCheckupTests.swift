import Foundation
import TestSupport
import Testing

@testable import ModelClient

@Suite struct EndpointCheckupTests {
  /// What a server in good order says; each test changes what is off.
  struct Server: Sendable {
    var models: FaultServer.Answer = .text(200, #"{"data": [{"id": "asked-1"}, {"id": "other"}]}"#)
    var chat: FaultServer.Answer = .fine
    /// What comes when a schema is asked for.
    var schema: FaultServer.Answer = .text(200, completion(#"{"word": "zephyr"}"#))
    /// What comes when plain JSON is asked for.
    var json: FaultServer.Answer = .fine
    var properties: FaultServer.Answer = .text(404, "no such page")
    /// What comes when more tokens are asked for than any model writes.
    var tooMuch: FaultServer.Answer = .fine
    /// What comes for a question as long as those of a ranking.
    var long: FaultServer.Answer = .text(200, completion("yes").replacing("31", with: "3500"))
    var probabilities: FaultServer.Answer = .fine

    func answer(_ request: FaultServer.Request) -> FaultServer.Answer {
      if request.path == "/props" { return properties }
      if request.path.hasSuffix("/models") { return models }
      if request.body.contains("json_schema") { return schema }
      if request.body.contains("json_object") { return json }
      if request.body.contains("100000000") { return tooMuch }
      if request.body.contains("logprobs") { return probabilities }
      return request.body.count > 10_000 ? long : chat
    }
  }

  private func findings(
    _ server: Server,
    model: String? = "asked-1",
    encryption: FaultServer.Encryption = .none,
    change: @escaping @Sendable (inout EndpointProfile) -> Void = { _ in }
  ) async throws -> [EndpointFinding] {
    try await FaultServer.serve(encryption: encryption, { _, request in server.answer(request) }) { running in
      var profile = EndpointProfile(address: running.address, model: model)
      change(&profile)
      var findings: [EndpointFinding] = []
      try await EndpointCheckup.run(on: profile) { findings.append($0) }
      return findings
    }
  }

  private func finding(_ check: EndpointFinding.Check, _ server: Server) async throws -> EndpointFinding {
    try #require(try await findings(server).first { $0.check == check })
  }

  @Test func `everything is looked at, in order, once`() async throws {
    let findings = try await findings(Server())
    #expect(findings.map(\.check) == EndpointFinding.Check.allCases)
    #expect(findings.filter { $0.outcome != .good }.map(\.check) == [.probabilities])
    #expect(findings[5].figure != nil && findings[7].figure == 3_500)
  }

  @Test func `nobody at the address, and a name that nobody has, are told apart`() async throws {
    let gone = try await FaultServer.serve({ _, _ in .fine }) { $0.address }
    var findings: [EndpointFinding] = []
    try await EndpointCheckup.run(on: EndpointProfile(address: gone)) { findings.append($0) }
    #expect(findings.map(\.outcome) == [.good, .bad] && findings.map(\.check) == [.name, .connection])
    #expect(findings[1].result.hasSuffix("Connection refused"))
    try await EndpointCheckup.run(on: EndpointProfile(address: "https://handpick.invalid")) {
      findings.append($0)
    }
    #expect(findings.count == 3 && findings[2].check == .name && findings[2].outcome == .bad)
    #expect(findings[2].result == "nobody knows the name handpick.invalid")
  }

  @Test func `no trust and no TLS are told apart from no connection`() async throws {
    let untrusted = try await findings(Server(), encryption: .selfSigned)
    #expect(untrusted.map(\.check) == [.name, .connection, .encryption])
    #expect(untrusted.last?.outcome == .bad && untrusted.last?.result.contains("not trusted") == true)
    let plain = try await findings(Server()) { $0.address.replace("http:", with: "https:") }
    #expect(plain.map(\.check) == [.name, .connection, .encryption] && plain.last?.outcome == .bad)
  }

  @Test(arguments: [401, 403]) func `a key that is not accepted ends it`(status: Int) async throws {
    let refusal = FaultServer.Answer.text(status, "who are you")
    for server in [Server(models: refusal), Server(chat: refusal)] {
      let last = try await findings(server).last
      #expect(last?.check == .key && last?.outcome == .bad)
      #expect(last?.result.contains("asks for a key: who are you") == true)
    }
  }

  @Test func `an address that sends elsewhere ends it`() async throws {
    let server = Server(models: .text(302, "", [("location", "https://elsewhere.example")]))
    let findings = try await findings(server)
    #expect(findings.map(\.outcome) == [.good, .bad] && findings[1].result.contains("elsewhere.example"))
  }

  @Test func `a model is listed, unlisted, alone, one of several or unknown`() async throws {
    #expect(try await finding(.model, Server()).outcome == .good)
    let unlisted = Server(models: .text(200, #"{"data": [{"id": "other"}]}"#))
    #expect(try await finding(.model, unlisted).outcome == .notable)
    #expect(try await finding(.model, Server(models: .text(404, ""))).result.contains("no list of models"))
    let alone = try await findings(unlisted, model: nil)
    #expect(alone.first { $0.check == .model }?.result == "other is in the server's list, and answers")
    let several = try await findings(Server(), model: nil).last
    #expect(several?.outcome == .bad)
    #expect(several?.result == "no model is named; the server has asked-1, other")
    let unknown = Server(chat: .text(404, "no such model"))
    #expect(try await findings(unknown).last?.result.contains("no model 'asked-1': no such model") == true)
    let refused = Server(chat: .text(400, "model asked-1 does not exist"))
    #expect(try await findings(refused).last?.check == .model)
    let nowhere = try await findings(Server(models: .text(404, ""), chat: .text(404, "lost"))).last
    #expect(nowhere?.outcome == .bad && nowhere?.result.hasPrefix("neither a list of models nor") == true)
  }

  @Test(arguments: [
    (400, "Use max_completion_tokens instead", "max_completion_tokens: 4000"),
    (400, "temperature is not supported", "--server-sampling"),
    (429, "slow down", "Run the same command again later"),
    (503, "Loading model", "Run the same command again"),
  ])
  func `a model that gives no reply ends it, with what to do`(status: Int, words: String, advice: String)
    async throws
  {
    let last = try await findings(Server(chat: .text(status, words))).last
    #expect(last?.check == .reply && last?.outcome == .bad && last?.advice?.contains(advice) == true)
  }

  @Test(arguments: [
    (#"{"word": "quartz"}"#, EndpointFinding.Outcome.good, "enforced"),
    (#"{"colour": "banana"}"#, .notable, "accepted, but not enforced"),
    (#"{"word": "banana"}"#, .notable, "accepted, but not enforced"),
    (#"{"word": "quartz", "more": 1}"#, .notable, "accepted, but not enforced"),
    ("quartz", .notable, "accepted, but not enforced"), ("", .notable, "accepted, but not enforced"),
  ])
  func `a schema is enforced or only accepted`(
    reply: String,
    outcome: EndpointFinding.Outcome,
    result: String
  ) async throws {
    let finding = try await finding(.schema, Server(schema: .text(200, completion(reply))))
    #expect(finding.outcome == outcome && finding.result.hasPrefix(result), "\(finding)")
  }

  @Test func `a schema that is refused, and a reply that is cut off, prove nothing`() async throws {
    let refusal = FaultServer.Answer.text(400, "response_format is not supported")
    let json = try await finding(.schema, Server(schema: refusal))
    #expect(json.result.contains("plain JSON can be had") && json.advice?.contains("schema: json") == true)
    let nothing = try await finding(.schema, Server(schema: refusal, json: refusal))
    #expect(nothing.result.contains("plain JSON too") && nothing.advice?.contains("schema: none") == true)
    let asked = try await findings(Server(schema: refusal)) { $0.schema = .schema }
    #expect(asked.first { $0.check == .schema }?.outcome == .bad)
    let settled = try await findings(Server(schema: refusal)) { $0.schema = .json }
    #expect(settled.first { $0.check == .schema }?.advice == nil)
    let cut = try await finding(
      .schema,
      Server(schema: .text(200, completion("{\"wo", finishReason: "length")))
    )
    #expect(cut.result.hasPrefix("cannot be told"))
    let failed = try await finding(.schema, Server(schema: .text(500, "oops")))
    #expect(failed.result == "could not be tried: The server failed (HTTP 500): oops.")
  }

  @Test(arguments: [
    (
      Server(properties: .text(200, #"{"default_generation_settings": {"n_ctx": 8192}}"#)), 8_192.0,
      "8192 tokens, as the server's properties say"
    ),
    (
      Server(models: .text(200, #"{"data": [{"id": "asked-1", "max_model_len": 32768}]}"#)), 32_768,
      "32768 tokens, as the server's list of models says"
    ),
    (
      Server(tooMuch: .text(400, "This model's maximum context length is 16,384 tokens. However, you asked")),
      16_384, "16384 tokens, as the server says when asked for too much"
    ),
    (Server(), 3_500, "not told; a question of 3500 tokens was read whole"),
  ])
  func `the context is told by the server, or tried`(server: Server, figure: Double, result: String)
    async throws
  {
    let finding = try await finding(.context, server)
    #expect(finding.outcome == .good && finding.figure == figure && finding.result == result)
  }

  @Test func `a context that is too small for a ranking is told`() async throws {
    let small = Server(properties: .text(200, #"{"default_generation_settings": {"n_ctx": 2048}}"#))
    let finding = try await finding(.context, small)
    #expect(finding.outcome == .notable && finding.advice?.contains("--context-tokens 2048") == true)
    let enough = try await findings(small) { $0.contextTokens = 2_000 }
    #expect(enough.first { $0.check == .context }?.outcome == .good)
    let cut = try await self.finding(.context, Server(long: .fine))
    #expect(cut.outcome == .bad && cut.result.contains("to 31 tokens, and said nothing"))
    let refused = try await self.finding(.context, Server(long: .text(400, "too long")))
    #expect(refused.outcome == .notable && refused.result.contains("too long"))
    let silent = try await self.finding(
      .context,
      Server(long: .text(200, #"{"choices": [{"message": {"content": "yes"}}]}"#))
    )
    #expect(silent.result.contains("whether whole cannot be seen"))
  }

  @Test func `probabilities are given or not`() async throws {
    let given = #"{"choices": [{"message": {}, "logprobs": {"content": [{"token": "a", "logprob": -0.1}]}}]}"#
    #expect(try await finding(.probabilities, Server(probabilities: .text(200, given))).outcome == .good)
    for answer in [FaultServer.Answer.fine, .text(400, "logprobs are not supported")] {
      #expect(try await finding(.probabilities, Server(probabilities: answer)).outcome == .notable)
    }
  }

  @Test func `what a profile adds is sent with every question, and a key is never told`() async throws {
    let server = Server(chat: .text(400, "you sent canary-0123456789"))
    try await FaultServer.serve({ _, request in server.answer(request) }) { running in
      let folder = try TemporaryFolder()
      try folder.write("canary-0123456789", to: "key")
      chmod(folder.file("key"), 0o600)
      let profile = EndpointProfile(
        address: running.address,
        model: "asked-1",
        key: .file(folder.file("key")),
        headers: ["x-project": "picks"],
        body: ["top_k": .number("3")]
      )
      var findings: [EndpointFinding] = []
      try await EndpointCheckup.run(on: profile) { findings.append($0) }
      #expect(findings.last?.result.contains("you sent [key]") == true)
      #expect(!"\(findings)".contains("canary"))
      #expect(running.requests.allSatisfy { $0.headers["x-project"] == ["picks"] })
      #expect(running.requests.allSatisfy { $0.headers["authorization"] == ["Bearer canary-0123456789"] })
      #expect(running.requests.last?.body.contains("top_k") == true)
    }
  }
}
