internal import Curation
internal import Foundation
internal import GRDB

extension Project {
  /// Every try of a run at a cluster of the current division, oldest first, with all that was kept of it.
  ///
  /// - Parameters:
  ///   - number: The number of the cluster.
  ///   - id: The number of the run.
  /// - Returns: The tries; none where the run is not one of the current division.
  /// - Throws: `ProjectError` when there is no such cluster or it cannot be read.
  public func tries(atCluster number: Int, inRun id: Int) throws(ProjectError) -> [RankingRecord] {
    try read { database in
      guard let division = try Division.current(database),
        let run = try RankingRun.all(of: division.id, in: database).first(where: { $0.id == id })
      else { return [] }
      let members = try Member.all(of: number, division: division.id, in: database)
      guard !members.isEmpty else { throw ProjectError.unknownCluster(number) }
      let statement = try database.cachedStatement(
        sql:
          "SELECT reply, requestHash, model, promptTokens, completionTokens, latency FROM attempt WHERE id = ?"
      )
      return try AttemptRecord.all(of: number, in: run, members: members, database).compactMap { attempt in
        try statement.first([attempt.id]) { row in
          RankingRecord(
            cluster: number,
            round: attempt.round,
            pass: attempt.pass,
            outcome: attempt.result,
            shown: attempt.shown,
            reply: try row.text(0),
            requestHash: try row.text(1),
            model: try row.text(2),
            promptTokens: try row.value(3),
            completionTokens: try row.value(4),
            latency: try row.value(5),
            time: attempt.time
          )
        }
      }
    }
  }
}
