internal import GRDB

extension Schema {
  /// The tables of version 1.
  ///
  /// Times are milliseconds since 1970. Columns called `options`, `counts`, `setup`, `origin`, `ranking`,
  /// `shown` and `event` hold JSON; `ranking` and `shown` are lists of row numbers.
  static let createVersion1: Step = { database in
    try database.execute(sql: pool + divisions + rankings + reviews)
  }

  /// `duplicateKey`: the first 16 bytes of the SHA-256 digest of what exact duplicates share.
  private static let pool = """
    CREATE TABLE stage (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      options TEXT NOT NULL,
      counts TEXT NOT NULL,
      version TEXT NOT NULL,
      started INTEGER NOT NULL,
      finished INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE instruction (
      row INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      text TEXT NOT NULL,
      input TEXT NOT NULL,
      source TEXT NOT NULL,
      category TEXT NOT NULL,
      reference TEXT NOT NULL,
      duplicateKey BLOB NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE embeddingSet (
      id INTEGER PRIMARY KEY,
      encoder TEXT NOT NULL,
      version TEXT NOT NULL,
      dimensions INTEGER NOT NULL,
      count INTEGER NOT NULL,
      stage INTEGER NOT NULL REFERENCES stage
    ) STRICT;

    CREATE TABLE vector (
      row INTEGER PRIMARY KEY REFERENCES instruction,
      components BLOB NOT NULL
    ) STRICT;

    """

  private static let divisions = """
    CREATE TABLE division (
      id INTEGER PRIMARY KEY,
      method TEXT NOT NULL,
      clusters INTEGER NOT NULL,
      picks INTEGER NOT NULL,
      seed TEXT NOT NULL,
      created INTEGER NOT NULL,
      stage INTEGER NOT NULL REFERENCES stage
    ) STRICT;

    CREATE TABLE cluster (
      division INTEGER NOT NULL REFERENCES division,
      number INTEGER NOT NULL,
      label TEXT NOT NULL,
      size INTEGER NOT NULL,
      PRIMARY KEY (division, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE member (
      division INTEGER NOT NULL,
      cluster INTEGER NOT NULL,
      position INTEGER NOT NULL,
      row INTEGER NOT NULL REFERENCES instruction,
      PRIMARY KEY (division, cluster, position),
      UNIQUE (division, row),
      FOREIGN KEY (division, cluster) REFERENCES cluster
    ) STRICT, WITHOUT ROWID;

    """

  /// `begun` numbers the starts and resumptions of runs; the highest is the current run.
  private static let rankings = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      division INTEGER NOT NULL REFERENCES division,
      begun INTEGER NOT NULL UNIQUE,
      setup TEXT NOT NULL,
      started INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run,
      cluster INTEGER NOT NULL,
      failure TEXT,
      detail TEXT NOT NULL,
      ranking TEXT,
      origin TEXT,
      shown TEXT NOT NULL,
      reply TEXT NOT NULL,
      requestHash TEXT NOT NULL,
      model TEXT NOT NULL,
      promptTokens INTEGER NOT NULL,
      completionTokens INTEGER NOT NULL,
      latency INTEGER NOT NULL,
      time INTEGER NOT NULL,
      CHECK ((failure IS NULL) = (ranking IS NOT NULL))
    ) STRICT;

    CREATE INDEX attemptByCluster ON attempt (run, cluster, id, failure);

    CREATE TABLE rationale (
      attempt INTEGER NOT NULL REFERENCES attempt,
      row INTEGER NOT NULL REFERENCES instruction,
      text TEXT NOT NULL,
      PRIMARY KEY (attempt, row)
    ) STRICT, WITHOUT ROWID;

    """

  /// The log's rows are chained: `hash` covers the row and `previous`, the hash of the row before.
  private static let reviews = """
    CREATE TABLE log (
      sequence INTEGER PRIMARY KEY,
      time INTEGER NOT NULL,
      curator TEXT NOT NULL,
      division INTEGER NOT NULL REFERENCES division,
      cluster INTEGER NOT NULL,
      event TEXT NOT NULL,
      previous BLOB NOT NULL,
      hash BLOB NOT NULL,
      undoes INTEGER AS (json_extract(event, '$.undo.of')) VIRTUAL,
      redoes INTEGER AS (json_extract(event, '$.redo.of')) VIRTUAL,
      target INTEGER AS (coalesce(undoes, redoes)) VIRTUAL,
      FOREIGN KEY (division, cluster) REFERENCES cluster
    ) STRICT;

    CREATE INDEX logByCluster ON log (division, cluster, sequence);
    CREATE INDEX logByCurator ON log (division, curator, sequence, target);
    CREATE INDEX logByTarget ON log (target, sequence) WHERE target IS NOT NULL;

    CREATE TRIGGER logIsNeverChanged BEFORE UPDATE ON log
    BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END;

    CREATE TRIGGER logIsNeverShortened BEFORE DELETE ON log
    BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END;

    CREATE TRIGGER logGrowsAtItsEnd BEFORE INSERT ON log
    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM log)
    BEGIN SELECT RAISE(ABORT, 'the review log grows at its end'); END;

    CREATE TABLE place (
      curator TEXT PRIMARY KEY,
      value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
