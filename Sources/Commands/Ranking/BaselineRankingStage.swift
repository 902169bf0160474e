import Clustering
import Curation
import Foundation
import Interchange
import ProjectStore
import Statistics
import TextUI

/// Ranks every cluster by a heuristic that asks no model: what a ranker has to beat.
struct BaselineRankingStage: RankingStage {
  /// Which heuristic.
  var baseline: Baseline
  /// What chance depends on.
  var seed: UInt64
  /// The file with scores, for imported ones.
  var scores: String?
  /// Whether the run stands aside.
  var scope = RankingScope()

  /// Ranks and reports on standard error.
  func run(on project: Project) throws {
    let started = Clock.now
    _ = try project.currentDivision
    let clusters = try project.clusters()
    let origin = RankingOrigin.baseline(baseline, of: scores ?? "")
    let orders = try orders(of: clusters, in: project)
    let options = try options(in: project)
    let run = try project.beginRun(
      RankingRun.Setup(origin: origin, options: options),
      at: started,
      aside: scope.isAside
    )
    let missing = Set(try project.clustersToRank(inRun: run.id, retryingFailures: true))
    let records = zip(clusters, orders).filter { missing.contains($0.0.number) }.map { cluster, order in
      RankingRecord(
        cluster: cluster.number,
        outcome: Result { () throws(RankingFailure) in
          try Ranking(
            of: cluster.candidates,
            cluster: cluster.number,
            order: order,
            rationales: [:],
            origin: origin
          )
        },
        shown: cluster.candidates,
        time: Clock.now
      )
    }
    try project.record(records, inRun: run.id)
    try project.record(
      Stage(
        name: .rank,
        options: options.merging(["method": baseline.rawValue, "run": "\(run.id)"]) { $1 },
        counts: ["ranked": records.count],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    Console.note(
      "Ranked \(records.count) clusters by \(untrusted: origin.title). \(untrusted: baseline.explanation)"
    )
  }

  /// All that the orders depend on beside the pool and its clusters.
  private func options(in project: Project) throws -> [String: String] {
    var options: [String: String] = [:]
    switch baseline {
    case .random, .rougeDiversity: options["seed"] = "\(seed)"
    case .kCenter, .facilityLocation:
      options["seed"] = "\(seed)"
      options["picks"] = "\(try project.currentDivision.picks)"
      if let encoder = try project.embeddingSummary()?.encoder {
        options["encoder"] = "\(encoder.name) \(encoder.version)"
      }
    default: break
    }
    if let scores { options["scores-sha256"] = try FileDigest.sha256(ofFile: scores) }
    return options
  }

  /// The candidates of each cluster, best first.
  private func orders(of clusters: [Cluster], in project: Project) throws -> [[InstructionID]] {
    switch baseline {
    case .random, .kCenter, .facilityLocation: return try ordersByRows(of: clusters, in: project)
    case .scores: return try ordersByFile(of: clusters)
    default:
      var ids: [InstructionID] = []
      var texts: [String] = []
      try project.forEachInstruction { instruction in
        ids.append(instruction.id)
        texts.append(
          instruction.input.isEmpty ? instruction.text : instruction.text + "\n" + instruction.input
        )
      }
      let values: [Double] =
        baseline == .shortest
        ? try lengths(in: project) : try RougeDiversity(texts, seed: seed).similarities
      let scores = Dictionary(zip(ids, values)) { first, _ in first }
      return clusters.map { cluster in
        ScoredOrder.highestFirst(cluster.candidates) { id in scores[id].map { -$0 } }
      }
    }
  }

  private func lengths(in project: Project) throws -> [Double] {
    var lengths: [Double] = []
    try project.forEachInstruction { lengths.append(Double($0.length)) }
    return lengths
  }

  private func ordersByRows(of clusters: [Cluster], in project: Project) throws -> [[InstructionID]] {
    let ids = try project.ids()
    let rows = Dictionary(uniqueKeysWithValues: zip(ids, ids.indices))
    let orders = CandidateOrders(
      of: clusters.map { $0.candidates.compactMap { rows[$0] } },
      picks: try project.currentDivision.picks,
      seed: seed
    )
    let found: [[Int]]
    if baseline == .random {
      found = orders.random()
    } else {
      guard let stored = try project.embeddings(), stored.rows.count == ids.count else {
        throw CommandError(
          "Not every instruction has a vector.",
          suggestion: "Embed the pool again: handpick embed \(project.typedPath)"
        )
      }
      found =
        baseline == .kCenter
        ? try orders.kCenter(stored.embeddings) : try orders.facilityLocation(stored.embeddings)
    }
    return found.map { $0.map { ids[$0] } }
  }

  private func ordersByFile(of clusters: [Cluster]) throws -> [[InstructionID]] {
    let file = try ScoreFile(path: scores ?? "")
    let unscored = clusters.reduce(0) { $0 + $1.candidates.count { file.scores[$0] == nil } }
    let total = clusters.reduce(0) { $0 + $1.candidates.count }
    guard unscored < total else {
      throw CommandError(
        "None of the \(file.scores.count) scores in \(scores ?? "") is that of a candidate.",
        suggestion: "The ids must be those of the pool; see handpick clusters --json."
      )
    }
    if unscored > 0 {
      Console.note("\(unscored) of \(total) candidates have no score; they come last in their clusters.")
    }
    return clusters.map { cluster in ScoredOrder.highestFirst(cluster.candidates) { file.scores[$0] } }
  }
}
