import ArgumentParser
import Curation
import ProjectStore
import TextUI

struct ClusterPool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Cut the pool into clusters, one for each question to the ranker.",
    discussion: """
      diverse   one candidate from each of K K-means clusters (the published default): candidates that differ,
                clusters that are much alike
      balanced  the same, then candidates are exchanged between clusters until each is spread as the pool is: \
                they differ more, and every cluster stands for the whole pool better
      coreset   greedy k-center: each candidate as far as possible from those already in its cluster
      similar   balanced neighbourhoods: candidates that are much alike
      random    a seeded shuffle

      Every instruction is in exactly one cluster, and sizes differ by at most one. The same embeddings, options \
      and seed give the same clusters.

      --leave-out-duplicates takes one of each group of near-duplicates: in import order, an instruction that is as \
      good as the same as one that stays is left out beside that. --already FILE leaves out what is annotated \
      already: ids, one a line, or any pool or queue with ids or instructions. coreset and similar count it as \
      chosen before and look elsewhere; the others only leave it out. --by source, topic or length cuts \
      each part of the pool into clusters by itself, as many as its size calls for; --quota wiki=40 gives a part \
      another number. What is left out is in no cluster and \
      is not ranked; clusters made anew without these options have it again.

      Then near-duplicates are looked for, so that the room can mark them and list clusters by them, and topics, \
      so that it can say what candidates are about; --no-neighbours and --no-topics leave that for later \
      (handpick neighbours, handpick topics).
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "diverse, balanced, coreset, similar or random.")
  var method: DivisionMethod = .diverse

  @Option(help: "The number of clusters.")
  var clusters: Int

  @Option(help: "The seed; 0 keeps the published order in coreset and similar.")
  var seed: UInt64 = 0

  @Option(help: "A .npy file with one vector per instruction, to embed with first.", completion: .file())
  var vectors: String?

  @OptionGroup var options: ClusterOptionGroup

  @Flag(
    help: "Replace clusters that were ranked or decided about; the old ones stay in the project's history."
  )
  var replace = false

  func validate() throws {
    guard clusters > 0 else { throw ValidationError("--clusters must be at least 1.") }
    try options.check(for: method, option: "--method")
  }

  func run() async throws {
    let project = try Project.open(at: project)
    defer { try? project.close() }
    try project.noteWarnings()
    var stage = options.stage(method: method, clusters: clusters, seed: seed)
    stage.replaces = replace
    try await stage.run(on: project) {
      if let vectors { try await EmbedStage.file(vectors: vectors, ids: nil).run(on: project) }
    }
    Console.note("Next: handpick rank \(untrusted: project.typedPath) --endpoint URL --model NAME")
  }
}
