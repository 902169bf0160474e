internal import GRDB

extension Schema {
  /// What makes texts and clusters quick to find; version 15 fills it for the division that a project has.
  static let addFinding: Step = { database in try database.execute(sql: finding + projection) }

  /// The tables of version 3: they repeat what other tables say about the current division.
  ///
  /// The full-text table keeps no texts and no positions, only which row holds which three letters. Its rows
  /// are numbered `cluster * stride + position`, so that finds come in the order of the list and a search can
  /// stop after the first ones. Up to version 13 there were two more such tables, of the candidates' texts.
  private static let finding = """
    CREATE TABLE searchIndex (
      division INTEGER PRIMARY KEY REFERENCES division,
      stride INTEGER NOT NULL,
      run INTEGER
    ) STRICT;

    CREATE VIRTUAL TABLE rationaleIndex
      USING fts5(text, content = '', columnsize = 0, detail = none, tokenize = 'trigram');

    CREATE TABLE clusterExtent (
      cluster INTEGER PRIMARY KEY,
      size INTEGER NOT NULL,
      words INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE clusterOrigin (
      kind TEXT NOT NULL,
      value TEXT NOT NULL COLLATE NOCASE,
      cluster INTEGER NOT NULL,
      PRIMARY KEY (kind, value, cluster)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX clusterByLabel ON cluster (division, label COLLATE NOCASE, number);
    CREATE INDEX standingByCurator ON standing (division, curator, cluster);
    CREATE INDEX standingByReason ON standing (division, reason, cluster) WHERE reason IS NOT NULL;
    CREATE INDEX standingFlagged ON standing (division, cluster) WHERE flagged;
    CREATE INDEX standingNoted ON standing (division, cluster) WHERE note <> '';
    """

  /// Where the vectors lie on the plane of the map: pairs of 32-bit floats, little-endian, one for each row.
  private static let projection = """

    CREATE TABLE projection (
      embeddingSet INTEGER PRIMARY KEY REFERENCES embeddingSet,
      method TEXT NOT NULL,
      title TEXT NOT NULL,
      coordinates BLOB NOT NULL
    ) STRICT;
    """
}
