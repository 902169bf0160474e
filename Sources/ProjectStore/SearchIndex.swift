internal import Curation
internal import Foundation
internal import GRDB

/// What the full-text tables are about: a division, how their rows are numbered, and whose rationales they hold.
struct SearchIndex {
  var division: Int
  /// How many clusters the division has.
  var clusters: Int
  /// More than the position of any candidate.
  var stride: Int64
  /// The run whose rationales are in it.
  var run: Int?

  /// The index of the current division, or nil before the pool is divided.
  static func current(_ database: Database) throws -> SearchIndex? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT division, clusters, stride, run
        FROM searchIndex JOIN division ON division.id = searchIndex.division ORDER BY division DESC LIMIT 1
        """
    )
    return try statement.first { row in
      SearchIndex(
        division: try row.value(0),
        clusters: try row.value(1),
        stride: try row.value(2),
        run: row.hasNull(atIndex: 3) ? nil : try row.value(3)
      )
    }
  }

  /// The number of a candidate's row.
  func row(cluster: Int, position: Int) -> Int64 { Int64(cluster) * stride + Int64(position) }

  /// The cluster that a row is about.
  func cluster(ofRow row: Int64) -> Int { Int(row / stride) }

  /// Builds everything anew for a division but the rationales, which follow a run.
  ///
  /// - Parameters:
  ///   - division: The division.
  ///   - database: Where it is kept.
  ///   - step: Done with each candidate.
  /// - Throws: When it cannot be written; what `step` throws.
  static func build(
    for division: Division,
    in database: Database,
    each step: () throws -> Void = {}
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO candidateIndex (candidateIndex) VALUES ('delete-all');
        INSERT INTO letterIndex (letterIndex) VALUES ('delete-all');
        DELETE FROM searchIndex; DELETE FROM clusterExtent; DELETE FROM clusterOrigin;
        INSERT INTO searchIndex (division, stride, run)
        SELECT division, max(size), NULL FROM cluster WHERE division = \(division.id) GROUP BY division;
        INSERT OR IGNORE INTO clusterOrigin (kind, value, cluster)
        SELECT 'source', source, cluster FROM member JOIN instruction ON instruction.row = member.row
        WHERE division = \(division.id) AND source <> ''
        UNION SELECT 'topic', category, cluster FROM member JOIN instruction ON instruction.row = member.row
        WHERE division = \(division.id) AND category <> '';
        """
    )
    guard let index = try current(database) else { return }
    try index.insertCandidates(into: database, each: step)
  }

  private func insertCandidates(into database: Database, each step: () throws -> Void) throws {
    let texts = try database.makeStatement(
      sql: "INSERT INTO candidateIndex (rowid, text) VALUES (?, ?)"
    )
    let letters = try database.makeStatement(sql: "INSERT INTO letterIndex (rowid, text) VALUES (?, ?)")
    let extents = try database.makeStatement(
      sql: "INSERT INTO clusterExtent (cluster, size, words) VALUES (?, ?, ?)"
    )
    let members = try Row.fetchCursor(
      database,
      sql: """
        SELECT member.cluster, member.position, cluster.label, instruction.text, input, id
        FROM member CROSS JOIN instruction ON instruction.row = member.row
        CROSS JOIN cluster ON cluster.division = member.division AND cluster.number = member.cluster
        WHERE member.division = ? ORDER BY member.cluster, member.position
        """,
      arguments: [division]
    )
    var extent = (cluster: 0, size: 0, words: 0)
    func finish() throws {
      guard extent.size > 0 else { return }
      try extents.execute(arguments: [extent.cluster, extent.size, extent.words])
    }
    while let member = try members.next() {
      try step()
      let cluster: Int = try member.value(0)
      let position: Int = try member.value(1)
      let parts = try (position == 0 ? 2..<6 : 3..<6).map { try member.text($0) }
      let text = SearchFolding.folded(parts.joined(separator: "\n"))
      try texts.execute(arguments: [row(cluster: cluster, position: position), text])
      if let tokens = SearchNeedle.letterTokens(of: text) {
        try letters.execute(arguments: [row(cluster: cluster, position: position), tokens])
      }
      if cluster != extent.cluster {
        try finish()
        extent = (cluster, 0, 0)
      }
      extent.size += 1
      extent.words = max(extent.words, parts.suffix(3).prefix(2).reduce(0) { $0 + $1.wordCount })
    }
    try finish()
  }
}
