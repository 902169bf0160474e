internal import Curation
internal import GRDB

/// A cluster whose verdict tells how a pick compares with the ranker's.
public struct Comparison: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// Whether the curator who asks has made their own choice in it before the ranking was shown.
  public var hasOwnChoice: Bool
}

extension Project {
  /// The clusters of the current division that others accepted or overrode.
  ///
  /// - Parameter curator: Who asks.
  /// - Returns: The clusters, in no order.
  /// - Throws: `ProjectError` when they cannot be read.
  public func comparisons(byOthersThan curator: String) throws(ProjectError) -> [Comparison] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let statement = try database.cachedStatement(sql: Self.comparisons)
      return try statement.all(["division": division.id, "curator": ExactText(curator)]) { row in
        Comparison(cluster: try row.value(0), hasOwnChoice: try row.value(1))
      }
    }
  }

  /// Goes from one curator's name to the next: who is alone does not wait for all of their own decisions.
  private static let comparisons = """
    WITH RECURSIVE curator (name) AS (
      SELECT min(curator) FROM standing WHERE division = :division
      UNION ALL
      SELECT (SELECT min(curator) FROM standing WHERE division = :division AND curator > name)
      FROM curator WHERE name IS NOT NULL)
    SELECT standing.cluster, EXISTS (
      SELECT * FROM log
      WHERE log.division = :division AND log.cluster = standing.cluster
        AND log.curator = CAST(:curator AS TEXT) AND json_type(log.event, '$.choose') IS NOT NULL)
    FROM curator CROSS JOIN standing ON standing.division = :division AND standing.curator = curator.name
    WHERE curator.name <> CAST(:curator AS TEXT) AND standing.verdict IN ('accept', 'override')
    """
}
