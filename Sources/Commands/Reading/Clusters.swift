import ArgumentParser
import Curation
import ProjectStore
import TextUI

struct Clusters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "List the clusters with their labels, rankings and decisions."
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Flag(
    help:
      "Print JSON: the partition as lists of row numbers in import order, and ids, labels, rankings, decisions."
  )
  var json = false

  func run() async throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    _ = try project.currentDivision
    let list = try ClusterListing(of: project)
    if json { return try JSONOutput.print(list) }
    for cluster in list.clusters {
      let state = cluster.decision?.verdict.rawValue ?? "open"
      let number: DisplayText = "\(cluster.number)"
      let standing: DisplayText = "\(untrusted: state)"
      let ranking: DisplayText = "\(untrusted: cluster.ranking)"
      Console.print(
        "\(number.padded(to: 6))\(standing.padded(to: 10))\(ranking.padded(to: 24))\(cluster.ids.count)  \(untrusted: cluster.label)"
      )
    }
  }
}

/// The clusters of a project, for `clusters --json`.
struct ClusterListing: Encodable {
  struct Entry: Encodable {
    var number: Int
    var label: String
    /// Row numbers in import order, from 0.
    var rows: [Int]
    var ids: [InstructionID]
    /// "ranked", "failed: CATEGORY" or "unasked".
    var ranking: String
    /// The ranker's order, where there is one.
    var order: [InstructionID]?
    var decision: DecisionEntry?
  }

  struct DecisionEntry: Encodable {
    var verdict: Verdict
    var picks: [InstructionID]
    var reason: Reason?
    var remark: String
    var curator: String
  }

  /// For each cluster the row numbers of its candidates, in the order of the division.
  var partition: [[Int]]
  var clusters: [Entry]

  init(of project: Project) throws {
    let rows = Dictionary(uniqueKeysWithValues: try project.ids().enumerated().map { ($1, $0) })
    let review = try project.review()
    clusters = try project.clusters().map { cluster in
      let outcome = try project.outcome(cluster: cluster.number)
      return Entry(
        number: cluster.number,
        label: cluster.label,
        rows: cluster.candidates.compactMap { rows[$0] },
        ids: cluster.candidates,
        ranking: Self.word(for: outcome),
        order: outcome.ranking?.order,
        decision: review.step(for: cluster.number).map { step in
          DecisionEntry(
            verdict: step.decision.verdict,
            picks: step.decision.picks,
            reason: step.decision.reason,
            remark: step.decision.remark,
            curator: step.entry.curator
          )
        }
      )
    }
    partition = clusters.map(\.rows)
  }

  private static func word(for outcome: RankingOutcome) -> String {
    switch outcome {
    case .ranked: "ranked"
    case .failed(let failure, _): "failed: \(failure.category.rawValue)"
    case .unasked: "unasked"
    }
  }
}
