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
      What is done already is not done again: a project that has clusters keeps them, and only clusters without \
      a ranking are sent to the model. It embeds as handpick embed does without options: with the sentence model on \
      the shelf, if there is one, else with the lexical encoder.
      """
  )

  @Argument(help: "The pools to import; - is standard input.", completion: .file())
  var pools: [String]

  @Option(help: "The project file. Default: the first pool's name with .handpick, in this folder.")
  var project: String?

  @OptionGroup var reading: PoolOptionGroup

  @Option(help: "How to cut the pool: diverse, balanced, coreset, similar or random.")
  var division: DivisionMethod = .diverse

  @Option(help: "The number of clusters. Default: one for every ten instructions.")
  var clusters: Int?

  @Option(help: "How many candidates to pick in each cluster.")
  var picks: Int = 1

  @Option(help: "The seed of every stage.")
  var seed: UInt64 = 0

  @OptionGroup var ranking: RankOptionGroup

  func validate() throws {
    guard clusters ?? 1 > 0, picks > 0 else {
      throw ValidationError("--clusters and --picks must be at least 1.")
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
      try await ProjectMaking.make(at: path) { try stage.run(on: $0) }
    }
    let project = try Project.open(at: path)
    defer { try? project.close() }
    try project.noteWarnings()
    if try project.instructionCount == 0 { try stage.run(on: project) }
    if try project.embeddingSummary() == nil {
      var encoder = try UsualEncoder(for: project, shelf: try? Models.shelf())
      encoder.note()
      encoder.seed = seed
      try await encoder.stage().run(on: project)
    }
    if try project.division == nil {
      let count = try project.instructionCount
      try await ClusterStage(
        method: division,
        clusters: clusters ?? ClusterStage.usualNumber(for: count),
        picks: picks,
        seed: seed
      )
      .run(on: project)
    }
    if let stage = try ranking.stage(seed: seed, on: project) {
      try await stage.run(on: project)
    } else {
      Console.note("Not ranked: give --endpoint URL and --model NAME, or --method length.")
    }
    Console.note("Next: handpick review \(untrusted: path)")
  }

  /// `pool.jsonl.gz` becomes `pool.handpick`.
  static func projectName(for pool: String) -> String {
    let name = URL(fileURLWithPath: pool).lastPathComponent
    let stem = name.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? name
    return (stem.isEmpty ? "pool" : stem) + ".handpick"
  }
}
