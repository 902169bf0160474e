import Foundation
import TestSupport
import Testing

@Suite struct DoctorTests {
  private struct Report: Decodable {
    struct Entry: Decodable {
      var check: String
      var outcome: String
      var result: String
      var figure: Double?
    }
    var endpoint: String
    var isUsable: Bool
    var checks: [Entry]
  }

  private func doctor(_ arguments: String..., in folder: TemporaryFolder) async throws -> BuiltProgram.Outcome
  {
    try await BuiltProgram.runAside(
      ["doctor"] + arguments,
      in: folder,
      environment: ["HANDPICK_CONFIG": folder.file("config.yaml")]
    )
  }

  private static func answer(_ request: FaultServer.Request) -> FaultServer.Answer {
    if request.path.hasSuffix("/models") {
      return .text(200, #"{"data": [{"id": "m", "max_model_len": 8192}]}"#)
    }
    return request.body.contains("json_schema") ? .text(200, completion(#"{"word": "quartz"}"#)) : .fine
  }

  @Test func `an endpoint that can rank is told line by line, with status 0`() async throws {
    try await FaultServer.serve({ _, request in Self.answer(request) }) { server in
      let folder = try TemporaryFolder()
      try folder.write("endpoints:\n  team:\n    url: \(server.address)\n    model: m\n", to: "config.yaml")
      let outcome = try await doctor("--endpoint", "team", in: folder)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.first == "team, m" && lines.last == "It can rank.")
      #expect(lines.contains("  ok    schema         enforced: the reply kept to it against the question"))
      #expect(lines.contains("  note  probabilities  not given; ranking does not need them"))
      let json = try await doctor("--endpoint", "team", "--json", in: folder)
      let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
      #expect(report.isUsable && report.endpoint == server.address + "/v1")
      #expect(report.checks.first { $0.check == "context" }?.figure == 8_192)
    }
  }

  @Test func `an endpoint that cannot rank is told with what to do, and status 1`() async throws {
    try await FaultServer.serve({ _, _ in .text(401, "who are you") }) { server in
      let folder = try TemporaryFolder()
      try folder.write("", to: "config.yaml")
      let outcome = try await doctor("--endpoint", server.address, "--model", "m", in: folder)
      #expect(outcome.status == 1 && outcome.errors.isEmpty)
      #expect(
        outcome.output.contains("  BAD   key            \(server.address)/v1 asks for a key: who are you.")
      )
      #expect(outcome.output.contains("\n                       Put the key into HANDPICK_API_KEY"))
      #expect(outcome.output.hasSuffix("It cannot rank like this.\n"))
      let json = try await doctor("--endpoint", server.address, "--model", "m", "--json", in: folder)
      #expect(json.status == 1)
      #expect(try !JSONDecoder().decode(Report.self, from: Data(json.output.utf8)).isUsable)
    }
  }

  @Test func `a name that the configuration does not have is refused`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("endpoints: { team: { url: https://a.example } }", to: "config.yaml")
    let outcome = try await doctor("--endpoint", "taem", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors == "handpick: There is no endpoint \"taem\".\n  Did you mean team?\n")
    #expect(try await doctor(in: folder).status == 64)
  }
}
