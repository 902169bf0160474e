import ArgumentParser
import Curation
import ProjectStore
import TextUI

struct Clusters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "List the clusters with their labels, rankings and decisions.",
    discussion: """
      --filter and --sort take what the room takes: state:open words:>40 confidence:<2/3 -has:flag. Behind ranked \
      stands how many of the passes put the same candidate first; behind the label the topic that most candidates \
      belong to, and how many do.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "List only some clusters, such as 'state:open confidence:<2/3'.")
  var filter = ""

  @Option(
    help: "The order of the list: \(ClusterOrder.Key.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var sort: ClusterOrder.Key = .number

  @Flag(help: "Turn the order round.")
  var reverse = false

  @Flag(help: "List what is in no cluster on purpose, and why, instead.")
  var leftOut = false

  @Flag(
    help:
      "Print JSON: the partition as lists of row numbers in import order, and ids, labels, rankings, decisions."
  )
  var json = false

  private var query: ClusterQuery {
    get throws {
      do throws(ClusterQueryError) { return try ClusterQuery(parsing: filter) } catch {
        throw ValidationError(error.summary)
      }
    }
  }

  func validate() throws { _ = try query }

  func run() async throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    _ = try project.currentDivision
    if leftOut { return try printLeftOut(of: project) }
    let list = try ClusterListing(
      of: project,
      numbers: project.clusters(matching: query, in: ClusterOrder(sort, isReversed: reverse))
    )
    if json { return try JSONOutput.print(list) }
    for cluster in list.clusters {
      let state = cluster.decision?.verdict.rawValue ?? "open"
      let number: DisplayText = "\(cluster.number)"
      let standing: DisplayText = "\(untrusted: state)"
      let words = [cluster.ranking, cluster.confidence].compactMap(\.self).joined(separator: " ")
      let ranking: DisplayText = "\(untrusted: words)"
      let topic: DisplayText =
        cluster.topics.first.map {
          "  topic \(untrusted: $0.number) \(untrusted: $0.label) (\($0.size))"
        } ?? ""
      Console.print(
        "\(number.padded(to: 6))\(standing.padded(to: 10))\(ranking.padded(to: 24))\(cluster.ids.count)  \(untrusted: cluster.label)"
          + topic
      )
    }
  }
}

extension Clusters {
  private func printLeftOut(of project: Project) throws {
    let entries = try LeftOutEntry.all(of: project)
    if json { return try JSONOutput.print(entries) }
    for entry in entries {
      var line: DisplayText = "\(untrusted: entry.id.rawValue)  "
      if let original = entry.original, let similarity = entry.similarity {
        line += "near-duplicate of \(untrusted: original.rawValue), similarity \(similarity, decimals: 3)"
      } else {
        line += entry.reason == "quota" ? "its part of the pool has no clusters" : "annotated already"
      }
      Console.print(line)
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
    /// The topics of its candidates, the commonest first; none before topics are found.
    var topics: [TopicJSON]
    /// "ranked", "failed: CATEGORY" or "unasked".
    var ranking: String
    /// The ranker's order, where there is one.
    var order: [InstructionID]?
    /// How many of the passes put the same candidate first, such as "2/3"; only where there were several.
    var confidence: String?
    /// The ranker's first candidate less its second, in Borda's points; only where there were several passes.
    var margin: Int?
    /// How far the passes differ, from 0 to 1; only where there were several.
    var disagreement: Double?
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

  /// Reads clusters in the order of their numbers given.
  init(of project: Project, numbers: [Int32]) throws {
    let rows = Dictionary(uniqueKeysWithValues: try project.ids().enumerated().map { ($1, $0) })
    let review = try project.review()
    let all = try project.clusters()
    clusters = try numbers.map { number in
      let cluster = all[Int(number) - 1]
      let outcome = try project.outcome(cluster: cluster.number)
      let agreement = outcome.ranking?.agreement
      return Entry(
        number: cluster.number,
        label: cluster.label,
        rows: cluster.candidates.compactMap { rows[$0] },
        ids: cluster.candidates,
        topics: Topic.tally(of: try project.topics(inCluster: cluster.number).values).map(TopicJSON.init),
        ranking: Self.word(for: outcome),
        order: outcome.ranking?.order,
        confidence: agreement?.confidence.description,
        margin: agreement?.margin,
        disagreement: agreement?.disagreement,
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
