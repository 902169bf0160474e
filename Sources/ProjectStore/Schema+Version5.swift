internal import GRDB

extension Schema {
  /// Rounds and passes of tries, and beside them what they come to.
  ///
  /// Before, a cluster was ranked in one pass, and its newest success counted.
  static let addPasses: Step = { database in
    try database.execute(sql: passes + single)
  }

  /// The tables of version 5.
  ///
  /// A row of `outcome` repeats what the tries at a cluster say, for lists and filters: which round counts, the
  /// order that its passes come to (`candidates`, row numbers as JSON) or why there is none, and how far they
  /// agree. It has neither while passes are missing. `isShown` marks the rationales that go with that order.
  private static let passes = """
    ALTER TABLE attempt ADD COLUMN round INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE attempt ADD COLUMN pass INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE rationale ADD COLUMN isShown INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE outcome (
      run INTEGER NOT NULL REFERENCES run,
      cluster INTEGER NOT NULL,
      round INTEGER NOT NULL,
      votes INTEGER NOT NULL,
      agreeing INTEGER NOT NULL,
      margin INTEGER NOT NULL,
      disagreement REAL NOT NULL,
      candidates TEXT,
      failure TEXT,
      detail TEXT NOT NULL,
      oddities TEXT NOT NULL,
      PRIMARY KEY (run, cluster)
    ) STRICT, WITHOUT ROWID;

    """

  private static let single = """
    INSERT INTO outcome
    SELECT run, cluster, 1, failure IS NULL, failure IS NULL, 0, 0, ranking, failure, detail, '[]'
    FROM attempt WHERE id IN (
      SELECT coalesce(max(iif(failure IS NULL, id, NULL)), max(id)) FROM attempt GROUP BY run, cluster);

    UPDATE rationale SET isShown = 1 WHERE attempt IN (
      SELECT max(id) FROM attempt WHERE failure IS NULL GROUP BY run, cluster);

    CREATE INDEX rationaleShown ON rationale (row, attempt) WHERE isShown;
    """
}
