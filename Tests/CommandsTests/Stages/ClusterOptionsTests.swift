import Curation
import Foundation
import ProjectStore
import TestSupport
import Testing

/// What `cluster` leaves out and how it is told, and what it refuses.
@Suite struct ClusterOptionsTests {
  @Test func `near-duplicates are left out beside the first of them, told, and back without the option`()
    throws
  {
    let pool = try EmbeddedPool.ofFourKinds()
    let folder = pool.folder
    let made = try BuiltProgram.run(
      ["cluster", "p.handpick", "--clusters", "4", "--leave-out-duplicates", "0.999"],
      in: folder
    )
    #expect(made.status == 0 && made.errors.contains("Left out 4 near-duplicates"), "\(made.errors)")
    #expect(made.errors.contains("Made 4 clusters of 9 candidates"))
    let leftOut = try pool.leftOut()
    #expect(leftOut.map(\.id) == ["p9", "p19", "p29", "p39"])
    #expect(leftOut.map(\.original) == ["p0", "p10", "p20", "p30"])
    #expect(leftOut.allSatisfy { $0.reason == "duplicate" && ($0.similarity ?? 0) > 0.999 })
    let inClusters = Set(try pool.listing().clusters.flatMap(\.ids))
    #expect(inClusters.count == 36 && inClusters.isDisjoint(with: leftOut.map(\.id)))
    let status = try BuiltProgram.run("status", "p.handpick", in: folder).output
    #expect(status.contains("left out  4 near-duplicates\n"))
    let lines = try BuiltProgram.run("clusters", "p.handpick", "--left-out", in: folder).output
    #expect(lines.contains("p9  near-duplicate of p0, similarity "))

    let again = try BuiltProgram.run(["cluster", "p.handpick", "--clusters", "4"], in: folder)
    #expect(again.status == 0 && !again.errors.contains("Left out"))
    #expect(Set(try pool.listing().partition.joined()) == Set(0..<40))
    #expect(!(try BuiltProgram.run("status", "p.handpick", in: folder).output.contains("left out")))
  }

  @Test func `the similarity may be left away, and has to be one`() throws {
    let pool = try EmbeddedPool.ofFourKinds()
    let folder = pool.folder
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
    let pool = try EmbeddedPool.ofFourKinds()
    let folder = pool.folder
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
    let leftOut = try pool.leftOut()
    #expect(leftOut.filter { $0.reason == "annotated" }.map(\.id) == ["p0", "p11", "p12"])
    // A near-duplicate of what is annotated is left out, too.
    #expect(leftOut.first { $0.id == "p9" }?.original == "p0")
    #expect(try pool.listing().partition.joined().count == 33)

    try folder.write("nobody\n", to: "other.txt")
    let nothing = try BuiltProgram.run(
      ["cluster", "p.handpick", "--clusters", "6", "--already", "other.txt"],
      in: folder
    )
    #expect(nothing.status == 1 && nothing.errors.contains("has nothing of what other.txt names"))
  }

  @Test func `a queue that was exported can be what is annotated already`() throws {
    let pool = try EmbeddedPool.ofFourKinds()
    let folder = pool.folder
    for arguments in [
      ["cluster", "p.handpick", "--clusters", "4"], ["rank", "p.handpick", "--method", "length"],
      ["decide", "p.handpick", "2", "accept"], ["decide", "p.handpick", "3", "accept"],
      ["export", "p.handpick", "--output", "queue.csv", "--format", "csv"],
      ["cluster", "p.handpick", "--clusters", "4", "--already", "queue.csv", "--replace"],
    ] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
    #expect(try pool.leftOut().map(\.reason) == ["annotated", "annotated"])
  }

  @Test func `what is wrong with a request is told before near-duplicates and topics are looked for`() throws
  {
    let pool = try EmbeddedPool.ofFourKinds()
    let folder = pool.folder
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

  @Test func `batches of a size, or of the usual one, are told and recorded`() throws {
    let pool = try EmbeddedPool.ofFourKinds()
    let folder = pool.folder
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
    let plain = try BuiltProgram.run("status", "p.handpick", in: folder).output
    #expect(plain.contains("clusters  8 (diverse, seed 3)"), "\(plain)")
    // A batch has as many instructions as there are centers, five for eight clusters of forty.
    let few = try cluster("--mini-batch", "3")
    #expect(few.errors.contains("to batches of 5"), "\(few.errors)")
    #expect(try BuiltProgram.run("status", "p.handpick", in: folder).output.contains("batches of 5"))
    let refused = try cluster("--method", "coreset", "--mini-batch")
    #expect(refused.status == 64 && refused.errors.contains("go with --method diverse or balanced only"))
  }

  @Test func `a bound of memory is no obstacle to a pool of one, and waits until all have a vector`() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"id":"a","instruction":"Make tea"}"#, to: "one.jsonl")
    try folder.write(#"{"id":"b","instruction":"Make jam"}"#, to: "more.jsonl")
    func handpick(_ words: String) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(words.split(separator: " ").map(String.init), in: folder)
    }
    for words in ["new p.handpick one.jsonl", "embed p.handpick"] {
      try #require(try handpick(words).status == 0)
    }
    for options in ["", " --by source", " --leave-out-duplicates"] {
      let made = try handpick("cluster p.handpick --clusters 1 --memory 2GB" + options)
      #expect(made.status == 0, "\(made.errors)")
    }
    try #require(try handpick("import p.handpick more.jsonl").status == 0)
    let stale = try handpick("cluster p.handpick --clusters 1 --already one.jsonl --memory 2GB")
    #expect(
      stale.status == 1 && stale.errors.contains("1 instructions have no vector yet"),
      "\(stale.errors)"
    )
  }

  @Test func `what does not fit into the memory allowed is refused, before anything is done`()
    throws
  {
    let pool = try EmbeddedPool.ofFourKinds()
    let folder = pool.folder
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
    // How large parts are is not known beforehand; the vectors are.
    for options in [["--by", "source"], ["--leave-out-duplicates"]] {
      let refused = try BuiltProgram.run(
        ["cluster", "p.handpick", "--clusters", "4", "--memory", "50MB"] + options,
        in: folder
      )
      #expect(
        refused.status == 1 && refused.errors.contains("Clustering needs at least"),
        "\(refused.errors)"
      )
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
}
