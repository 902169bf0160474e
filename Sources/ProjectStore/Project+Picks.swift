public import Curation
internal import GRDB

extension Project {
  /// The decisions of the current division that put something into the queue, in its order.
  ///
  /// - Parameter limit: The most clusters to read.
  /// - Returns: Their steps, and the number of picks of all clusters.
  /// - Throws: `ProjectError` when it cannot be read.
  public func pickingSteps(limit: Int) throws(ProjectError) -> (steps: [Review.Step], picks: Int) {
    try read { database in
      guard let division = try Division.current(database) else { return ([], 0) }
      let picking = """
        FROM standing JOIN log ON log.sequence = standing.decision
        WHERE standing.division = ? AND verdict IN ('accept', 'override', 'pick')
        """
      let first = try database.cachedStatement(
        sql: "SELECT standing.cluster \(picking) ORDER BY standing.cluster LIMIT ?"
      )
      let clusters = try first.all([division.id, limit]) { try $0.value(0) as Int }
      let standings = try StandingRecord.find(clusters, division: division.id, in: database)
      let count = try database.cachedStatement(
        sql: "SELECT coalesce(sum(json_array_length(log.event, '$.decide._0.picks')), 0) \(picking)"
      )
      return (
        clusters.compactMap { standings[$0]?.step },
        try Int.fetchOne(count, arguments: [division.id]) ?? 0
      )
    }
  }

  /// Whether an instruction is picked in the current division.
  public func isPicked(_ id: InstructionID) throws(ProjectError) -> Bool {
    guard let cluster = try clusterNumber(of: id) else { return false }
    return try standing(of: cluster).step?.decision.picks.contains(id) ?? false
  }
}
