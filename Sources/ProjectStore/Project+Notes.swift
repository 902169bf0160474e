public import Foundation
internal import GRDB

/// A note about a cluster.
public struct NoteRecord: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// The cluster's label.
  public var label: String
  /// What is noted.
  public var text: String
  /// Who wrote it.
  public var curator: String
  /// When.
  public var time: Date
}

extension Project {
  /// The notes about clusters of the current division, by cluster.
  ///
  /// - Parameter limit: The most notes to read.
  /// - Returns: The first notes, and how many there are in all.
  /// - Throws: `ProjectError` when they cannot be read.
  public func notes(limit: Int) throws(ProjectError) -> (notes: [NoteRecord], total: Int) {
    try read { database in
      guard let division = try Division.current(database) else { return ([], 0) }
      let statement = try database.cachedStatement(sql: Self.notes)
      let notes = try statement.all([division.id, limit]) { row in
        NoteRecord(
          cluster: try row.value(0),
          label: try row.text(1),
          text: try row.text(2),
          curator: try row.text(3),
          time: Date(milliseconds: try row.value(4))
        )
      }
      let count = try database.cachedStatement(
        sql: "SELECT count(*) FROM standing INDEXED BY standingNoted WHERE division = ? AND note <> ''"
      )
      return (notes, try Int.fetchOne(count, arguments: [division.id]) ?? 0)
    }
  }

  /// Who wrote the note about a cluster of the current division, or nil when there was never one.
  public func noteAuthor(in cluster: Int) throws(ProjectError) -> String? {
    try read { database in
      guard let division = try Division.current(database) else { return nil }
      let statement = try database.cachedStatement(
        sql: "SELECT curator FROM log WHERE sequence = (\(Self.newestNote(division: "?1", cluster: "?2")))"
      )
      return try ExactText.fetchOne(statement, arguments: [division.id, cluster])?.string
    }
  }

  static let notes = """
    SELECT standing.cluster, cluster.label, standing.note, log.curator, log.time
    FROM standing INDEXED BY standingNoted
    JOIN cluster ON cluster.division = standing.division AND cluster.number = standing.cluster
    JOIN log ON log.sequence = (\(newestNote(division: "standing.division", cluster: "standing.cluster")))
    WHERE standing.division = ? AND standing.note <> ''
    ORDER BY standing.cluster LIMIT ?
    """

  /// The place in the log of the newest note about a cluster that was not taken back.
  private static func newestNote(division: String, cluster: String) -> String {
    """
    SELECT sequence FROM log AS noted
    WHERE noted.division = \(division) AND noted.cluster = \(cluster) AND json_type(event, '$.note') IS NOT NULL
      AND (SELECT undoes FROM log WHERE target = noted.sequence ORDER BY sequence DESC LIMIT 1) IS NULL
    ORDER BY sequence DESC LIMIT 1
    """
  }
}
