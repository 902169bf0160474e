import ArgumentParser
import ProjectStore
import TextUI

struct Rank: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Have a language model put the candidates of every cluster in order.",
    discussion: """
      The model sees the candidates of one cluster at a time, shuffled and under fresh ids, and never the answers \
      that a pool may hold. A reply that is not a whole order is never turned into a pick: the cluster says why \
      it has no ranking, and --retry asks again. Every answer is kept at once, so the command can be stopped and \
      run again; nothing that was answered is asked twice.

      Rankings by differing models, prompts, passes and methods lie side by side (handpick runs, handpick compare); \
      the one ranked last is under review unless --aside says otherwise.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @OptionGroup var ranking: RankOptionGroup

  @Option(help: "Take rankings that were recorded earlier from a JSONL file.", completion: .file())
  var from: String?

  @Option(help: "Decides the order in which candidates are shown to the model.")
  var seed: UInt64 = 0

  @Flag(help: "Say how many questions, tokens, how much money and time it would take, and ask nothing.")
  var dryRun = false

  @Option(help: "Write the questions into a batch file instead of asking them.", completion: .file())
  var batchOut: String?

  @Option(help: "Take the answers to batch files; may be given several times.", completion: .file())
  var batchIn: [String] = []

  func validate() throws {
    let ways = [dryRun, batchOut != nil, !batchIn.isEmpty].count { $0 }
    guard ways <= 1 else {
      throw ValidationError("--dry-run, --batch-out and --batch-in exclude each other.")
    }
    guard ways == 0 || from == nil && ranking.asked.endpoint != nil else {
      throw ValidationError("--dry-run, --batch-out and --batch-in need an --endpoint.")
    }
    guard !ranking.probe || batchOut == nil && batchIn.isEmpty else {
      throw ValidationError("--probe asks the endpoint itself; use it once the batches are answered.")
    }
    guard ways == 0 || ranking.method == .model else {
      throw ValidationError("--dry-run, --batch-out and --batch-in go with --method model.")
    }
    guard from == nil || ranking.asked.endpoint == nil && ranking.method == .model else {
      throw ValidationError("--from takes rankings from a file; it goes with no endpoint and no method.")
    }
    guard from != nil || ranking.asked.endpoint != nil || !ranking.method.asksModel else {
      throw ValidationError("Name an --endpoint, or use --from FILE or --method length.")
    }
  }

  func run() async throws {
    let project = try Project.open(at: project, access: dryRun ? .readOnly : .readWrite)
    defer { try? project.close() }
    try project.noteWarnings()
    _ = try project.currentDivision
    try await stage(on: project)?.run(on: project)
    guard !dryRun, batchOut == nil else { return }
    try project.noteReviewedRun()
    Console.note("Next: handpick review \(untrusted: project.typedPath)")
  }

  private func stage(on project: Project) throws -> (any RankingStage)? {
    if let from { return RecordedRankingStage(path: from, scope: ranking.scope) }
    guard let model = try ranking.method == .model ? ranking.modelStage(seed: seed, on: project) : nil else {
      return try ranking.stage(seed: seed, on: project)
    }
    if dryRun { return RankingDryRun(ranking: model, probes: ranking.probe) }
    if let batchOut { return BatchOut(ranking: model, path: batchOut) }
    if !batchIn.isEmpty { return BatchIn(ranking: model, paths: batchIn) }
    return try ranking.stage(seed: seed, on: project)
  }
}
