import Clustering
import Curation
import Embedding
import Foundation
import Glibc
import ModelClient
import ProjectStore
import SentenceEncoder
import Synchronization
import TestSupport
import Testing

@testable import Commands

/// Ctrl-C in stages that keep all of their results or none, with the built program.
@Suite struct InterruptionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func record(_ number: Int) -> String {
    #"{"id":"p\#(number)","instruction":"Write \#(number) lines about tea \#(number % 7)"}"# + "\n"
  }

  private func project() throws {
    try folder.write((0..<40).map(Self.record).joined(), to: "pool.jsonl")
    for arguments in [["new", "p.handpick", "pool.jsonl"], ["embed", "p.handpick"]] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
  }

  /// Waits until a process turns a signal into something of its own, or has ended.
  private static func wait(for process: pid_t, toHandle signal: Int32) {
    let path = "/proc/\(process)/status"
    while let status = try? String(contentsOfFile: path, encoding: .utf8), !status.contains("State:\tZ") {
      let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") } ?? ""
      let mask = UInt64(line.dropFirst("SigCgt:".count).trimmingCharacters(in: .whitespaces), radix: 16) ?? 0
      if mask & 1 << (signal - 1) != 0 { return }
      sched_yield()
    }
  }

  /// Feeds a pool to a program through a pipe until it ends, with a signal after some records.
  private func makeProject(endedBy signal: Int32) throws -> BuiltProgram.Outcome {
    let pipe = folder.file("endless.jsonl")
    try #require(mkfifo(pipe, 0o600) == 0)
    defer { unlink(pipe) }
    return try BuiltProgram.run(["new", "made.handpick", "endless.jsonl"], in: folder) { process in
      // Waits for the reader.
      let descriptor = open(pipe, O_WRONLY | O_CLOEXEC)
      defer { close(descriptor) }
      for number in 0..<200_000 {
        let record = Array(Self.record(number).utf8)
        guard write(descriptor, record, record.count) == record.count else { return }
        guard number == 500 else { continue }
        if signal == SIGINT { Self.wait(for: process, toHandle: signal) }
        _ = kill(process, signal)
      }
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a division that is stopped leaves the project as it was`(signal: Int32) throws {
    try project()
    let endless = ["cluster", "p.handpick", "--clusters", "4", "--starts", "1000000000"]
    let outcome = try BuiltProgram.run(endless, in: folder) { process in
      Self.wait(for: process, toHandle: signal)
      _ = kill(process, signal)
    }
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.hasPrefix("handpick: Stopped; the project is as it was before this stage.\n"),
      "\(outcome.errors)"
    )
    #expect(try folder.names == ["p.handpick", "pool.jsonl"])
    let project = try Project.open(at: folder.file("p.handpick"), access: .readOnly)
    #expect(try project.division == nil && project.stages().map(\.name) == [.importing, .embed])
    try project.close()
    #expect(try BuiltProgram.run("cluster", "p.handpick", "--clusters", "4", in: folder).status == 0)
  }

  @Test func `an import that is stopped leaves no project, and one that is killed none that is in the way`()
    throws
  {
    signal(SIGPIPE, SIG_IGN)
    let stopped = try makeProject(endedBy: SIGINT)
    #expect(stopped.status == 1)
    #expect(
      stopped.errors.contains("Stopped; the project is as it was before this stage."),
      "\(stopped.errors)"
    )
    #expect(try folder.names == [])
    let killed = try makeProject(endedBy: SIGKILL)
    #expect(killed.status == SIGKILL)
    #expect(try folder.names.contains { $0.hasPrefix("made.handpick.unfinished-") })
    #expect(try !folder.names.contains("made.handpick"))
    try folder.write((0..<40).map(Self.record).joined(), to: "pool.jsonl")
    let made = try BuiltProgram.run("new", "made.handpick", "pool.jsonl", in: folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try folder.names == ["made.handpick", "pool.jsonl"])
  }

  @Test func `Ctrl-C is heard in later stages as in the first one`() async throws {
    try folder.write((0..<40).map(Self.record).joined(), to: "pool.jsonl")
    let process = Mutex(pid_t(0))
    try await FaultServer.serve({ _, _ in
      _ = kill(process.withLock { $0 }, SIGINT)
      return .silence
    }) { server in
      let line = ["run", "pool.jsonl", "--clusters", "4", "--endpoint", server.address, "--model", "m"]
      let outcome = try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { [folder] in
          continuation.resume(
            with: Result {
              try BuiltProgram.run(line + ["--concurrency", "1", "--passes", "1"], in: folder) { id in
                process.withLock { $0 = id }
              }
            }
          )
        }
      }
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("handpick: Stopped before the reply came."), "\(outcome.errors)")
    }
  }
}

/// What is told of work whose task was cancelled.
@Suite struct InterruptibleTests {
  /// Does work that is stopped in its middle and then ends like this.
  private func stopped(_ end: @escaping @Sendable () throws -> Void) async throws {
    try await interruptible {
      withUnsafeCurrentTask { $0?.cancel() }
      try end()
    }
  }

  @Test(
    arguments: [
      CancellationError(), ClusteringError.cancelled, EmbeddingError.cancelled,
      SentenceEncoderError.cancelled, ModelError.cancelled, HubError.cancelled,
    ] as [any Error]
  )
  func `work that ends because it was stopped is told as stopped`(error: any Error) async {
    let told = await #expect(throws: CommandError.self) { try await stopped { throw error } }
    #expect(told?.summary == "Stopped; the project is as it was before this stage.")
  }

  @Test func `what else goes wrong in work that is stopped is told itself`() async {
    await #expect(throws: ProjectError.diskFull(path: "p.handpick")) {
      try await stopped { throw ProjectError.diskFull(path: "p.handpick") }
    }
    await #expect(throws: ClusteringError.notFinite(row: 3)) {
      try await stopped { throw ClusteringError.notFinite(row: 3) }
    }
  }

  @Test func `work that is done before it notices that it was stopped is told as done`() async {
    let told = await #expect(throws: CommandError.self) { try await stopped {} }
    #expect(told?.summary == "Stopped; this stage was done already.")
  }
}
