internal import Curation
internal import Foundation
internal import GRDB

/// The index of the rationales that are shown: those of every cluster's ranking in the current run.
///
/// It keeps no texts, so a row can only be taken out by telling it what was put in.
enum RationaleIndex {
  /// Makes the index one of a run's rationales, unless it is that already.
  static func follow(_ run: RankingRun?, in database: Database) throws {
    guard let index = try SearchIndex.current(database), index.run != run?.id else { return }
    try database.execute(
      sql:
        "INSERT INTO rationaleIndex (rationaleIndex) VALUES ('delete-all'); UPDATE searchIndex SET run = ?",
      arguments: [run?.id]
    )
    guard let run, run.division == index.division else { return }
    let rationales = try Row.fetchCursor(
      database,
      sql: """
        SELECT member.cluster * ? + member.position, rationale.text
        FROM attempt
        CROSS JOIN rationale ON rationale.attempt = attempt.id AND rationale.isShown
        CROSS JOIN member ON member.division = ? AND member.row = rationale.row
        WHERE attempt.run = ?
        ORDER BY member.cluster, member.position
        """,
      arguments: [index.stride, index.division, run.id]
    )
    let insertion = try database.makeStatement(sql: insertion)
    while let rationale = try rationales.next() {
      let row: Int64 = try rationale.value(0)
      try insertion.execute(arguments: [row, SearchFolding.folded(try rationale.text(1))])
    }
  }

  /// Takes a cluster's rationales out of the index, or puts them in, if they are a run's that it holds.
  ///
  /// Before others are shown the old ones must come out, afterwards the new ones go in.
  static func update(_ change: Change, cluster: Int, run: Int, in database: Database) throws {
    guard let index = try SearchIndex.current(database), index.run == run else { return }
    let shown = try database.cachedStatement(
      sql: """
        SELECT member.position, rationale.text FROM attempt
        CROSS JOIN rationale ON rationale.attempt = attempt.id AND rationale.isShown
        CROSS JOIN member ON member.division = :division AND member.row = rationale.row
        WHERE attempt.run = :run AND attempt.cluster = :cluster
        """
    )
    let rationales = try shown.all(["run": run, "cluster": cluster, "division": index.division]) { row in
      (position: try row.value(0) as Int, text: try row.text(1))
    }
    let statement = try database.cachedStatement(sql: change == .removal ? removal : insertion)
    for rationale in rationales {
      let row = index.row(cluster: cluster, position: rationale.position)
      try statement.execute(arguments: [row, SearchFolding.folded(rationale.text)])
    }
  }

  enum Change { case removal, insertion }

  private static let insertion = "INSERT INTO rationaleIndex (rowid, text) VALUES (?, ?)"
  private static let removal =
    "INSERT INTO rationaleIndex (rationaleIndex, rowid, text) VALUES ('delete', ?, ?)"
}
