import TestSupport
import Testing

/// Topics as commands find, list and name them.
@Suite struct TopicsCommandTests {
  @Test func `topics are found with the clusters, listed, and name those of a cluster`() throws {
    let pool = try EmbeddedPool.ofFourKinds()
    let folder = pool.folder
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
    let clusters = try pool.listing().clusters
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
