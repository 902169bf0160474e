internal import GRDB

extension Schema {
  /// Vectors that are being made, kept apart until all of them are there.
  static let addEmbeddingDrafts: Step = { database in
    try database.execute(sql: drafts + DraftTable.vectors)
  }

  /// The table of version 10: at most one row, about the vectors in `draftVector`.
  ///
  /// `extends` is the set of vectors that they will stand beside; NULL where they will take its place. `options` is
  /// JSON, `count` the number of vectors so far, and `dimensions` their length, NULL before the first. Numbers are
  /// never used again, so that no program takes another's draft for its own.
  private static let drafts = """
    CREATE TABLE draft (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      encoder TEXT NOT NULL,
      version TEXT NOT NULL,
      options TEXT NOT NULL,
      extends INTEGER REFERENCES embeddingSet,
      dimensions INTEGER,
      count INTEGER NOT NULL,
      tokens INTEGER NOT NULL
    ) STRICT;

    """
}
