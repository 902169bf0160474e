import ArgumentParser
import Interchange
import ProjectStore
import TextUI

struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a project of one or more pools.",
    discussion: """
      A pool is a JSONL, JSON array, CSV or TSV file, gzipped or not, or - for standard input. The fields of \
      Alpaca, Dolly, Self-Instruct, prompt/completion, messages, ShareGPT and question pools are recognised. \
      Existing answers are kept as reference, never embedded and never shown to the ranker.
      """
  )

  @Argument(help: "The project file to make, such as team.handpick.")
  var project: String

  @Argument(help: "The pools to import.", completion: .file())
  var pools: [String] = []

  @OptionGroup var reading: PoolOptionGroup

  func run() async throws {
    let stage = ImportStage(
      sources: pools.map(PoolSource.init(argument:)),
      options: reading.poolOptions,
      skipsInvalid: reading.skipInvalid
    )
    try await ProjectMaking.make(at: project) { project in
      if !pools.isEmpty { try await stage.run(on: project) }
    }
    Console.note("Next: handpick embed \(untrusted: project)")
  }
}

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add pools to a project, or only check them.",
    discussion: "Without --skip-invalid nothing is imported when anything is wrong."
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Argument(help: "The pools to import; - is standard input.", completion: .file())
  var pools: [String]

  @OptionGroup var reading: PoolOptionGroup

  @Flag(help: "Only report what would be imported and what is wrong.")
  var check = false

  func run() async throws {
    let stage = ImportStage(
      sources: pools.map(PoolSource.init(argument:)),
      options: reading.poolOptions,
      skipsInvalid: reading.skipInvalid
    )
    if check { return try stage.checkOnly() }
    let project = try Project.open(at: project)
    defer { try? project.close() }
    try project.noteWarnings()
    try await stage.run(on: project)
  }
}
