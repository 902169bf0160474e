import Curation
import Foundation
import Glibc
import ProjectStore
import Synchronization
import TestSupport
import Testing

/// Vectors by an endpoint, with the built program.
@Suite(.serialized) struct EndpointEmbeddingTests {
  private static let canary = "sk-canary-0123456789"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try add(1...20)
  }

  /// Imports instructions with ids that tell their numbers; the first time into a new project.
  private func add(_ numbers: ClosedRange<Int>) throws {
    let pool = numbers.map { #"{"id":"p\#($0)","instruction":"Write \#($0) lines about tea"}"# }
    try folder.write(pool.joined(separator: "\n"), to: "pool.jsonl")
    let isNew = try !folder.names.contains("tea.handpick")
    let outcome = try BuiltProgram.run(isNew ? "new" : "import", "tea.handpick", "pool.jsonl", in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func embed(at server: FaultServer, _ options: String...) async throws -> BuiltProgram.Outcome {
    try await BuiltProgram.runAside(
      ["embed", "tea.handpick", "--endpoint", server.address, "--model", "m", "--batch", "4"] + options,
      in: folder,
      environment: ["HANDPICK_API_KEY": Self.canary]
    )
  }

  private static func asked(_ server: FaultServer) -> [String] {
    server.requests.flatMap(EmbeddingAnswers.texts)
  }

  private func stored() throws -> StoredEmbeddings? {
    let project = try Project.open(at: folder.file("tea.handpick"))
    defer { try? project.close() }
    return try project.embeddings()
  }

  private func status() throws -> String {
    try BuiltProgram.run("status", "tea.handpick", in: folder).output
  }

  @Test func `a pool is embedded in batches, and later only what is new`() async throws {
    try await FaultServer.serve({ EmbeddingAnswers.reply(to: $1) }) { server in
      let outcome = try await embed(at: server, "--price", "1000,0,EUR")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.errors.contains(
          "Embedded 20 instructions in 3 dimensions with the endpoint encoder; 5 requests, 200 tokens, EUR 0.2000."
        )
      )
      let texts = Self.asked(server)
      #expect(Set(texts).count == 20 && server.requests.count == 5)
      #expect(texts.contains("### Instruction: Write 7 lines about tea\n\n### Response:"))
      let vectors = try #require(try stored()).embeddings
      for row in 0..<20 {
        let text = "### Instruction: Write \(row + 1) lines about tea\n\n### Response:"
        #expect(Array(vectors[row]) == EmbeddingAnswers.vector(of: text))
      }
      let again = try await embed(at: server)
      #expect(
        again.status == 0
          && again.errors.contains("All 20 instructions have a vector by this encoder already.")
      )
      try add(15...22)
      let more = try await embed(at: server)
      #expect(
        more.errors.contains(
          "Embedded 2 instructions in 3 dimensions with the endpoint encoder; 20 had their"
        )
      )
      #expect(server.requests.count == 6)
      #expect(try stored()?.embeddings.count == 22)
      // Another model's vectors are not this one's.
      _ = try await embed(at: server, "--model", "other")
      #expect(Self.asked(server).count == 44)
      #expect(try status().contains("22 x 3 by the endpoint encoder"))
    }
  }

  @Test func `what came before an end is kept, and the old vectors are in use until all is there`()
    async throws
  {
    #expect(try BuiltProgram.run("embed", "tea.handpick", "--encoder", "lexical", in: folder).status == 0)
    try await FaultServer.serve({ number, request in
      number == 3 ? .text(401, "no more") : EmbeddingAnswers.reply(to: request)
    }) { server in
      let stopped = try await embed(at: server, "--concurrency", "1")
      #expect(stopped.status == 1)
      #expect(stopped.errors.contains("12 of 20 instructions have their vector; they are kept"))
      #expect(stopped.errors.contains("does not accept the key: no more"))
      #expect(try stored()?.summary.encoder.name == "lexical")
      #expect(try status().contains("12 made by the endpoint encoder, not in use before all are"))
      #expect(try BuiltProgram.run("cluster", "tea.handpick", "--clusters", "2", in: folder).status == 0)
      let done = try await embed(at: server)
      #expect(done.status == 0, "\(done.errors)")
      #expect(done.errors.contains("Going on: 12 vectors are made already."))
      #expect(Self.asked(server).count == 16 + 8)
      #expect(try stored()?.summary.encoder.name == "endpoint")
      #expect(try !status().contains("not in use"))
    }
  }

  @Test func `Ctrl-C stops it, and what was answered is kept`() async throws {
    let process = Mutex(pid_t(0))
    try await FaultServer.serve({ number, request in
      guard number == 2 else { return EmbeddingAnswers.reply(to: request) }
      _ = kill(process.withLock { $0 }, SIGINT)
      return .silence
    }) { server in
      let line = ["embed", "tea.handpick", "--endpoint", server.address, "--model", "m", "--batch", "4"]
      let outcome = try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { [folder] in
          continuation.resume(
            with: Result {
              try BuiltProgram.run(line + ["--concurrency", "1"], in: folder) { id in
                process.withLock { $0 = id }
              }
            }
          )
        }
      }
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("8 of 20 instructions have their vector; they are kept"))
      #expect(outcome.errors.contains("handpick: Stopped."))
      #expect(try stored() == nil)
      let done = try await embed(at: server)
      #expect(done.status == 0, "\(done.errors)")
      #expect(Self.asked(server).count == 12 + 12)
    }
  }

  @Test func `killed at any moment, it asks no more twice than what was under way`() async throws {
    let victim = Mutex((process: pid_t(0), request: Int.max))
    try await FaultServer.serve({ number, request in
      let aim = victim.withLock { $0 }
      if number >= aim.request, aim.process > 0 { _ = kill(aim.process, SIGKILL) }
      return EmbeddingAnswers.reply(to: request)
    }) { server in
      var kills = 0
      while kills < 4 {
        let line = ["embed", "tea.handpick", "--endpoint", server.address, "--model", "m", "--batch", "2"]
        let aim = server.requests.count + 2
        let outcome = try await withCheckedThrowingContinuation { continuation in
          Thread.detachNewThread { [folder] in
            continuation.resume(
              with: Result {
                try BuiltProgram.run(line + ["--concurrency", "2"], in: folder) { process in
                  victim.withLock { $0 = (process, aim) }
                }
              }
            )
          }
        }
        if outcome.status == 0 { break }
        #expect(outcome.status == SIGKILL, "\(outcome.errors)")
        kills += 1
      }
      victim.withLock { $0.request = .max }
      #expect(kills > 1)
      let done = try await embed(at: server)
      #expect(done.status == 0, "\(done.errors)")
      #expect(Set(Self.asked(server)).count == 20)
      #expect(Self.asked(server).count <= 20 + kills * 2 * 2)
      #expect(try stored()?.embeddings.count == 20)
    }
  }

  @Test func `an instruction that gets no vector is told by row, and all others are kept`() async throws {
    try await FaultServer.serve({ _, request in
      let texts = EmbeddingAnswers.texts(in: request)
      if texts.contains(where: { $0.contains("Write 9 ") }) { return .text(400, "input is too long") }
      return EmbeddingAnswers.reply(
        texts.map { $0.contains("Write 17 ") ? "[1, null, 2]" : "\(EmbeddingAnswers.vector(of: $0))" }
      )
    }) { server in
      let outcome = try await embed(at: server)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("18 of 20 instructions have their vector; they are kept"))
      #expect(
        outcome.errors.contains(
          "Row 8 (“p9”) has no vector: The server refused the request (HTTP 400): input is too"
        )
      )
      #expect(
        outcome.errors.contains(
          "Row 16 (“p17”) has a vector whose component 1 (counted from 0) is not a finite number."
        )
      )
      #expect(try stored() == nil)
      let before = Self.asked(server).count
      #expect(try await embed(at: server).status == 1)
      #expect(Set(Self.asked(server).dropFirst(before)).count == 2)
    }
  }

  @Test func `a server that gives too few vectors is not asked for ever`() async throws {
    try await FaultServer.serve({ _, request in
      EmbeddingAnswers.reply(
        EmbeddingAnswers.texts(in: request).dropLast().map { "\(EmbeddingAnswers.vector(of: $0))" }
      )
    }) { server in
      let outcome = try await embed(at: server, "--concurrency", "1")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("Row 0 (“p1”) has no vector in the reply."))
      #expect(outcome.errors.contains("10 instructions get no vector from this encoder."))
      #expect(server.requests.count < 30)
    }
  }

  @Test func `vectors of another length than before are refused`() async throws {
    try await FaultServer.serve({ number, request in
      EmbeddingAnswers.reply(
        EmbeddingAnswers.texts(in: request).map { _ in number < 2 ? "[1, 2]" : "[1, 2, 3]" }
      )
    }) { server in
      let outcome = try await embed(at: server, "--concurrency", "1")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("The vectors have 3 dimensions, but those before them 2."))
      #expect(try stored() == nil)
    }
  }

  @Test func `a cap stops with a status of its own, and a higher one goes on`() async throws {
    try await FaultServer.serve({ EmbeddingAnswers.reply(to: $1) }) { server in
      let stopped = try await embed(at: server, "--token-cap", "150", "--concurrency", "1")
      #expect(stopped.status == 2)
      #expect(stopped.errors.contains("Stopped at the cap of 150 tokens"))
      let paid = server.requests.count
      #expect((1...3).contains(paid))
      #expect(try await embed(at: server, "--token-cap", "150", "--concurrency", "1").status == 2)
      #expect(server.requests.count == paid)
      #expect(try await embed(at: server, "--token-cap", "400").status == 0)
      #expect(Self.asked(server).count == 20)
    }
  }

  @Test func `a dry run counts, asks nothing and changes nothing`() async throws {
    try await FaultServer.serve({ EmbeddingAnswers.reply(to: $1) }) { server in
      let before = try folder.bytes(of: "tea.handpick")
      let outcome = try await embed(at: server, "--dry-run", "--price", "1000,0")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("instructions  20 without a vector"))
      #expect(outcome.output.contains("requests      about 5, of 4 texts at most"))
      #expect(outcome.output.contains(/tokens        about [34]\d\d\nprice         USD 0\.[34]/))
      #expect(server.requests.isEmpty)
      #expect(try folder.bytes(of: "tea.handpick") == before)
    }
  }

  @Test func `a key is nowhere but in the request to the server that it is for`() async throws {
    let echo = "you sent \(Self.canary)"
    try await FaultServer.serve({ number, request in
      number == 0 ? .text(400, echo) : number == 1 ? .text(200, echo) : EmbeddingAnswers.reply(to: request)
    }) { server in
      let outcome = try await embed(at: server, "--concurrency", "1")
      #expect(!server.requests.isEmpty)
      #expect(server.requests.allSatisfy { $0.headers["authorization"] == ["Bearer \(Self.canary)"] })
      #expect(!outcome.output.contains("canary") && !outcome.errors.contains("canary"), "\(outcome.errors)")
      for file in try folder.names {
        #expect(try Data(folder.bytes(of: file)).range(of: Data(Self.canary.utf8)) == nil, "\(file)")
      }
    }
  }

  @Test func `a text of one's own is what is encoded, and another one makes other vectors`() async throws {
    try await FaultServer.serve({ EmbeddingAnswers.reply(to: $1) }) { server in
      let outcome = try await embed(at: server, "--text", "query: {instruction} {input}")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let count = Self.asked(server).count
      #expect(Self.asked(server).contains("query: Write 1 lines about tea"))
      try folder.write("{instruction}!\n", to: "text.txt")
      #expect(try await embed(at: server, "--text", "@text.txt").status == 0)
      #expect(Self.asked(server).count == 2 * count)
      #expect(Self.asked(server).contains("Write 1 lines about tea!"))
      let without = try await embed(at: server, "--text", "query: {input}")
      #expect(without.status == 1, "\(without.errors)")
      #expect(without.errors.contains("“query: {input}” does not say where the instruction stands."))
    }
  }

  @Test func `long texts are cut to what the model can hold`() async throws {
    try await FaultServer.serve({ EmbeddingAnswers.reply(to: $1) }) { server in
      let outcome = try await embed(at: server, "--context-tokens", "5")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(Self.asked(server).allSatisfy { $0 == "### Instruction: Wri" })
    }
  }

  @Test(.enabled(if: LanguageServer.python != nil, LanguageServer.howToInstall))
  func `a real server embeds a pool`() async throws {
    try await LanguageServer.serve(apiKey: Self.canary, embeds: true) { address in
      let line = ["embed", "tea.handpick", "--endpoint", address, "--model", "small", "--batch", "8"]
      let key = ["HANDPICK_API_KEY": Self.canary]
      let outcome = try await BuiltProgram.runAside(line, in: folder, environment: key)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.errors.contains(/Embedded 20 instructions in 576 dimensions .*; 3 requests, \d{3} tokens/)
      )
      let vectors = try #require(try stored()).embeddings
      // Vectors of length 1, and two for texts that differ by a number nearer than two others would be.
      for row in 0..<20 { #expect(abs(vectors[row].reduce(0) { $0 + $1 * $1 } - 1) < 1e-3) }
      #expect(Set(vectors.values.map(\.bitPattern)).count > 1_000)
      let refused = try await BuiltProgram.runAside(line + ["--model", "other"], in: folder)
      #expect(refused.status == 1 && refused.errors.contains("asks for a key"))
    }
  }
}
