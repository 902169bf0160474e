public import Curation
internal import GRDB

extension Project {
  /// How clusters of the current division stand, in the order asked for.
  public func standings(of clusters: [Int]) throws(ProjectError) -> [Standing] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let known = try StandingRecord.find(clusters, division: division.id, in: database)
      return clusters.map { known[$0] ?? Standing(cluster: $0) }
    }
  }

  /// How a cluster of the current division stands.
  public func standing(of cluster: Int) throws(ProjectError) -> Standing {
    try standings(of: [cluster]).first ?? Standing(cluster: cluster)
  }

  /// The verdict that counts for every cluster of the current division.
  public func verdicts() throws(ProjectError) -> VerdictTable {
    try read { database in
      guard let division = try Division.current(database) else { return VerdictTable(count: 0) }
      var table = VerdictTable(count: division.clusters)
      // One row for each verdict: decoding a row for each cluster would take longer than all the rest.
      let statement = try database.cachedStatement(
        sql: """
          SELECT verdict, group_concat(cluster) FROM standing
          WHERE division = ? AND verdict IS NOT NULL GROUP BY verdict
          """
      )
      _ = try statement.all([division.id]) { row in
        let verdict: Verdict = try row.word(0)
        let numbers: String = try row.value(1)
        for number in numbers.utf8.split(separator: UInt8(ascii: ",")) {
          table[number.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }] = verdict
        }
      }
      return table
    }
  }

  /// The newest place in the log, 0 for an empty one.
  public func lastLogSequence() throws(ProjectError) -> Int64 {
    try read { try Int64.fetchOne($0, sql: "SELECT max(sequence) FROM log") ?? 0 }
  }

  /// The clusters of the current division that somebody touched after a place in the log.
  ///
  /// - Returns: How they stand now, and the newest place in the log.
  public func standings(
    changedAfter sequence: Int64
  ) throws(ProjectError) -> (standings: [Standing], last: Int64) {
    try read { database in
      let last = try LogRecord.newest(database)?.sequence ?? 0
      guard let division = try Division.current(database) else { return ([], last) }
      let statement = try database.cachedStatement(
        sql: "SELECT cluster FROM standing WHERE version > ? AND division = ? ORDER BY version"
      )
      let clusters = try statement.all([sequence, division.id]) { try $0.value(0) as Int }
      let known = try StandingRecord.find(clusters, division: division.id, in: database)
      return (clusters.compactMap { known[$0] }, last)
    }
  }

  /// What a curator chose in a cluster of the current division before the ranker's opinion was shown, or nil.
  public func firstChoice(in cluster: Int, by curator: String) throws(ProjectError) -> [InstructionID]? {
    try read { database in
      guard let division = try Division.current(database) else { return nil }
      let statement = try database.cachedStatement(
        sql: """
          SELECT event FROM log
          WHERE division = ? AND cluster = ? AND curator = CAST(? AS TEXT)
            AND json_type(event, '$.choose') IS NOT NULL
          ORDER BY sequence DESC LIMIT 1
          """
      )
      let event = try ExactText.fetchOne(statement, arguments: [division.id, cluster, ExactText(curator)])
      guard let event, case .choose(let ids) = try StoredJSON.decode(ReviewEvent.self, from: event.string)
      else {
        return nil
      }
      return ids
    }
  }

  /// What a curator's next undo takes back, a decision, a flag or a note; nil for nothing.
  public func nextUndo(by curator: String) throws(ProjectError) -> LogEntry? {
    try act { try UndoStack(curator: curator, division: $1).nextUndo($0) }
  }

  /// What a curator's next redo restores, or nil.
  public func nextRedo(by curator: String) throws(ProjectError) -> LogEntry? {
    try act { try UndoStack(curator: curator, division: $1).nextRedo($0) }
  }

  private func act(_ find: (Database, Int) throws -> Int64?) throws(ProjectError) -> LogEntry? {
    try read { database in
      guard let division = try Division.current(database), let sequence = try find(database, division.id)
      else {
        return nil
      }
      let statement = try database.cachedStatement(
        sql: "SELECT \(LogRecord.columns) FROM log WHERE sequence = ?"
      )
      return try LogRecord.fetchOne(statement, arguments: [sequence]).map { try $0.entry }
    }
  }
}
