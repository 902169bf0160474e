import ArgumentParser
import ProjectStore
import TextUI

struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Put the picks of runs, baselines, curators and files side by side, beside random ones.",
    discussion: """
      How well the picks stand for the pool (mean and largest distance of an instruction to the nearest pick), how far \
      they are from each other, near-duplicates among them, their length, how many topics of the pool they touch and \
      how evenly (those of handpick topics, where the project has them), and how often people picked the same. A run's picks are the first candidates of each cluster. Random is \
      drawn from the whole pool, as many as the others have, once for each seed. --picks evaluates any picks, also \
      without clusters: ids one a line, or a pool or queue with ids or instructions.

      Of large pools the distance to the picks is measured on a random sample of at most 5,000 instructions, and of more \
      than 5,000 picks those between them on a random sample of these. --exact measures all.

      With --predictions, answers of models that were fine-tuned on picks are compared with reference answers (--references, \
      else those in the pool): ROUGE-L, and the cosine similarity of vectors where FILE.npy and the references' .npy lie \
      beside their files, a row for each line.

        handpick rank team.handpick --method k-center --aside
        handpick evaluate team.handpick
        handpick evaluate team.handpick --picks theirs.txt
        handpick evaluate team.handpick --predictions curated.jsonl --predictions random.jsonl
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "A run to evaluate; may be named several times. Default: all.")
  var run: [Int] = []

  @Option(help: "A file of picks to evaluate; may be named several times.", completion: .file())
  var picks: [String] = []

  @Option(help: "How many times random picks are drawn.")
  var seeds: Int = 10

  @Option(
    help: "A JSONL file of {\"id\": …, \"prediction\": …}; may be named several times.",
    completion: .file()
  )
  var predictions: [String] = []

  @Option(help: "A JSONL file of {\"id\": …, \"reference\": …}.", completion: .file())
  var references: String?

  @Flag(help: "Measure no samples: takes long for large pools.")
  var exact = false

  @Flag(help: "Print JSON, with all digits.")
  var json = false

  func validate() throws {
    guard seeds > 0 else { throw ValidationError("--seeds must be at least 1.") }
    guard references == nil || !predictions.isEmpty else {
      throw ValidationError("--references goes with --predictions.")
    }
  }

  func run() async throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    var evaluation = try await interruptible { [run, picks, seeds, exact] in
      try await Evaluation(of: project, runs: run, picks: picks, draws: seeds, isExact: exact)
    }
    if !predictions.isEmpty {
      evaluation.predictions = try PredictionReader(project: project, references: references).read(
        predictions
      )
    }
    if json { return try JSONOutput.print(evaluation) }
    EvaluationText(evaluation).lines.forEach(Console.print)
  }
}
