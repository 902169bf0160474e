import Curation
import Foundation
import ProjectStore
import TestSupport
import Testing

/// What `cluster` leaves out, and how it is told; topics.
@Suite struct ClusterOptionsTests {
  /// Forty instructions of four kinds; the last one of each kind repeats the first but for its end.
  private static let pool: String = {
    let kinds = ["tea kettle steam", "rust compiler borrow", "violin bow string", "glacier ice melt"]
    return (0..<40).map { number in
      let kind = kinds[number / 10]
      let text =
        number % 10 == 9
        ? "Explain \(kind) carefully step by step for part\(number / 10)x0 please now!"
        : "Explain \(kind) carefully step by step for part\(number / 10)x\(number % 10) please now"
      return #"{"id":"p\#(number)","instruction":"\#(text)"}"#
    }.joined(separator: "\n")
  }()

  private func project(in folder: TemporaryFolder) throws {
    try folder.write(Self.pool, to: "pool.jsonl")
    for arguments in [["new", "p.handpick", "pool.jsonl"], ["embed", "p.handpick"]] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
  }

  private struct Listing: Decodable {
    struct Topic: Decodable {
      var number: String
      var label: String
      var size: Int
    }
    struct Cluster: Decodable {
      var ids: [String]
      var topics: [Topic]
    }
    var partition: [[Int]]
    var clusters: [Cluster]
  }

  private struct LeftOut: Decodable {
    var id: String
    var reason: String
    var original: String?
    var similarity: Double?
  }

  private func listing(in folder: TemporaryFolder) throws -> Listing {
    let output = try BuiltProgram.run("clusters", "p.handpick", "--json", in: folder).output
    return try JSONDecoder().decode(Listing.self, from: Data(output.utf8))
  }

  private func leftOut(in folder: TemporaryFolder) throws -> [LeftOut] {
    let output = try BuiltProgram.run("clusters", "p.handpick", "--left-out", "--json", in: folder).output
    return try JSONDecoder().decode([LeftOut].self, from: Data(output.utf8))
  }

  @Test func `near-duplicates are left out beside the first of them, told, and back without the option`()
    throws
  {
    let folder = try TemporaryFolder()
    try project(in: folder)
    let made = try BuiltProgram.run(
      ["cluster", "p.handpick", "--clusters", "4", "--leave-out-duplicates", "0.999"],
      in: folder
    )
    #expect(made.status == 0 && made.errors.contains("Left out 4 near-duplicates"), "\(made.errors)")
    #expect(made.errors.contains("Made 4 clusters of 9 candidates"))
    let leftOut = try leftOut(in: folder)
    #expect(leftOut.map(\.id) == ["p9", "p19", "p29", "p39"])
    #expect(leftOut.map(\.original) == ["p0", "p10", "p20", "p30"])
    #expect(leftOut.allSatisfy { $0.reason == "duplicate" && ($0.similarity ?? 0) > 0.999 })
    let inClusters = Set(try listing(in: folder).clusters.flatMap(\.ids))
    #expect(inClusters.count == 36 && inClusters.isDisjoint(with: leftOut.map(\.id)))
    let status = try BuiltProgram.run("status", "p.handpick", in: folder).output
    #expect(status.contains("left out  4 near-duplicates\n"))
    let lines = try BuiltProgram.run("clusters", "p.handpick", "--left-out", in: folder).output
    #expect(lines.contains("p9  near-duplicate of p0, similarity "))

    let again = try BuiltProgram.run(["cluster", "p.handpick", "--clusters", "4"], in: folder)
    #expect(again.status == 0 && !again.errors.contains("Left out"))
    #expect(Set(try listing(in: folder).partition.joined()) == Set(0..<40))
    #expect(!(try BuiltProgram.run("status", "p.handpick", in: folder).output.contains("left out")))
  }

  @Test func `the similarity may be left away, and has to be one`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    let made = try BuiltProgram.run(
      ["cluster", "p.handpick", "--leave-out-duplicates", "--clusters", "2"],
      in: folder
    )
    #expect(made.status == 0 && made.errors.contains("near-duplicates, each beside"), "\(made.errors)")
    for arguments in [
      ["--leave-out-duplicates", "1.5"], ["--leave-out-duplicates", "0.9", "--no-neighbours"],
    ] {
      let wrong = try BuiltProgram.run(["cluster", "p.handpick", "--clusters", "2"] + arguments, in: folder)
      #expect(wrong.status == 64, "\(wrong.errors)")
    }
  }

  @Test func `what is annotated already is left out, and what the pool does not have is told by line`() throws
  {
    let folder = try TemporaryFolder()
    try project(in: folder)
    try folder.write("p0\np11\nstranger\u{1B}[31m\np12\n", to: "done.txt")
    let made = try BuiltProgram.run(
      [
        "cluster", "p.handpick", "--method", "coreset", "--clusters", "6", "--already", "done.txt",
        "--leave-out-duplicates", "0.999",
      ],
      in: folder
    )
    #expect(
      made.status == 0 && made.errors.contains("Left out 3 that are annotated already."),
      "\(made.errors)"
    )
    #expect(made.errors.contains("done.txt:3: no instruction of the pool has this id stranger"))
    #expect(!made.errors.contains("\u{1B}"))
    let leftOut = try leftOut(in: folder)
    #expect(leftOut.filter { $0.reason == "annotated" }.map(\.id) == ["p0", "p11", "p12"])
    // A near-duplicate of what is annotated is left out, too.
    #expect(leftOut.first { $0.id == "p9" }?.original == "p0")
    #expect(try listing(in: folder).partition.joined().count == 33)

    try folder.write("nobody\n", to: "other.txt")
    let nothing = try BuiltProgram.run(
      ["cluster", "p.handpick", "--clusters", "6", "--already", "other.txt"],
      in: folder
    )
    #expect(nothing.status == 1 && nothing.errors.contains("has nothing of what other.txt names"))
  }

  @Test func `a queue that was exported can be what is annotated already`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    for arguments in [
      ["cluster", "p.handpick", "--clusters", "4"], ["rank", "p.handpick", "--method", "length"],
      ["decide", "p.handpick", "2", "accept"], ["decide", "p.handpick", "3", "accept"],
      ["export", "p.handpick", "--output", "queue.csv", "--format", "csv"],
      ["cluster", "p.handpick", "--clusters", "4", "--already", "queue.csv", "--replace"],
    ] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
    #expect(try leftOut(in: folder).map(\.reason) == ["annotated", "annotated"])
  }

  /// A pool of two sources, 30 of one and 10 of the other, of one to forty words.
  private func sources(in folder: TemporaryFolder) throws {
    let lines = (0..<40).map { number in
      let words = (0...number).map { "w\($0)" }.joined(separator: " ")
      return
        #"{"id":"p\#(number)","instruction":"\#(words)","source":"\#(number % 4 == 0 ? "wiki" : "books")"}"#
    }
    try folder.write(lines.joined(separator: "\n"), to: "pool.jsonl")
    for arguments in [["new", "p.handpick", "pool.jsonl"], ["embed", "p.handpick"]] {
      try #require(try BuiltProgram.run(arguments, in: folder).status == 0)
    }
  }

  @Test func `clusters are shared out over sources by size, or as quotas say`() throws {
    let folder = try TemporaryFolder()
    try sources(in: folder)
    func cluster(_ arguments: String...) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(
        ["cluster", "p.handpick", "--clusters", "8", "--by", "source"] + arguments,
        in: folder
      )
    }
    let made = try cluster()
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.errors.contains("  6 of the 30 of books\n  2 of the 10 of wiki\n"), "\(made.errors)")
    let clusters = try listing(in: folder).clusters
    let wiki = Set((0..<10).map { "p\($0 * 4)" })
    #expect(
      clusters.map { wiki.isSuperset(of: $0.ids) } == Array(repeating: false, count: 6) + [true, true]
    )
    #expect(clusters.prefix(6).allSatisfy { wiki.isDisjoint(with: $0.ids) && $0.ids.count == 5 })
    #expect(
      try cluster("--quota", "wiki=5").errors.contains("  3 of the 30 of books\n  5 of the 10 of wiki\n")
    )
    let none = try cluster("--quota", "wiki=0", "--method", "similar")
    #expect(none.errors.contains("  8 of the 30 of books\n  0 of the 10 of wiki\n"))
    let leftOut = try leftOut(in: folder)
    #expect(Set(leftOut.map(\.id)) == wiki)
    #expect(leftOut.allSatisfy { $0.reason == "quota" })
    let status = try BuiltProgram.run("status", "p.handpick", in: folder).output
    #expect(status.contains("left out  10 by quota"))
    let unknown = try cluster("--quota", "web=3")
    #expect(unknown.status == 1 && unknown.errors.contains("No part of the pool is called web"))
    #expect(unknown.errors.contains("books, wiki"))
    let tooMany = try cluster("--quota", "wiki=9")
    #expect(tooMany.status == 1 && tooMany.errors.contains("give 9 clusters where there are to be 8"))
    #expect(try cluster("--quota", "wiki").status == 64)
  }

  @Test func `clusters are shared out over lengths and topics, too`() throws {
    let folder = try TemporaryFolder()
    try sources(in: folder)
    func cluster(_ arguments: String...) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(
        ["cluster", "p.handpick", "--clusters", "8", "--seed", "1"] + arguments,
        in: folder
      )
    }
    let lengths = try cluster("--by", "length", "--quota", "longest=5", "--method", "coreset")
    #expect(lengths.status == 0, "\(lengths.errors)")
    for line in [
      "  1 of the 10 of shortest (1 to 10 words)", "  1 of the 10 of short (11 to 20 words)",
      "  1 of the 10 of long (21 to 30 words)", "  5 of the 10 of longest (31 to 40 words)",
    ] {
      #expect(lengths.errors.contains(line), "\(lengths.errors)")
    }
    #expect(try listing(in: folder).clusters.suffix(5).flatMap(\.ids).count == 10)
    let topics = try cluster("--by", "topic")
    #expect(topics.status == 0, "\(topics.errors)")
    #expect(Set(try listing(in: folder).partition.joined()) == Set(0..<40))
    let clusters = try listing(in: folder).clusters
    #expect(clusters.allSatisfy { $0.topics.count == 1 })
    #expect(try cluster("--by", "topic", "--quota", "1=7").status == 0)
    #expect(try cluster("--by", "colour").status == 64)
    #expect(try cluster("--quota", "wiki=1").status == 64)
    #expect(try cluster("--method", "coreset", "--starts", "3").status == 64)
    #expect(try cluster("--starts", "3", "--fit-sample", "20").status == 0)
    #expect(try cluster("--by", "topic", "--quota", "1=1", "--quota", "1=2").status == 64)
    let topic = try #require(
      try Project.open(at: folder.file("p.handpick"), access: .readOnly).topics().first
    )
    let twice = try cluster("--by", "topic", "--quota", "1=1", "--quota", "\(topic.label)=2")
    #expect(twice.status == 1 && twice.errors.contains("Several quotas are for 1."), "\(twice.errors)")
  }

  @Test(arguments: [
    ["--clusters", "9000000000000000000", "--by", "length"], ["--clusters", "41"],
    [
      "--clusters", "8", "--by", "source", "--quota", "wiki=9223372036854775807", "--quota",
      "books=9223372036854775807",
    ],
  ])
  func `more clusters than there are instructions are refused, however many`(options: [String]) throws {
    let folder = try TemporaryFolder()
    try sources(in: folder)
    let outcome = try BuiltProgram.run(["cluster", "p.handpick"] + options, in: folder)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        /clusters cannot be made of 40 instructions|give \d+ clusters where there are to be 8/
      ),
      "\(outcome.errors)"
    )
  }

  @Test func `what is wrong with a request is told before near-duplicates and topics are looked for`() throws
  {
    let folder = try TemporaryFolder()
    try project(in: folder)
    try folder.write("nothing like an array", to: "bad.npy")
    try folder.write("p3\n", to: "done.txt")
    func refuses(_ options: String, saying reason: String) throws {
      let arguments = options.split(separator: " ").map(String.init)
      let outcome = try BuiltProgram.run(
        ["cluster", "p.handpick", "--leave-out-duplicates"] + arguments,
        in: folder
      )
      #expect(outcome.status == 1 && outcome.errors.contains(reason), "\(outcome.errors)")
      let project = try Project.open(at: folder.file("p.handpick"), access: .readOnly)
      #expect(try project.nearDuplicates() == nil && project.topics().isEmpty, "\(options)")
    }
    try refuses("--clusters 4 --centroids bad.npy", saying: "bad.npy")
    try refuses("--clusters 41", saying: "41 clusters cannot be made of 40 instructions")
    try refuses("--clusters 40 --already done.txt", saying: "40 clusters cannot be made of 39")
    try refuses("--clusters 8 --picks 6", saying: "6 picks are more than the 5 candidates")
    let coreset = "--clusters 4 --method coreset"
    try refuses("\(coreset) --start 40", saying: "Row 40 cannot be the start")
    try refuses("\(coreset) --start 3 --already done.txt", saying: "cannot begin with row 3")
    try refuses("--clusters 4 --by source --quota web=1", saying: "is called web")
    for arguments in [
      ["cluster", "p.handpick", "--clusters", "4", "--no-neighbours", "--no-topics"],
      ["rank", "p.handpick", "--method", "length"],
    ] {
      try #require(try BuiltProgram.run(arguments, in: folder).status == 0)
    }
    try refuses("--clusters 4", saying: "--replace")
  }

  @Test
  func `the record of clusters has rows as the pool counts them, for each part, and what was asked for`()
    throws
  {
    let folder = try TemporaryFolder()
    try sources(in: folder)
    try folder.write((0..<20).map { "p\($0)" }.joined(separator: "\n"), to: "done.txt")
    func options(_ arguments: String...) throws -> [String: String] {
      let outcome = try BuiltProgram.run(
        ["cluster", "p.handpick", "--clusters", "4", "--seed", "3"] + arguments,
        in: folder
      )
      try #require(outcome.status == 0, "\(outcome.errors)")
      let project = try Project.open(at: folder.file("p.handpick"), access: .readOnly)
      return try #require(project.stages().last { $0.name == .cluster }).options
    }
    func rows(_ list: String?) -> [Int] { list?.split(separator: " ").compactMap { Int($0) } ?? [] }
    let late = try options(
      "--already",
      "done.txt",
      "--method",
      "balanced",
      "--starts",
      "2",
      "--fit-sample",
      "15"
    )
    #expect(rows(late["initialRows"]).count == 5 && rows(late["initialRows"]).allSatisfy { $0 >= 20 })
    #expect(late["starts"] == "2" && late["fit-sample"] == "15" && late["sampledRows"] == "15")
    let grown = try options("--already", "done.txt", "--method", "coreset")
    #expect(rows(grown["startRows"]).count == 4 && rows(grown["startRows"]).allSatisfy { $0 >= 20 })
    #expect(grown["starts"] == nil)
    let parts = try options("--by", "source")
    #expect(parts["starts"] == "1" && parts["initialRows"] == nil)
    #expect(rows(parts["wiki: initialRows"]).allSatisfy { $0 % 4 == 0 })
    #expect(rows(parts["wiki: initialRows"]).count == 10 && rows(parts["books: initialRows"]).count == 10)
  }

  @Test func `batches of a size, or of the usual one, are told and recorded`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    func cluster(_ arguments: String...) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(
        ["cluster", "p.handpick", "--clusters", "8", "--no-neighbours", "--no-topics"] + arguments,
        in: folder
      )
    }
    let made = try cluster("--method", "balanced", "--mini-batch", "12")
    #expect(made.status == 0 && made.errors.contains("Fitted the centers to batches of 12"), "\(made.errors)")
    let options = try #require(
      try Project.open(at: folder.file("p.handpick"), access: .readOnly).stages().last
    ).options
    #expect(options["mini-batch"] == "12" && options["batchRows"] == "12" && options["sampledRows"] == "all")
    let status = try BuiltProgram.run("status", "p.handpick", in: folder).output
    #expect(status.contains("clusters  8 (balanced, batches of 12, seed 0)"), "\(status)")
    // The pool is smaller than the usual batch, and so fitted to as a whole.
    let usual = try cluster("--mini-batch", "--seed", "3")
    #expect(usual.status == 0 && !usual.errors.contains("batches"), "\(usual.errors)")
    let refused = try cluster("--method", "coreset", "--mini-batch")
    #expect(refused.status == 64 && refused.errors.contains("go with --method diverse or balanced only"))
  }

  @Test func `what does not fit into the memory allowed is refused, before anything is done`()
    throws
  {
    let folder = try TemporaryFolder()
    try project(in: folder)
    let before = try Project.open(at: folder.file("p.handpick"), access: .readOnly).stages().count
    for (arguments, work) in [
      (["cluster", "p.handpick", "--clusters", "4"], "Clustering"),
      (["neighbours", "p.handpick"], "Looking for near-duplicates"),
      (["topics", "p.handpick"], "Looking for topics"),
    ] {
      let refused = try BuiltProgram.run(arguments + ["--memory", "50MB"], in: folder)
      #expect(refused.status == 1 && refused.output.isEmpty)
      #expect(
        refused.errors.contains("\(work) needs at least 65MB of memory where --memory allows 50MB: 64MB for")
      )
      #expect(refused.errors.contains("Allow --memory 65MB, or "), "\(refused.errors)")
      #expect(refused.errors.split(separator: "\n").count == 2, "\(refused.errors)")
    }
    let project = try Project.open(at: folder.file("p.handpick"), access: .readOnly)
    #expect(try project.stages().count == before)
    let made = try BuiltProgram.run(
      ["cluster", "p.handpick", "--clusters", "4", "--memory", "100MB"],
      in: folder
    )
    #expect(made.status == 0, "\(made.errors)")
    let options = try project.stages().first { $0.name == .cluster }?.options
    #expect(options?["memory"] == "100000000" && options?["sampledRows"] == "all")
  }

  @Test func `topics are found with the clusters, listed, and name those of a cluster`() throws {
    let folder = try TemporaryFolder()
    try project(in: folder)
    let made = try BuiltProgram.run(
      ["cluster", "p.handpick", "--clusters", "4", "--method", "similar", "--no-topics"],
      in: folder
    )
    #expect(made.status == 0 && !made.errors.contains("topics"))
    let found = try BuiltProgram.run(
      ["topics", "p.handpick", "--topics", "4", "--subtopics", "8"],
      in: folder
    )
    #expect(found.status == 0 && found.errors.contains("Found 4 topics with 8 subtopics."), "\(found.errors)")
    let lines = found.output.split(separator: "\n")
    #expect(lines.count == 12 && lines[0].hasPrefix("1       10  ") && lines[1].hasPrefix("  1.1  "))
    for word in ["kettle", "rust", "violin", "glacier"] { #expect(found.output.contains(word)) }
    let clusters = try listing(in: folder).clusters
    #expect(clusters.allSatisfy { $0.topics.count == 1 && $0.topics[0].size == 10 })
    #expect(Set(clusters.map { $0.topics[0].number }) == ["1", "2", "3", "4"])
    let text = try BuiltProgram.run("clusters", "p.handpick", "--filter", "topic:2", in: folder).output
    #expect(text.split(separator: "\n").count == 1 && text.contains("topic 2 ") && text.hasSuffix("(10)\n"))
    #expect(try BuiltProgram.run("topics", "p.handpick", in: folder).output == found.output)
    let status = try BuiltProgram.run("status", "p.handpick", in: folder).output
    #expect(status.contains("topics    4 with 8 subtopics"))
    let wrong = try BuiltProgram.run(["topics", "p.handpick", "--topics", "50"], in: folder)
    #expect(wrong.status == 1 && wrong.errors.contains("50 topics with 50 subtopics cannot be made of 40"))
    let many = try BuiltProgram.run(["topics", "p.handpick", "--subtopics", "5001"], in: folder)
    #expect(many.status == 1 && many.errors.contains("Ask for at most 5000 subtopics."), "\(many.errors)")
  }
}
