import Curation
import Embedding
import ModelClient
import ProjectStore
import TestSupport
import Testing

@testable import Commands

/// What a job makes of what its encoder throws.
@Suite struct EncodingJobTests {
  /// Encodes two texts side by side; those that are named fail.
  private struct Scripted: TextEncoder {
    var failures: [String: any Error]
    let encoding = Encoding(encoder: EncoderDescription(name: "scripted", version: "1"), options: [:])
    let notes: [String: String] = [:]
    let text = EmbeddingText.template("{instruction}")
    let concurrency = 2

    func batchSize(for count: Int) -> Int { 1 }
    func price(of tokens: Int) -> String? { nil }

    func lend<Value: Sendable>(
      spent tokens: Int,
      isolation: isolated (any Actor)? = #isolation,
      _ body: (@escaping Encode) async throws -> Value
    ) async throws -> Value {
      try await body { [failures] texts in
        if let failure = failures[texts[0]] { throw failure }
        guard let vector = Embeddings(count: 1, dimensions: 2, values: [1, 2]) else {
          throw CancellationError()
        }
        return EmbeddingReply(embeddings: vector)
      }
    }
  }

  private let folder: TemporaryFolder
  private let project: Project

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      (0..<6).map { #"{"id":"p\#($0)","instruction":"p\#($0)"}"# }.joined(separator: "\n"),
      to: "pool.jsonl"
    )
    try BuiltProgram.run("new", "p.handpick", "pool.jsonl", in: folder)
    project = try Project.open(at: folder.file("p.handpick"))
  }

  private func run(_ failures: [String: any Error]) async throws -> (EncodingJob.Totals, (any Error)?) {
    let encoder = Scripted(failures: failures)
    let (draft, missing) = try #require(try project.draftEmbeddings(by: encoder.encoding))
    let job = EncodingJob(project: project, encoder: encoder, draft: draft, missing: missing)
    return await job.run { _ in }
  }

  @Test(arguments: [true, false])
  func `what went wrong is not hidden by that it was stopped`(stopsFirst: Bool) async throws {
    let full = ProjectError.diskFull(path: "p")
    let (_, error) = try await run(
      stopsFirst ? ["p0": CancellationError(), "p1": full] : ["p0": full, "p1": CancellationError()]
    )
    #expect(error as? ProjectError == full)
    let (_, stop) = try await run(["p1": CancellationError()])
    #expect(stop is CancellationError)
  }

  @Test func `texts that get no vector are told by row, and keep no other from one`() async throws {
    let (totals, error) = try await run(["p4": UnfitTexts(reason: "is too long.")])
    #expect(error == nil && totals.encoded == 5)
    #expect(totals.failures.map(\.description) == ["Row 4 (“p4”) is too long."])
  }
}
