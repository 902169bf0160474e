import Clustering
import Curation
import ProjectStore
import Statistics
import TextUI

/// What the picks of runs, baselines and curators come to.
struct Evaluation: Encodable {
  /// The picks of somebody.
  struct Selection: Encodable {
    /// Who picked.
    var name: String
    /// The number of the run; absent for curators and files.
    var run: Int?
    var quality: QualityJSON
    /// How often people picked the same; absent for the curators themselves and files.
    var agreement: AgreementJSON?
  }

  /// Picks drawn at random.
  struct Random: Encodable {
    var picks: Int
    var draws: Int
    var coverMean: Spread?
    var coverRadius: Spread?
    var pairMean: Spread?
    var pairLeast: Spread?
    var centroidShift: Spread?
    var repeated: Spread?
    var nearlyRepeated: Spread?
    var topics: Spread?
    var evenness: Spread?
    var medianLength: Spread?
  }

  /// The instructions with a vector.
  var pool: Int
  /// Of how many of them the distance to the picks was measured.
  var measured: Int
  /// How many topics the pool has.
  var topics: Int
  /// Whose topics they are.
  var topicSource: EvaluationTopics.Source
  /// The median length of the pool's instructions, in characters.
  var medianLength: Double
  var selections: [Selection] = []
  var random: [Random] = []
  var predictions: [PredictionJSON]?

  /// Evaluates runs of the current division, all unless some are named, what curators picked, and what files name.
  ///
  /// With files there need be no division. Shows on standard error how far it is.
  init(
    of project: Project,
    runs numbers: [Int],
    picks paths: [String],
    draws: Int,
    isExact: Bool
  ) async throws {
    let files = try paths.map { (path: $0, rows: try AnnotatedRows(path: $0, in: project).rowsInOrder) }
    var line = ProgressLine("evaluating")
    defer { line.finish() }
    let reader = try await EvaluationReader(
      project: project,
      picked: files.map(\.rows.count).max() ?? 0,
      isExact: isExact,
      on: &line
    )
    pool = reader.pool.count
    measured = reader.pool.measuredRows
    topics = reader.topics.count
    topicSource = reader.topics.source
    medianLength = reader.medianLength(of: Array(0..<reader.pool.count)) ?? 0
    let runs =
      try numbers.isEmpty ? project.numberedRuns().runs : numbers.map { try project.run(numbered: $0) }
    let total = runs.count + 1 + files.count
    line.begin("measuring picks")
    for (done, run) in runs.enumerated() {
      if let selection = try reader.selection(of: run) { selections.append(selection) }
      line.show(done + 1, of: total)
    }
    if let selection = try reader.curators() { selections.append(selection) }
    for (done, file) in files.enumerated() {
      line.show(runs.count + 1 + done, of: total)
      selections.append(try reader.selection(ofRows: file.rows, named: file.path))
    }
    guard !selections.isEmpty else {
      throw CommandError(
        "Nothing is picked yet, by nobody.",
        suggestion: "Rank first: handpick rank \(project.typedPath) --method random"
      )
    }
    let counts = Set(selections.map(\.quality.picks)).sorted()
    line.begin("measuring random picks")
    for (index, count) in counts.enumerated() {
      random.append(
        try reader.random(count, draws: draws) { line.show(index * draws + $0, of: counts.count * draws) }
      )
    }
  }
}

/// How well some picks stand for the pool, and how much they repeat each other.
struct QualityJSON: Encodable {
  struct Point: Encodable {
    var picks: Int
    var mean: Double
    var radius: Double
  }

  var picks: Int
  var coverMean: Double?
  var coverRadius: Double?
  var curve: [Point]
  var pairMean: Double?
  var pairLeast: Double?
  var centroidShift: Double
  /// Among how many of the picks pairs, and those that are repeated, were measured.
  var comparedPicks: Int
  var repeated: Int
  var nearlyRepeated: Int
  var topics: Int
  var evenness: Double
  /// In characters.
  var medianLength: Double?

  init(_ quality: SelectionQuality, medianLength: Double?) {
    picks = quality.picks
    coverMean = quality.reach?.mean
    coverRadius = quality.reach?.radius
    curve = quality.curve.map { Point(picks: $0.picks, mean: $0.reach.mean, radius: $0.reach.radius) }
    pairMean = quality.pairMean
    pairLeast = quality.pairLeast
    centroidShift = quality.centroidShift
    comparedPicks = quality.comparedPicks
    repeated = quality.repeated
    nearlyRepeated = quality.nearlyRepeated
    topics = quality.topics
    evenness = quality.evenness
    self.medianLength = medianLength
  }
}

/// How often people picked what a run puts first.
struct AgreementJSON: Encodable {
  var all: ShareJSON
  var blind: ShareJSON

  init(_ agreement: HumanAgreement) {
    all = ShareJSON(agreement.overall, chance: agreement.chance)
    blind = ShareJSON(agreement.blind, chance: nil)
  }
}
