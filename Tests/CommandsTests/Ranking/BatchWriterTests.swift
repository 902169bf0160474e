import Curation
import Foundation
import ModelClient
import TestSupport
import Testing

@testable import Commands

@Suite struct BatchWriterTests {
  /// A question whose line has so many bytes.
  private func question(_ number: Int, bytes: Int? = nil) -> BatchRequest {
    func request(_ text: String) -> BatchRequest {
      var request = ChatRequest(text, replyTokens: 16)
      request.subject = "\(number)-1-1-0"
      return BatchRequest(request, model: "m", format: .text, run: 1)
    }
    let shortest = request("x")
    guard let bytes else { return shortest }
    return request(String(repeating: "x", count: 1 + bytes - shortest.line.count))
  }

  private func lines(of name: String, in folder: TemporaryFolder) throws -> Int {
    try folder.bytes(of: name).count { $0 == UInt8(ascii: "\n") }
  }

  private func names(_ count: Int, in folder: TemporaryFolder) -> [String] {
    count == 1 ? [folder.file("batch.jsonl")] : (1...count).map { folder.file("batch-\($0).jsonl") }
  }

  @Test(arguments: [(2, [2]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])])
  func `a file holds no more questions than it may`(count: Int, parts: [Int]) async throws {
    let folder = try TemporaryFolder()
    let writer = try BatchWriter(path: folder.file("batch.jsonl"), limits: .init(requests: 3))
    for number in 1...count { try await writer.write(question(number)) }
    let files = try await writer.finish()
    #expect(files == names(parts.count, in: folder))
    #expect(try files.map { try lines(of: URL(fileURLWithPath: $0).lastPathComponent, in: folder) } == parts)
    #expect(await writer.count == count)
  }

  @Test(arguments: [
    ([500, 500], [1_000]), ([500, 501], [500, 501]),
    ([1_000, 1_000, 400, 600, 400], [1_000, 1_000, 1_000, 400]),
  ])
  func `a file holds no more bytes than it may`(sizes: [Int], parts: [Int]) async throws {
    let folder = try TemporaryFolder()
    let writer = try BatchWriter(path: folder.file("batch.jsonl"), limits: .init(bytes: 1_000))
    for (number, size) in sizes.enumerated() { try await writer.write(question(number, bytes: size)) }
    let files = try await writer.finish()
    #expect(files == names(parts.count, in: folder))
    #expect(
      try files.map { try folder.bytes(of: URL(fileURLWithPath: $0).lastPathComponent).count } == parts
    )
  }

  @Test func `a question that no file may hold is named, and nothing is written`() async throws {
    let folder = try TemporaryFolder()
    let long = question(7, bytes: 1_001)
    do {
      let writer = try BatchWriter(path: folder.file("batch.jsonl"), limits: .init(bytes: 1_000))
      try await writer.write(question(6, bytes: 900))
      let error = await #expect(throws: CommandError.self) { try await writer.write(long) }
      #expect(
        error?.summary == "The question \(long.id) alone takes 1001 bytes; a batch file holds 1000."
      )
      #expect(await writer.failure as? CommandError == error)
    }
    #expect(try folder.names.isEmpty)
  }

  @Test func `without a question there is no file`() async throws {
    let folder = try TemporaryFolder()
    do {
      let writer = try BatchWriter(path: folder.file("batch.jsonl"))
      #expect(try await writer.finish().isEmpty)
    }
    #expect(try folder.names.isEmpty)
  }
}
