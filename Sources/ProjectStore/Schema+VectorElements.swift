internal import GRDB

extension Schema {
  /// What the components of a set of vectors are stored as, `float16` or `float32`; before, it was always the latter.
  static let addVectorElements: Step = { database in
    try database.execute(
      sql: """
        ALTER TABLE embeddingSet ADD COLUMN element TEXT NOT NULL DEFAULT 'float32';
        ALTER TABLE draft ADD COLUMN element TEXT NOT NULL DEFAULT 'float32';
        """
    )
  }
}
