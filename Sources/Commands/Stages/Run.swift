import ArgumentParser
import Curation
import Foundation
import Interchange
import ProjectStore
import TextUI

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Import, embed, cluster and rank in one go; run it again to go on after an interruption.",
    discussion: """
      What is done already is not done again: a project that has vectors and clusters keeps them, whatever the \
      options, near-duplicates and topics that are missing are looked for, and only clusters without a ranking are \
      sent to the model. Options mean what they mean to handpick import, embed, cluster and rank. Without --encoder \
      and --vectors it embeds with the sentence model on the shelf, if there is one, else with the lexical encoder; \
      for vectors from an endpoint use handpick embed.
      """
  )

  @Argument(help: "The pools to import; - is standard input.", completion: .file())
  var pools: [String]

  @Option(help: "The project file. Default: the first pool's name with .handpick, in this folder.")
  var project: String?

  @OptionGroup var reading: PoolOptionGroup

  @OptionGroup(title: "Vectors") var embedding: EmbedOptionGroup

  @Option(help: "The sentence encoder's model, a folder or a name on the shelf.", completion: .directory)
  var encoderModel: String?

  @Option(help: "How to cut the pool: diverse, balanced, coreset, similar or random.")
  var division: DivisionMethod = .diverse

  @Option(help: "The number of clusters. Default: one for every ten instructions.")
  var clusters: Int?

  @OptionGroup(title: "Clusters") var clustering: ClusterOptionGroup

  @Option(help: "The seed of every stage.")
  var seed: UInt64 = 0

  @OptionGroup(title: "Ranking") var ranking: RankOptionGroup

  func validate() throws {
    guard clusters ?? 1 > 0 else { throw ValidationError("--clusters must be at least 1.") }
    try clustering.check(for: division, option: "--division")
    guard embedding.encoder != .endpoint else {
      throw ValidationError(
        "Vectors from an endpoint come by handpick embed; --endpoint is the ranker's here."
      )
    }
    guard encoderModel == nil || embedding.vectors == nil else { throw EmbedOptionGroup.bothWays }
    guard encoderModel == nil || embedding.encoder != .lexical else {
      throw ValidationError("--encoder-model goes with --encoder sentence.")
    }
    guard project != nil || pools.first != "-" else {
      throw ValidationError("Name the project with --project when the pool is standard input.")
    }
  }

  func run() async throws {
    let path = project ?? Self.projectName(for: pools.first ?? "")
    let stage = ImportStage(
      sources: pools.map(PoolSource.init(argument:)),
      options: reading.poolOptions,
      skipsInvalid: reading.skipInvalid
    )
    if FileManager.default.fileExists(atPath: path) {
      Console.note("Going on with \(untrusted: path).")
    } else {
      try await ProjectMaking.make(at: path) { try await stage.run(on: $0) }
    }
    let project = try Project.open(at: path)
    defer { try? project.close() }
    try project.noteWarnings()
    if try project.instructionCount == 0 { try await stage.run(on: project) }
    // What is wrong with the ranker's options is told before the long work.
    let ranker = try ranking.stage(seed: seed, on: project)
    let clustering = clustering.stage(
      method: division,
      clusters: try clusters ?? ClusterStage.usualNumber(for: project.instructionCount),
      seed: seed
    )
    if try project.division == nil {
      try await clustering.run(on: project) { try await embed(project) }
    } else {
      try await embed(project)
      try await clustering.findMissing(in: project)
    }
    if let ranker {
      try await ranker.run(on: project)
    } else {
      Console.note("Not ranked: give --endpoint URL and --model NAME, or --method length.")
    }
    Console.note("Next: handpick review \(untrusted: path)")
  }

  /// Embeds a pool that has no vectors yet.
  private func embed(_ project: Project) async throws {
    guard try project.embeddingSummary() == nil else { return }
    let kind = embedding.encoder ?? (encoderModel == nil ? nil : .sentence)
    try await embedding.stage(kind, model: encoderModel, seed: seed, for: project)
      .run(on: project, storedAs: embedding.store)
  }

  /// `pool.jsonl.gz` becomes `pool.handpick`.
  static func projectName(for pool: String) -> String {
    let name = URL(fileURLWithPath: pool).lastPathComponent
    let stem = name.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? name
    return (stem.isEmpty ? "pool" : stem) + ".handpick"
  }
}
