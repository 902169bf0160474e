internal import Curation
internal import Foundation
internal import GRDB

/// The table that repeats what the log amounts to for each cluster.
enum StandingRecord {
  /// Works out from the log how a cluster stands, and keeps it.
  static func refresh(_ cluster: Int, division: Int, in database: Database) throws {
    guard let newest = try LogRecord.newest(about: cluster, division: division, in: database) else { return }
    let decision = try decision(about: cluster, division: division, in: database)
    let standing = try decision.map { try $0.entry }
    var reason: String?
    var verdict: String?
    if case .decide(let decided) = standing?.event {
      reason = decided.reason?.rawValue
      verdict = decided.verdict.rawValue
    }
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO standing
          (division, cluster, version, decision, verdict, curator, reason, time, flagged, note)
        VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT))
        """
    )
    .execute(
      arguments: [
        division, cluster, newest.sequence, standing?.sequence, verdict,
        (standing?.curator).map { ExactText($0) }, reason, standing?.time.milliseconds,
        try flag(of: cluster, division: division, in: database),
        ExactText(try note(on: cluster, division: division, in: database)),
      ]
    )
  }

  /// Reads how clusters stand; those that nobody touched are left out.
  static func find(_ clusters: [Int], division: Int, in database: Database) throws -> [Int: Standing] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT standing.version, standing.flagged, standing.note, \(logColumns)
        FROM standing LEFT JOIN log ON log.sequence = standing.decision
        WHERE standing.division = ? AND standing.cluster = ?
        """
    )
    var standings: [Int: Standing] = [:]
    for cluster in clusters {
      standings[cluster] = try statement.first([division, cluster]) { row in
        Standing(
          cluster: cluster,
          version: try row.value(0),
          step: row.hasNull(atIndex: 3) ? nil : try step(in: row, from: 3, cluster: cluster),
          isFlagged: try row.value(1),
          note: try row.text(2)
        )
      }
    }
    return standings
  }

  private static let logColumns = "log.sequence, log.time, log.curator, log.event"

  private static func step(in row: Row, from index: Int, cluster: Int) throws -> Review.Step? {
    let event = try row.withUnsafeData(atIndex: index + 3) { try StoredEvent.decode($0 ?? Data()) }
    guard case .decide(let decision) = event else { return nil }
    return Review.Step(
      entry: LogEntry(
        sequence: try row.value(index),
        time: Date(milliseconds: try row.value(index + 1)),
        curator: try row.text(index + 2),
        cluster: cluster,
        event: event
      ),
      decision: decision
    )
  }

  /// The newest decision about a cluster that was not taken back.
  private static func decision(
    about cluster: Int,
    division: Int,
    in database: Database
  ) throws -> LogRecord? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT \(LogRecord.columns) FROM log AS act
        WHERE division = ? AND cluster = ? AND decides AND \(LogRecord.stands)
        ORDER BY sequence DESC LIMIT 1
        """
    )
    return try LogRecord.fetchOne(statement, arguments: [division, cluster])
  }

  private static func flag(of cluster: Int, division: Int, in database: Database) throws -> Bool {
    let statement = try database.cachedStatement(sql: newest("json_extract(event, '$.flag._0')", of: "flag"))
    return try Bool.fetchOne(statement, arguments: [division, cluster]) ?? false
  }

  private static func note(on cluster: Int, division: Int, in database: Database) throws -> String {
    let statement = try database.cachedStatement(sql: newest("event", of: "note"))
    let event = try ExactText.fetchOne(statement, arguments: [division, cluster])
    guard let event, case .note(let text) = try StoredJSON.decode(ReviewEvent.self, from: event.string) else {
      return ""
    }
    return text
  }

  /// Reads a value from the newest flag or note that was not taken back.
  private static func newest(_ value: String, of kind: String) -> String {
    """
    SELECT \(value) FROM log AS act
    WHERE division = ? AND cluster = ? AND json_type(event, '$.\(kind)') IS NOT NULL AND \(LogRecord.stands)
    ORDER BY sequence DESC LIMIT 1
    """
  }
}
