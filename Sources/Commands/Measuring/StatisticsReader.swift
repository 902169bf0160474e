import Foundation
import ProjectStore
import Statistics

/// Reads what a project's decisions amount to, for the command line and for the room.
struct StatisticsReader {
  let project: Project
  /// Whether all that tells of the ranker is left out, as for curators who may not see it before the export.
  var hidesRanker = false

  /// Gathers the statistics.
  func read() throws -> ReviewStatistics {
    var judgements: [Judgement] = []
    try project.forEachJudgement(longestPause: Pace.longestPause) { record in
      let judgement = Judgement(record)
      judgements.append(hidesRanker ? judgement.withoutRanker : judgement)
    }
    return ReviewStatistics(
      judgements,
      clusterSizes: try project.clusterSizes(),
      secondsFromUTC: LocalTime.secondsFromUTC,
      coverage: try CoverageMeasurement(of: project)?.curve()
    )
  }
}
