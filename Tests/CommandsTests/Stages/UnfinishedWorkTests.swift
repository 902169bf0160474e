import Clustering
import Curation
import Foundation
import ProjectStore
import TestSupport
import Testing

@testable import Commands

/// What long stages go on from, with the built program.
@Suite struct UnfinishedWorkTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let records = (0..<40).map { #"{"id":"p\#($0)","instruction":"Write \#($0) lines"}"# + "\n" }
    try folder.write(records.joined(), to: "pool.jsonl")
    for arguments in [["new", "p.handpick", "pool.jsonl"], ["embed", "p.handpick"]] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    try FileManager.default.copyItem(atPath: folder.file("p.handpick"), toPath: folder.file("q.handpick"))
  }

  private func project(_ name: String) throws -> Project { try Project.open(at: folder.file(name)) }

  private func clusters(_ name: String) throws -> [[Int]] {
    let project = try project(name)
    defer { try? project.close() }
    return try PartitionReader(of: project).clusters()
  }

  @Test func `a division goes on where an equal one was stopped, and comes to the same end`() async throws {
    let stage = ClusterStage(method: .coreset, clusters: 8)
    let project = try project("p.handpick")
    let stored = try #require(try project.embeddings())
    let whole = ClusterPart(title: "", rows: stored.rows, clusters: 8)
    var work = stage.unfinishedWork(
      on: whole,
      of: stored.set,
      options: try stage.options(encoder: stored.summary.encoder),
      in: project
    )
    work.pause = .zero
    var kept = 0
    // As if it had been stopped after the third cluster.
    _ = try await Division(method: .coreset, clusters: 8).partition(
      stored.embeddings,
      keep: { draft in
        if kept < 3 { work.keep { draft().stored } }
        kept += 1
      }
    )
    try project.close()
    let request = ["cluster", "--clusters", "8", "--method", "coreset"]
    let other = try BuiltProgram.run(request + ["q.handpick"], in: folder)
    #expect(other.status == 0 && !other.errors.contains("Going on"), "\(other.errors)")
    let rest = try BuiltProgram.run(request + ["p.handpick"], in: folder)
    #expect(rest.status == 0 && rest.errors.contains("Going on from where the same work was stopped.\n"))
    #expect(try clusters("p.handpick") == clusters("q.handpick"))
    // It is done now.
    let again = try BuiltProgram.run(request + ["p.handpick"], in: folder)
    #expect(again.status == 0 && !again.errors.contains("Going on"), "\(again.errors)")
  }

  @Test func `a search for near-duplicates goes on in the same way`() async throws {
    let project = try project("p.handpick")
    let stored = try #require(try project.embeddings())
    let stage = NeighbourStage()
    var work = stage.unfinishedWork(of: NeighbourSearch(), among: stored, in: project)
    work.pause = .zero
    _ = try await NeighbourSearch().neighbours(
      of: stored.embeddings,
      keep: { draft in work.keep { draft().stored } }
    )
    try project.close()
    let rest = try BuiltProgram.run("neighbours", "p.handpick", in: folder)
    #expect(rest.status == 0 && rest.errors.contains("Going on from where the same work was stopped.\n"))
    let other = try BuiltProgram.run("neighbours", "q.handpick", in: folder)
    #expect(other.status == 0 && !other.errors.contains("Going on"), "\(other.errors)")
    let (first, second) = (try self.project("p.handpick"), try self.project("q.handpick"))
    #expect(try first.nearDuplicates() == second.nearDuplicates())
  }

  @Test func `what is done is kept now and then, not always`() throws {
    let project = try project("p.handpick")
    var work = UnfinishedWork(of: .cluster, in: project, set: 1, options: [:])
    work.keep { Data("too soon".utf8) }
    #expect(try work.found { $0 } == nil)
    work.pause = .zero
    work.keep { Data("late enough".utf8) }
    #expect(try work.found { $0 } == Data("late enough".utf8))
    // Bytes that nothing can be made of are nothing to go on from.
    #expect(try work.found(DivisionDraft.init(stored:)) == nil)
  }
}
