import Curation
import Foundation
import ProjectStore
import TestSupport
import Testing

@testable import Commands

/// All stages in one go, with the built program.
@Suite struct RunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let pool = (0..<40).map { number in
      let words = (0...number).map { "w\($0)" }.joined(separator: " ")
      return
        #"{"id":"p\#(number)","instruction":"\#(words)","source":"\#(number % 4 == 0 ? "wiki" : "books")"}"#
    }
    try folder.write(pool.joined(separator: "\n"), to: "tea.jsonl")
  }

  private func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(arguments, in: folder)
  }

  private func project() throws -> Project {
    try Project.open(at: folder.file("tea.handpick"), access: .readOnly)
  }

  @Test func `near-duplicates and topics that are missing behind the clusters are found`() throws {
    let first = try run("run", "tea.jsonl", "--clusters", "5", "--no-neighbours", "--no-topics")
    #expect(first.status == 0, "\(first.errors)")
    #expect(try project().nearDuplicates() == nil && project().topics().isEmpty)
    let second = try run("run", "tea.jsonl", "--no-topics")
    #expect(second.status == 0 && !second.errors.contains("Made"), "\(second.errors)")
    #expect(try project().nearDuplicates() != nil && project().topics().isEmpty)
    #expect(try run("run", "tea.jsonl").status == 0)
    #expect(try !project().topics().isEmpty)
    #expect(try project().division?.clusters == 5)
  }

  @Test func `vectors and clusters come as the options say`() throws {
    try folder.write("p0\np1\n", to: "done.txt")
    let outcome = try run(
      "run",
      "tea.jsonl",
      "--encoder",
      "lexical",
      "--text",
      "about {instruction}",
      "--division",
      "balanced",
      "--clusters",
      "6",
      "--by",
      "source",
      "--quota",
      "wiki=3",
      "--already",
      "done.txt",
      "--starts",
      "2",
      "--fit-sample",
      "30",
      "--method",
      "length"
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    let stages = try project().stages()
    #expect(stages.first { $0.name == .embed }?.options["text"]?.contains("about {instruction}") == true)
    let options = try #require(stages.first { $0.name == .cluster }).options
    #expect(
      options["method"] == "balanced" && options["quota"] == "wiki=3" && options["already"] == "done.txt"
    )
    #expect(options["starts"] == "2" && options["fit-sample"] == "30")
    #expect(outcome.errors.contains("  3 of the 9 of wiki\n"), "\(outcome.errors)")
  }

  @Test func `vectors that were made elsewhere come with a file`() throws {
    let ids = (0..<40).map { "p\(39 - $0)" }
    try folder.write(ids.joined(separator: "\n"), to: "order.txt")
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (40, 2), }"
    let padded = header + String(repeating: " ", count: 117 - header.count) + "\n"
    let values: [Float] = (0..<40).flatMap { [Float($0 + 1), Float(1)] }
    let bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8)
    try folder.write(bytes + values.withUnsafeBytes(Array.init), to: "tea.npy")
    let outcome = try run("run", "tea.jsonl", "--vectors", "tea.npy", "--ids", "order.txt", "--clusters", "5")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project().embeddings()?.embeddings[0].first == 40)
  }

  @Test(arguments: [
    ["--encoder", "endpoint"], ["--encoder", "lexical", "--vectors", "x.npy"], ["--ids", "x"],
    ["--encoder-model", "m", "--vectors", "x.npy"], ["--division", "coreset", "--starts", "2"],
    ["--centroids", "c.npy", "--fit-sample", "9"], ["--quota", "wiki=1"], ["--picks", "0"],
    ["--by", "source", "--quota", "wiki=1", "--quota", "wiki=2"],
    ["--leave-out-duplicates", "--no-neighbours"], ["--mini-batch", "0"],
    ["--mini-batch", "--division", "similar"], ["--mini-batch", "9", "--fit-sample", "9"],
    ["--mini-batch", "9", "--centroids", "c.npy"], ["--memory", "2"], ["--memory", "much"],
  ])
  func `what does not go together is refused before anything is made`(options: [String]) throws {
    let outcome = try BuiltProgram.run(["run", "tea.jsonl"] + options, in: folder)
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(try folder.names == ["tea.jsonl"])
  }

  @Test(
    arguments: [
      ("pool.jsonl", "pool.handpick"), ("/data/pool.jsonl.gz", "pool.handpick"), ("tea", "tea.handpick"),
      (".hidden", "pool.handpick"),
    ]
  )
  func `a project is named after its first pool`(pool: String, project: String) {
    #expect(Run.projectName(for: pool) == project)
  }
}
