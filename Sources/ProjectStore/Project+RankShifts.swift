public import Curation
internal import GRDB

extension Project {
  /// Keeps where a candidate stands without the sentences that seem to be meant for the ranker.
  ///
  /// - Throws: `ProjectError.notACandidate`, `unknownRun`, or when it could not be saved.
  public func record(
    _ shift: RankShift,
    of id: InstructionID,
    in cluster: Int,
    run: Int
  ) throws(ProjectError) {
    try write { database in
      let run = try RankingRun.find(run, in: database)
      let members = try Member.all(of: cluster, division: run.division, in: database)
      guard let member = members.first(where: { $0.id == id }) else {
        throw ProjectError.notACandidate(id, cluster: cluster)
      }
      try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO rankShift (run, cluster, row, before, after) VALUES (?, ?, ?, ?, ?)"
      )
      .execute(arguments: [run.id, cluster, member.row, shift.before, shift.after])
    }
  }

  /// How the candidates of a cluster moved in a run, as far as they were tried.
  ///
  /// - Parameters:
  ///   - cluster: The number of the cluster.
  ///   - run: The number of the run; the current one when nil.
  /// - Returns: The shifts of those that were tried.
  /// - Throws: `ProjectError.unknownRun`, or when it could not be read.
  public func rankShifts(
    cluster: Int,
    inRun run: Int? = nil
  ) throws(ProjectError) -> [InstructionID: RankShift] {
    try read { database in
      let named = try run.map { number in try RankingRun.find(number, in: database) }
      guard let run = try named ?? RankingRun.current(database) else { return [:] }
      let members = try Member.all(of: cluster, division: run.division, in: database)
      let ids = Dictionary(uniqueKeysWithValues: members.map { ($0.row, $0.id) })
      let statement = try database.cachedStatement(
        sql: "SELECT row, before, after FROM rankShift WHERE run = ? AND cluster = ?"
      )
      let shifts = try statement.all([run.id, cluster]) { row in
        (row: try row.value(0) as Int, shift: RankShift(before: try row.value(1), after: try row.value(2)))
      }
      return Dictionary(shifts.compactMap { found in ids[found.row].map { ($0, found.shift) } }) { $1 }
    }
  }
}
