internal import GRDB

/// The tables of the instructions that are near each other, which are about the vectors that a pool has now.
enum NeighbourTable {
  /// Forgets everything, because the vectors are others.
  static func clear(_ database: Database) throws {
    try database.execute(
      sql: "DELETE FROM neighbour; DELETE FROM neighbourSearch; DELETE FROM clusterSimilarity"
    )
  }

  /// Whether all pairs were compared; nil when nobody has searched yet.
  static func isExact(_ database: Database) throws -> Bool? {
    try Bool.fetchOne(try database.cachedStatement(sql: "SELECT isExact FROM neighbourSearch"))
  }

  /// Makes sure that somebody has searched.
  static func require(_ database: Database) throws {
    guard try isExact(database) != nil else { throw ProjectError.noNeighbours }
  }

  /// Sums up for each cluster what is known about its candidates.
  static func buildSimilarities(of division: Division, in database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM clusterSimilarity;
        INSERT INTO clusterSimilarity (cluster, similarity)
        SELECT member.cluster, max(similarity)
        FROM member CROSS JOIN neighbour ON neighbour.row = member.row
        WHERE member.division = \(division.id) GROUP BY member.cluster;
        """
    )
  }
}
