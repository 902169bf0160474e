internal import GRDB

/// Which decision a curator's next undo takes back and their next redo restores, found in the log itself.
///
/// These are the rules of `Review`, asked of the database, so that a write need not read the whole log.
struct UndoStack {
  var curator: String
  var division: Int

  /// The curator's newest decision that stands: its last undo, if any, was redone.
  func nextUndo(_ database: Database) throws -> Int64? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT sequence FROM log AS decision
        WHERE division = ? AND curator = CAST(? AS TEXT) AND decides
          AND (SELECT undoes FROM log WHERE target = decision.sequence ORDER BY sequence DESC LIMIT 1) IS NULL
        ORDER BY sequence DESC LIMIT 1
        """
    )
    return try Int64.fetchOne(statement, arguments: [division, ExactText(curator)])
  }

  /// What the curator undid last, unless it was redone or they have decided something since.
  func nextRedo(_ database: Database) throws -> Int64? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT undoes FROM log AS undo
        WHERE division = :division AND curator = CAST(:curator AS TEXT) AND undoes IS NOT NULL
          AND sequence = (SELECT max(sequence) FROM log WHERE target = undo.undoes)
          AND sequence > (
            SELECT coalesce(max(sequence), 0) FROM log
            WHERE division = :division AND curator = CAST(:curator AS TEXT) AND decides)
        ORDER BY sequence DESC LIMIT 1
        """
    )
    return try Int64.fetchOne(statement, arguments: ["division": division, "curator": ExactText(curator)])
  }
}
