import Foundation
import TestSupport
import Testing

@Suite struct PipelineTests {
  private let pool = (1...30).map { number in
    #"{"id":"p\#(number)","instruction":"Write \#(number) lines about tea and the \#(["sea", "moon", "law"][number % 3])","input":"","output":"secret answer \#(number)"}"#
  }.joined(separator: "\n")

  /// A project of thirty instructions in five clusters, ranked by length.
  private func project(in folder: TemporaryFolder) throws {
    try folder.write(pool, to: "pool.jsonl")
    for arguments in [
      ["new", "tea.handpick", "pool.jsonl"], ["embed", "tea.handpick"],
      ["cluster", "tea.handpick", "--clusters", "5"], ["rank", "tea.handpick", "--method", "length"],
    ] {
      let outcome = try run(arguments, in: folder)
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
  }

  private func run(
    _ arguments: [String],
    in folder: TemporaryFolder,
    environment: [String: String] = [:]
  ) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(arguments, in: folder, environment: environment)
  }

  @Test func `a pool becomes a queue`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    #expect(try BuiltProgram.run("decide", "tea.handpick", "1", "accept", in: folder).status == 0)
    let clusters = try BuiltProgram.run("clusters", "tea.handpick", "--json", in: folder).output
    let listing = try JSONDecoder().decode(Listing.self, from: Data(clusters.utf8))
    #expect(Set(listing.partition.joined()) == Set(0..<30))
    let second = try #require(listing.clusters.first { $0.number == 2 })
    let pick = try #require(second.ids.last)
    try BuiltProgram.run(
      "decide",
      "tea.handpick",
      "2",
      "override",
      "--pick",
      pick,
      "--reason",
      "coverage",
      in: folder
    )
    let export = try BuiltProgram.run("export", "tea.handpick", "--output", "-", in: folder)
    let items = try export.output.split(separator: "\n").map { line in
      try JSONDecoder().decode(Item.self, from: Data(line.utf8))
    }
    #expect(items.map(\.decision) == ["accept", "override"])
    #expect(items.last?.item_id == pick)
    #expect(items.allSatisfy { $0.curator == "ada" })
    let status = try BuiltProgram.run("status", "tea.handpick", in: folder).output
    #expect(status.contains("2/5: 1 accepted, 1 overridden"))
    #expect(status.contains("heuristic"))
  }

  @Test func `the same pool and seed give the same queue, byte for byte, whatever the locale and time zone`()
    throws
  {
    let queues = try [("C", "UTC"), ("C.UTF-8", "Asia/Tokyo")].map { locale, zone in
      let folder = try TemporaryFolder()
      let environment = ["LC_ALL": locale, "TZ": zone, "SOURCE_DATE_EPOCH": "1700000000"]
      try folder.write(pool, to: "pool.jsonl")
      for arguments in [
        ["new", "tea.handpick", "pool.jsonl"], ["embed", "tea.handpick"],
        ["cluster", "tea.handpick", "--clusters", "5"],
        ["rank", "tea.handpick", "--method", "length"], ["decide", "tea.handpick", "1", "accept"],
        ["decide", "tea.handpick", "3", "accept"],
      ] {
        #expect(try run(arguments, in: folder, environment: environment).status == 0)
      }
      return try run(["export", "tea.handpick", "--output", "-"], in: folder, environment: environment).output
    }
    #expect(queues[0] == queues[1])
    #expect(queues[0].split(separator: "\n").count == 2)
  }

  @Test func `answers in the pool are neither ranked by nor exported as part of the instruction`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    try BuiltProgram.run("decide", "tea.handpick", "1", "accept", in: folder)
    let queue = try BuiltProgram.run("export", "tea.handpick", "--output", "-", in: folder).output
    #expect(!queue.contains("secret answer"))
  }

  @Test func `a bad line is told with file, line and key, and nothing is left behind`() throws {
    let folder = try TemporaryFolder()
    try folder.write(pool + "\n{\"id\":\"bad\",\"instruction\":7}\n", to: "pool.jsonl")
    let outcome = try BuiltProgram.run("new", "tea.handpick", "pool.jsonl", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("pool.jsonl:31"))
    #expect(outcome.errors.contains("\"instruction\""))
    #expect(try folder.names == ["pool.jsonl"])
    let skipping = try BuiltProgram.run("new", "tea.handpick", "pool.jsonl", "--skip-invalid", in: folder)
    #expect(skipping.status == 0)
    #expect(skipping.errors.contains("Imported 30 instructions"))
  }

  @Test func `check reports and imports nothing`() throws {
    let folder = try TemporaryFolder()
    try folder.write(pool, to: "pool.jsonl")
    try BuiltProgram.run("new", "tea.handpick", in: folder)
    #expect(try BuiltProgram.run("import", "tea.handpick", "pool.jsonl", "--check", in: folder).status == 0)
    #expect(try BuiltProgram.run("status", "tea.handpick", in: folder).output.contains("0 instructions"))
  }

  @Test func `each stage says what must come before it`() throws {
    let folder = try TemporaryFolder()
    try BuiltProgram.run("new", "tea.handpick", in: folder)
    for (arguments, hint) in [
      (["embed", "tea.handpick"], "handpick import"),
      (["rank", "tea.handpick", "--method", "length"], "handpick import"),
      (["review", "tea.handpick"], "handpick import"),
      (["export", "tea.handpick", "--output", "-"], "handpick import"),
    ] {
      let outcome = try run(arguments, in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains(hint), "\(arguments): \(outcome.errors)")
    }
  }

  @Test(arguments: [["frobnicate"], ["cluster", "x.handpick"], ["decide", "x.handpick"], ["new"]])
  func `wrong usage ends with 64`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try run(arguments, in: folder)
    #expect(outcome.status == 64)
    #expect(!outcome.errors.isEmpty)
  }

  @Test func `without a terminal the room refuses and names what scripts can use`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    let outcome = try BuiltProgram.run("review", "tea.handpick", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("handpick decide"))
  }

  @Test func `an output that cannot be written leaves the old file and says so`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    let outcome = try BuiltProgram.run(
      "export",
      "tea.handpick",
      "--output",
      "nowhere/queue.jsonl",
      in: folder
    )
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("nowhere/queue.jsonl"))
  }

  @Test func `a queue takes the place of a file only when told to`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    _ = try folder.write("what an annotator wrote", to: "queue.jsonl")
    let export = ["export", "tea.handpick", "--output", "queue.jsonl"]
    let refusal = try run(export, in: folder)
    #expect(refusal.status == 1)
    #expect(refusal.errors.contains("queue.jsonl is there already"))
    #expect(try folder.bytes(of: "queue.jsonl") == Array("what an annotator wrote".utf8))
    #expect(try run(export + ["--replace"], in: folder).status == 0)
    #expect(try folder.bytes(of: "queue.jsonl") != Array("what an annotator wrote".utf8))
  }

  @Test func `a queue never takes the place of a project`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    let outcome = try BuiltProgram.run("export", "tea.handpick", "--output", "tea.handpick", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("would take its place"))
    #expect(try BuiltProgram.run("status", "tea.handpick", in: folder).status == 0)
  }

  @Test func `a cluster is not asked for more picks than it has candidates`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    let outcome = try run(["cluster", "tea.handpick", "--clusters", "5", "--picks", "7"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("7 picks are more than the 6 candidates"))
  }

  @Test func `the demo runs without a terminal and says what to do next`() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltProgram.run("demo", "here", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("handpick review here/demo.handpick"))
    let status = try BuiltProgram.run("status", "here/demo.handpick", in: folder).output
    #expect(status.contains("240 instructions"))
    #expect(status.contains("ranked    24 by"))
    #expect(status.contains("recorded"))
    let mode = try BuiltProgram.run("mode", "here/demo.handpick", in: folder).output
    #expect(mode.contains("assisted, 20 % of the clusters decided first"))
  }

  @Test func `run does every stage once and goes on where it stopped`() throws {
    let folder = try TemporaryFolder()
    try folder.write(pool, to: "tea.jsonl")
    let first = try BuiltProgram.run("run", "tea.jsonl", "--clusters", "5", in: folder)
    #expect(first.status == 0)
    #expect(first.errors.contains("Not ranked"))
    let second = try BuiltProgram.run("run", "tea.jsonl", "--method", "length", in: folder)
    #expect(second.status == 0)
    #expect(second.errors.contains("Going on with tea.handpick"))
    #expect(!second.errors.contains("Imported"))
    #expect(try BuiltProgram.run("status", "tea.handpick", in: folder).output.contains("ranked    5"))
  }

  @Test func `near-duplicates are found with the clusters, or later where one did not want to wait`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    let status = try BuiltProgram.run("status", "tea.handpick", in: folder).output
    #expect(status.contains(/near      \d+ instructions have a near-duplicate/))
    let again = ["cluster", "tea.handpick", "--clusters", "6", "--replace", "--no-neighbours"]
    #expect(try run(again, in: folder).status == 0)
    #expect(try BuiltProgram.run("status", "tea.handpick", in: folder).output.contains("near-duplicate"))
    #expect(try run(["embed", "tea.handpick"], in: folder).status == 0)
    #expect(try run(again, in: folder).status == 0)
    #expect(try !BuiltProgram.run("status", "tea.handpick", in: folder).output.contains("near-duplicate"))
    let search = try run(["neighbours", "tea.handpick"], in: folder)
    #expect(search.errors.contains("all pairs compared"))
    #expect(try BuiltProgram.run("status", "tea.handpick", in: folder).output.contains("near-duplicate"))
  }

  private struct Item: Decodable {
    var item_id: String
    var decision: String
    var curator: String
  }

  private struct Listing: Decodable {
    struct Entry: Decodable {
      var number: Int
      var ids: [String]
    }

    var partition: [[Int]]
    var clusters: [Entry]
  }
}
