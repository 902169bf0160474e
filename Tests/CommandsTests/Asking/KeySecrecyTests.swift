import Foundation
import Synchronization
import TestSupport
import Testing

/// A key is nowhere but in the request to the server that it is for.
@Suite struct KeySecrecyTests {
  private static let canary = "sk-canary-0123456789"
  private let pool = (1...12).map { #"{"id":"p\#($0)","instruction":"Write \#($0) lines about tea"}"# }
    .joined(separator: "\n")

  /// A project of two clusters, and a configuration with an endpoint by the name of team.
  private func project(in folder: TemporaryFolder, at address: String) throws {
    try folder.write(pool, to: "pool.jsonl")
    try folder.write(
      "endpoints:\n  team:\n    url: \(address)\n    model: m\n    key: { environment: TEAM_KEY }\n",
      to: "config.yaml"
    )
    for arguments in [
      ["new", "tea.handpick", "pool.jsonl"], ["embed", "tea.handpick"],
      ["cluster", "tea.handpick", "--clusters", "2"],
    ] {
      #expect(try BuiltProgram.run(arguments, in: folder).status == 0)
    }
  }

  private func run(_ arguments: String..., in folder: TemporaryFolder) async throws -> BuiltProgram.Outcome {
    try await BuiltProgram.runAside(
      arguments,
      in: folder,
      environment: ["TEAM_KEY": Self.canary, "HANDPICK_CONFIG": folder.file("config.yaml")]
    )
  }

  /// The arguments of every process of ours that can be seen.
  private static func argumentsOfProcesses() -> [String] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
      .map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.hasPrefix(BuiltProgram.path) }
  }

  private func expectSecrecy(_ outcome: BuiltProgram.Outcome, in folder: TemporaryFolder) throws {
    #expect(!outcome.output.contains("canary") && !outcome.errors.contains("canary"), "\(outcome.errors)")
    #expect(try folder.names.contains("tea.handpick"))
    for file in try folder.names {
      #expect(try Data(folder.bytes(of: file)).range(of: Data(Self.canary.utf8)) == nil, "\(file)")
    }
  }

  @Test func `a key that a server repeats is in no file, no output and no process list`() async throws {
    let seen = Mutex<[String]>([])
    let echo = "you sent \(Self.canary), did you not"
    try await FaultServer.serve({ number, _ in
      let arguments = Self.argumentsOfProcesses()
      seen.withLock { $0 += arguments }
      return number == 0
        ? .text(500, echo) : number % 2 == 0 ? .text(400, echo) : .text(200, completion(echo))
    }) { server in
      let folder = try TemporaryFolder()
      try project(in: folder, at: server.address)
      let outcome = try await run("rank", "tea.handpick", "--endpoint", "team", "--passes", "1", in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(server.requests.count >= 3)
      #expect(server.requests.allSatisfy { $0.headers["authorization"] == ["Bearer \(Self.canary)"] })
      try expectSecrecy(outcome, in: folder)
      let arguments = seen.withLock { $0 }
      #expect(
        arguments.contains { $0.contains("--endpoint") } && !arguments.contains { $0.contains("canary") }
      )
    }
  }

  @Test func `a key does not follow a redirect`() async throws {
    try await FaultServer.serve({ _, _ in .fine }) { other in
      try await FaultServer.serve({ _, _ in .text(307, "", [("location", other.address + "/v1")]) }) {
        server in
        let folder = try TemporaryFolder()
        try project(in: folder, at: server.address)
        let outcome = try await run("rank", "tea.handpick", "--endpoint", "team", in: folder)
        #expect(outcome.status == 1)
        #expect(
          outcome.errors.contains("sends elsewhere (\(other.address)/v1); the key and the pool were not")
        )
        #expect(other.requests.isEmpty && !server.requests.isEmpty)
        try expectSecrecy(outcome, in: folder)
      }
    }
  }

  @Test func `a key and a pool are not sent where nobody vouches for the server`() async throws {
    try await FaultServer.serve(encryption: .selfSigned, { _, _ in .fine }) { server in
      let folder = try TemporaryFolder()
      try project(in: folder, at: server.address)
      let outcome = try await run("rank", "tea.handpick", "--endpoint", "team", in: folder)
      #expect(outcome.status == 1 && server.requests.isEmpty)
      #expect(outcome.errors.contains("handpick: The certificate of \(server.address)/v1 is not trusted: "))
      #expect(outcome.errors.contains("  If the server is yours, add its authority"))
      try expectSecrecy(outcome, in: folder)
    }
  }

  @Test func `a key that is written into the configuration is refused, and not repeated`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "endpoints:\n  team:\n    url: https://a.example\n    key: \(Self.canary)\n",
      to: "config.yaml"
    )
    let outcome = try await run("doctor", "--endpoint", "team", "--model", "m", in: folder)
    #expect(outcome.status == 1 && !outcome.errors.contains("canary"))
    #expect(outcome.errors.contains("config.yaml, line 4: endpoints.team.key does not say where the key is"))
  }
}
