import Curation
import ProjectStore
import TextUI

/// Ranks every cluster by the length of its candidates, a heuristic that asks no model.
struct LengthRankingStage: RankingStage {
  /// Whether the run stands aside.
  var scope = RankingScope()

  /// Ranks and reports on standard error.
  func run(on project: Project) throws {
    let started = Clock.now
    _ = try project.currentDivision
    let run = try project.beginRun(RankingRun.Setup(origin: .length), at: started, aside: scope.isAside)
    var records: [RankingRecord] = []
    for number in try project.clustersToRank(inRun: run.id, retryingFailures: true) {
      let cluster = try project.cluster(number)
      let candidates = try project.instructions(ids: cluster.candidates)
      let outcome = Result<Ranking, RankingFailure> { () throws(RankingFailure) in
        try Ranking.byLength(candidates, cluster: number)
      }
      records.append(
        RankingRecord(cluster: number, outcome: outcome, shown: cluster.candidates, time: Clock.now)
      )
    }
    try project.record(records, inRun: run.id)
    try project.record(
      Stage(
        name: .rank,
        options: ["method": "length", "run": "\(run.id)"],
        counts: ["ranked": records.count],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    Console.note("Ranked \(records.count) clusters by length: a heuristic, no model has read them.")
  }
}
