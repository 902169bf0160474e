internal import Curation
internal import GRDB

/// The tables of the vectors that are being made.
enum DraftTable {
  /// The table of the vectors themselves, of the same shape as `vector`.
  static let vectors = """
    CREATE TABLE draftVector (
      row INTEGER PRIMARY KEY REFERENCES instruction,
      components BLOB NOT NULL
    ) STRICT;
    """

  /// The draft, or nil when there is none.
  static func current(_ database: Database) throws -> EmbeddingDraft? {
    let statement = try database.cachedStatement(
      sql: "SELECT id, encoder, version, options, extends, dimensions, count, tokens, element FROM draft"
    )
    return try statement.first { row in
      EmbeddingDraft(
        id: try row.value(0),
        encoding: Encoding(
          encoder: EncoderDescription(name: try row.text(1), version: try row.text(2)),
          options: try StoredJSON.decode(from: try row.text(3)),
          element: try row.word(8)
        ),
        extends: try row.value(4),
        dimensions: try row.value(5),
        count: try row.value(6),
        tokens: try row.value(7)
      )
    }
  }

  /// The draft of that number.
  ///
  /// - Throws: `ProjectError.vectorsReplaced` when there is another one by now, or none.
  static func require(_ id: Int64, _ database: Database) throws -> EmbeddingDraft {
    guard let draft = try current(database), draft.id == id else { throw ProjectError.vectorsReplaced }
    return draft
  }

  /// The query for instructions without a vector, after a row and at most so many (-1 for all).
  static func missing(besidePresent: Bool, besideDraft: Bool) -> String {
    let tables: [String] = (besidePresent ? ["vector"] : []) + (besideDraft ? ["draftVector"] : [])
    let conditions = tables.map {
      " AND NOT EXISTS (SELECT 1 FROM \($0) WHERE \($0).row = instruction.row)"
    }
    return """
      SELECT \(InstructionRecord.columns) FROM instruction
      WHERE row > ?\(conditions.joined()) ORDER BY row LIMIT ?
      """
  }

  /// Begins a draft in the place of another.
  static func begin(_ encoding: Encoding, extending set: Int?, in database: Database) throws {
    try clear(database)
    try database.execute(
      sql: """
        INSERT INTO draft (encoder, version, options, extends, element, count, tokens)
        VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, 0, 0)
        """,
      arguments: [
        ExactText(encoding.encoder.name), ExactText(encoding.encoder.version),
        ExactText(try StoredJSON.encode(encoding.options)), set,
        (encoding.element ?? .float32).rawValue,
      ]
    )
  }

  /// Forgets the draft.
  static func clear(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM draftVector; DELETE FROM draft")
  }

  /// Makes the draft's vectors the pool's, beside those that it extends or in the place of all.
  ///
  /// In their place they come as a whole table: they may be gigabytes, which are not copied.
  static func publish(_ draft: EmbeddingDraft, in database: Database) throws {
    if draft.extends == nil {
      try database.execute(
        sql: "DROP TABLE vector; ALTER TABLE draftVector RENAME TO vector;" + vectors
      )
    } else {
      try database.execute(sql: "INSERT INTO vector SELECT row, components FROM draftVector")
    }
    try clear(database)
  }
}
