import ArgumentParser
import Clustering
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
      coreset   greedy k-center: each candidate as far as possible from those already in its cluster
      similar   balanced neighbourhoods: candidates that are much alike
      random    a seeded shuffle

      Every instruction is in exactly one cluster, and sizes differ by at most one. The same embeddings, options \
      and seed give the same clusters.

      Then near-duplicates are looked for, so that the room can mark them and list clusters by them; \
      --no-neighbours leaves that for later (handpick neighbours).
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "diverse, coreset, similar or random.")
  var method: DivisionMethod = .diverse

  @Option(help: "The number of clusters.")
  var clusters: Int

  @Option(help: "How many candidates to pick in each cluster.")
  var picks: Int = 1

  @Option(help: "The seed; 0 keeps the published order in coreset and similar.")
  var seed: UInt64 = 0

  @Option(help: "A .npy file with one vector per instruction, to embed with first.", completion: .file())
  var vectors: String?

  @Option(help: "A .npy file with the centers for diverse, instead of fitting some.", completion: .file())
  var centroids: String?

  @Option(help: "The row, from 0 in import order, that coreset and similar begin with.")
  var start: Int?

  @Flag(
    help: "Replace clusters that were ranked or decided about; the old ones stay in the project's history."
  )
  var replace = false

  @Flag(inversion: .prefixedNo, help: "Look for near-duplicates, too.")
  var neighbours = true

  func validate() throws {
    guard clusters > 0 else { throw ValidationError("--clusters must be at least 1.") }
    guard picks > 0 else { throw ValidationError("--picks must be at least 1.") }
    guard centroids == nil || method == .diverse else {
      throw ValidationError("--centroids goes with --method diverse only.")
    }
    guard start == nil || method == .coreset || method == .similar else {
      throw ValidationError("--start goes with --method coreset or similar only.")
    }
  }

  func run() async throws {
    let project = try Project.open(at: project)
    defer { try? project.close() }
    try project.noteWarnings()
    if let vectors { try await EmbedStage.file(vectors: vectors, ids: nil).run(on: project) }
    let stage = ClusterStage(
      method: method,
      clusters: clusters,
      picks: picks,
      seed: seed,
      centroids: centroids,
      start: start,
      replaces: replace,
      findsNeighbours: neighbours
    )
    try await stage.run(on: project)
    Console.note("Next: handpick rank \(untrusted: project.typedPath) --endpoint URL --model NAME")
  }
}
