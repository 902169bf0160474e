internal import GRDB

extension Schema {
  /// Where candidates stand without the sentences that seem to be meant for the ranker.
  static let addRankShifts: Step = { database in
    try database.execute(
      sql: """
        CREATE TABLE rankShift (
          run INTEGER NOT NULL REFERENCES run,
          cluster INTEGER NOT NULL,
          row INTEGER NOT NULL REFERENCES instruction,
          before INTEGER NOT NULL,
          after INTEGER NOT NULL,
          PRIMARY KEY (run, cluster, row)
        ) STRICT, WITHOUT ROWID;
        """
    )
  }
}
