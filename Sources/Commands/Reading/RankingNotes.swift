import Curation
import ProjectStore

/// What is odd about a run's rankings, in sentences for the curator.
struct RankingNotes: Encodable {
  /// Rankings that are odd in every pass, by what is odd.
  var rankings: [String: Int]
  /// What is odd about the run as a whole.
  var run: [String]

  init(of run: RankingRun, in project: Project) throws {
    rankings = Dictionary(
      uniqueKeysWithValues: try project.oddities(inRun: run.id).map { ($0.rawValue, $1) }
    )
    self.run = try project.runOddities(inRun: run.id).map(\.rawValue)
  }

  /// A sentence for each.
  var sentences: [String] {
    rankings.sorted { $0.key < $1.key }.map { "\($1) in every pass with \($0)" }
      + run.map { "at least half of the newest replies give \($0): do not trust this ranker" }
  }
}
