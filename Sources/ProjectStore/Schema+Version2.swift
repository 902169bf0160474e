internal import GRDB

extension Schema {
  /// What the log amounts to for each cluster, kept beside it, so that opening a project need not read the log.
  static let addStandings: Step = { database in
    try database.execute(sql: standings)
    let clusters = try Row.fetchAll(database, sql: "SELECT DISTINCT division, cluster FROM log")
    for cluster in clusters {
      try StandingRecord.refresh(try cluster.value(1), division: try cluster.value(0), in: database)
    }
  }

  /// The tables of version 2.
  ///
  /// A row of `standing` repeats what the log says; only the log counts. Clusters nobody touched have none.
  /// `setting` holds what curators agreed on, as JSON.
  private static let standings = """
    ALTER TABLE log ADD COLUMN decides INTEGER AS (json_type(event, '$.decide') IS NOT NULL) VIRTUAL;

    CREATE TABLE standing (
      division INTEGER NOT NULL,
      cluster INTEGER NOT NULL,
      version INTEGER NOT NULL,
      decision INTEGER,
      verdict TEXT,
      curator TEXT,
      reason TEXT,
      time INTEGER,
      flagged INTEGER NOT NULL,
      note TEXT NOT NULL,
      PRIMARY KEY (division, cluster),
      FOREIGN KEY (division, cluster) REFERENCES cluster
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX standingByVerdict ON standing (division, verdict, cluster);
    CREATE INDEX standingByVersion ON standing (version);

    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
