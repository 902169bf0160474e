internal import GRDB

/// What a curator's next undo takes back and their next redo restores, found in the log itself.
///
/// These are the rules of `Review`, asked of the database, so that a write need not read the whole log.
struct UndoStack {
  var curator: String
  var division: Int

  /// What the curator did last that stands: its last undo, if any, was redone.
  func nextUndo(_ database: Database) throws -> Int64? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT sequence FROM log AS act
        WHERE \(Self.isAct) AND \(LogRecord.stands) ORDER BY sequence DESC LIMIT 1
        """
    )
    return try Int64.fetchOne(statement, arguments: arguments)
  }

  /// What the curator undid last, unless it was redone or they have done something else since.
  func nextRedo(_ database: Database) throws -> Int64? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT undoes FROM log AS undo
        WHERE division = :division AND curator = CAST(:curator AS TEXT) AND undoes IS NOT NULL
          AND sequence = (SELECT max(sequence) FROM log WHERE target = undo.undoes)
          AND sequence > coalesce(
            (SELECT sequence FROM log AS act WHERE \(Self.isAct) ORDER BY sequence DESC LIMIT 1), 0)
        ORDER BY sequence DESC LIMIT 1
        """
    )
    return try Int64.fetchOne(statement, arguments: arguments)
  }

  private var arguments: StatementArguments { ["division": division, "curator": ExactText(curator)] }

  /// A row of the curator's that can be taken back: a decision, a flag or a note.
  private static let isAct = """
    act.division = :division AND act.curator = CAST(:curator AS TEXT)
    AND act.target IS NULL AND json_type(act.event, '$.choose') IS NULL
    """
}
