import Curation
import Foundation
import ProjectStore
import TestSupport
import Testing

/// Clusters that are shared out over parts of the pool.
@Suite struct ClusterStrataTests {
  @Test func `clusters are shared out over sources by size, or as quotas say`() throws {
    let pool = try EmbeddedPool.ofTwoSources()
    let folder = pool.folder
    func cluster(_ arguments: String...) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(
        ["cluster", "p.handpick", "--clusters", "8", "--by", "source"] + arguments,
        in: folder
      )
    }
    let made = try cluster()
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.errors.contains("  6 of the 30 of books\n  2 of the 10 of wiki\n"), "\(made.errors)")
    let clusters = try pool.listing().clusters
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
    let leftOut = try pool.leftOut()
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
    let pool = try EmbeddedPool.ofTwoSources()
    let folder = pool.folder
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
    #expect(try pool.listing().clusters.suffix(5).flatMap(\.ids).count == 10)
    let topics = try cluster("--by", "topic")
    #expect(topics.status == 0, "\(topics.errors)")
    #expect(Set(try pool.listing().partition.joined()) == Set(0..<40))
    let clusters = try pool.listing().clusters
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
    let pool = try EmbeddedPool.ofTwoSources()
    let folder = pool.folder
    let outcome = try BuiltProgram.run(["cluster", "p.handpick"] + options, in: folder)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        /clusters cannot be made of 40 instructions|give \d+ clusters where there are to be 8/
      ),
      "\(outcome.errors)"
    )
  }

  @Test
  func `the record of clusters has rows as the pool counts them, for each part, and what was asked for`()
    throws
  {
    let pool = try EmbeddedPool.ofTwoSources()
    let folder = pool.folder
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
}
