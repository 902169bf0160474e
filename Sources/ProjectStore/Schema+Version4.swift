internal import GRDB

extension Schema {
  /// Which instructions are near each other; a project has to be searched for them once.
  static let addNeighbours: Step = { database in
    try database.execute(sql: neighbours)
  }

  /// The tables of version 4: for the vectors that the pool has now the nearest other one of each, how they were found, and for each
  /// cluster of the current division the greatest similarity of a candidate to any other instruction.
  private static let neighbours = """
    CREATE TABLE neighbour (
      row INTEGER PRIMARY KEY REFERENCES instruction,
      nearest INTEGER NOT NULL REFERENCES instruction,
      similarity REAL NOT NULL
    ) STRICT;

    CREATE TABLE neighbourSearch (
      embeddingSet INTEGER PRIMARY KEY REFERENCES embeddingSet,
      isExact INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE clusterSimilarity (
      cluster INTEGER PRIMARY KEY,
      similarity REAL NOT NULL
    ) STRICT;

    CREATE INDEX clusterBySimilarity ON clusterSimilarity (similarity DESC, cluster);
    """
}
