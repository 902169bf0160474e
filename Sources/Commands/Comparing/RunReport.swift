import Curation
import Foundation
import ProjectStore
import Statistics

/// What there is to tell about a ranking run.
struct RunReport: Encodable {
  /// The number of the run.
  var run: Int
  /// Who ranks.
  var ranker: String
  /// Whether it is the run under review, which the room shows.
  var isReviewed: Bool
  /// The model as it was asked for; absent where none was.
  var model: String?
  /// The prompt's version.
  var prompt: String?
  /// The digest of the prompt.
  var promptSHA256: String?
  /// In how many passes each cluster is ranked.
  var passes: String
  /// Every other choice.
  var options: [String: String]
  /// How many clusters have a ranking.
  var ranked: Int
  /// How many have none, by why.
  var failed: [String: Int]
  /// How many were not asked about.
  var unasked: Int
  /// How many rankings were odd in every pass, by what was odd.
  var odd: [String: Int]
  /// The requests, failed ones included.
  var requests: Int
  var promptTokens: Int
  var completionTokens: Int
  /// When it was first begun.
  var started: Date

  /// Reads what a project knows about a run.
  init(_ run: RankingRun, isReviewed: Bool, in project: Project) throws {
    let setup = run.setup
    self.run = run.id
    self.isReviewed = isReviewed
    ranker = setup.origin.title
    model = setup.model.isEmpty ? nil : setup.model
    prompt = setup.options["prompt"]
    promptSHA256 = setup.promptHash.isEmpty ? nil : setup.promptHash
    passes = setup.passes.description
    options = setup.options
    let states = try project.rankingStates(inRun: run.id)
    ranked = states.count { $0 == .ranked }
    unasked = states.count { $0 == .unasked }
    failed = [:]
    for case .failed(let category) in states { failed[category.rawValue, default: 0] += 1 }
    odd = Dictionary(uniqueKeysWithValues: try project.oddities(inRun: run.id).map { ($0.rawValue, $1) })
    let usage = try project.usage(ofRun: run.id)
    requests = usage.replies
    promptTokens = usage.promptTokens
    completionTokens = usage.completionTokens
    started = run.started
  }
}

extension Project {
  /// All runs of the current division, in the order of their numbers, and the number of the one under review.
  func numberedRuns() throws -> (runs: [RankingRun], reviewed: Int?) {
    let runs = try runs()
    return (runs.sorted { $0.id < $1.id }, runs.first?.id)
  }

  /// The run of the current division with a number.
  ///
  /// - Throws: `CommandError` that says which runs there are.
  func run(numbered number: Int) throws -> RankingRun {
    let runs = try numberedRuns().runs
    if let run = runs.first(where: { $0.id == number }) { return run }
    let known = runs.map { "\($0.id)" }.joined(separator: ", ")
    throw CommandError(
      runs.isEmpty
        ? "These clusters have no ranking yet."
        : "There is no run \(number) of these clusters; there are \(known).",
      suggestion: runs.isEmpty
        ? "Rank them first: handpick rank \(typedPath) --endpoint URL --model NAME"
        : "See them: handpick runs \(typedPath)"
    )
  }
}
