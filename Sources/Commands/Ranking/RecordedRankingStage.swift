import Curation
import Foundation
import Interchange
import ProjectStore
import TextUI

/// Takes rankings that were made earlier from a file.
///
/// A recorded ranking belongs to the cluster that has exactly its candidates, whatever that cluster's number.
struct RecordedRankingStage: RankingStage {
  /// The JSONL file with the rankings.
  var path: String
  /// Whether the run stands aside.
  var scope = RankingScope()

  /// Imports the rankings and reports on standard error.
  func run(on project: Project) throws {
    let started = Clock.now
    _ = try project.currentDivision
    let recorded = try RecordedRankings(path: path)
    let clusters = try project.clusters()
    let byCandidates = Dictionary(clusters.map { (Set($0.candidates), $0) }) { first, _ in first }
    var records: [RankingRecord] = []
    var strangers: [RecordedRankings.Entry] = []
    for entry in recorded.entries {
      guard let cluster = byCandidates[Set(entry.order)] else {
        strangers.append(entry)
        continue
      }
      records.append(record(entry, of: cluster))
    }
    guard !records.isEmpty else {
      throw CommandError(
        "None of the \(recorded.entries.count) rankings in \(path) fits a cluster of this project.",
        suggestion: "A ranking names exactly the candidates of one cluster; see handpick clusters --json."
      )
    }
    let run = try project.beginRun(
      RankingRun.Setup(
        origin: .recorded(name: recorded.entries.first?.ranker ?? path),
        options: ["from": path, "sha256": try FileDigest.sha256(ofFile: path)]
      ),
      at: started,
      aside: scope.isAside
    )
    try project.record(records, inRun: run.id)
    try project.record(
      Stage(
        name: .rank,
        options: ["from": path, "run": "\(run.id)"],
        counts: ["ranked": records.count, "fitting no cluster": strangers.count],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    Console.note("Took \(records.count) recorded rankings for \(clusters.count) clusters.")
    if let first = strangers.first {
      Console.note(
        "\(strangers.count) rankings fit no cluster and were left out, the first at \(untrusted: path):\(first.line)."
      )
    }
  }

  private func record(_ entry: RecordedRankings.Entry, of cluster: Cluster) -> RankingRecord {
    let outcome = Result<Ranking, RankingFailure> { () throws(RankingFailure) in
      try Ranking(
        of: cluster.candidates,
        cluster: cluster.number,
        order: entry.order,
        rationales: entry.rationales,
        origin: .recorded(name: entry.ranker)
      )
    }
    return RankingRecord(
      cluster: cluster.number,
      outcome: outcome,
      shown: cluster.candidates,
      time: Clock.now
    )
  }
}
