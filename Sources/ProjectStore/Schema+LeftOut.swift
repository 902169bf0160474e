internal import GRDB

extension Schema {
  /// What a division leaves out; before, every instruction was in a cluster.
  static let addLeftOut: Step = { database in
    try database.execute(sql: leftOut)
  }

  /// Why an instruction is in no cluster of a division: `annotated`, `quota` when its part of the
  /// pool is to have no clusters, or `duplicate` of another one that is in a cluster
  /// or annotated, with the cosine similarity of both.
  private static let leftOut = """
    CREATE TABLE leftOut (
      division INTEGER NOT NULL REFERENCES division,
      row INTEGER NOT NULL REFERENCES instruction,
      reason TEXT NOT NULL,
      original INTEGER REFERENCES instruction,
      similarity REAL,
      PRIMARY KEY (division, row),
      CHECK ((reason = 'duplicate') = (original IS NOT NULL AND similarity IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    """
}
