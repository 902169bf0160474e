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
      chosen before and look elsewhere; diverse and random only leave it out. --by source, topic or length cuts \
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

  @Option(help: "How many candidates to pick in each cluster.")
  var picks: Int = 1

  @Option(help: "The seed; 0 keeps the published order in coreset and similar.")
  var seed: UInt64 = 0

  @Option(help: "A .npy file with one vector per instruction, to embed with first.", completion: .file())
  var vectors: String?

  @Option(
    help: "A .npy file with the centers for diverse and balanced, instead of fitting some.",
    completion: .file()
  )
  var centroids: String?

  @Option(help: "How often to begin K-means for diverse; the best fit counts.")
  var starts: Int = 1

  @Option(
    help: ArgumentHelp(
      "How many instructions K-means fits the centers of diverse to. Default: all, or in a pool with more than 2,000 for each center 1,000 for each.",
      valueName: "rows"
    )
  )
  var sample: Int?

  @Option(help: "The row, from 0 in import order, that coreset and similar begin with.")
  var start: Int?

  @Option(
    defaultAsFlag: Likeness.leastOfSame,
    parsing: .next,
    help: ArgumentHelp(
      "Leave out near-duplicates, from this cosine similarity on (0.95 when none is given).",
      valueName: "similarity"
    )
  )
  var leaveOutDuplicates: Double? = nil

  @Option(
    name: .customLong("by"),
    help: "Share the clusters out over parts of the pool, by their sizes: source, topic or length."
  )
  var strata: Strata.Kind?

  @Option(
    name: .customLong("quota"),
    help: ArgumentHelp(
      "How many clusters a part is to have, with --by; 0 leaves it out. May be given several times.",
      valueName: "name=number"
    )
  )
  var quotas: [Quota] = []

  @Option(help: "A file that names what is annotated already, to leave it out.", completion: .file())
  var already: String?

  @Flag(
    help: "Replace clusters that were ranked or decided about; the old ones stay in the project's history."
  )
  var replace = false

  @Flag(inversion: .prefixedNo, help: "Look for near-duplicates, too.")
  var neighbours = true

  @Flag(inversion: .prefixedNo, help: "Look for topics, too.")
  var topics = true

  func validate() throws {
    guard clusters > 0 else { throw ValidationError("--clusters must be at least 1.") }
    guard picks > 0 else { throw ValidationError("--picks must be at least 1.") }
    guard centroids == nil || method == .diverse || method == .balanced else {
      throw ValidationError("--centroids goes with --method diverse or balanced only.")
    }
    guard leaveOutDuplicates.map({ $0 > 0 && $0 <= 1 }) ?? true else {
      throw ValidationError("--leave-out-duplicates takes a similarity above 0 and up to 1.")
    }
    guard leaveOutDuplicates == nil || neighbours else {
      throw ValidationError("--leave-out-duplicates has to look for neighbours; leave out --no-neighbours.")
    }
    guard starts > 0, sample ?? 1 > 0 else {
      throw ValidationError("--starts and --sample must be at least 1.")
    }
    guard method == .diverse || starts == 1 && sample == nil else {
      throw ValidationError("--starts and --sample go with --method diverse only.")
    }
    guard quotas.isEmpty || strata != nil else { throw ValidationError("--quota goes with --by only.") }
    guard strata == nil || centroids == nil && start == nil else {
      throw ValidationError("--centroids and --start go without --by only.")
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
      starts: starts,
      sampleSize: sample,
      already: already,
      leastOfDuplicates: leaveOutDuplicates,
      start: start,
      strata: strata,
      quotas: quotas,
      replaces: replace,
      findsNeighbours: neighbours,
      findsTopics: topics
    )
    try await stage.run(on: project)
    Console.note("Next: handpick rank \(untrusted: project.typedPath) --endpoint URL --model NAME")
  }
}
