internal import GRDB

extension Schema {
  /// An index of the texts of the pool, which does not wait for clusters, in the place of one of a division's texts.
  static let addPoolSearch: Step = { database in
    try database.execute(sql: "DROP TABLE IF EXISTS candidateIndex; DROP TABLE IF EXISTS letterIndex")
    try database.execute(sql: "DROP TABLE searchIndex;" + poolSearch)
    var texts = TrigramWriter(to: .instructions, of: database)
    let rows = try Row.fetchCursor(database, sql: "SELECT row, id, text, input FROM instruction ORDER BY row")
    while let row = try rows.next() {
      for column in 1...3 { try texts.add(try row.text(column), row: try row.value(0)) }
    }
    try texts.finish()
    guard let division = try Division.current(database) else { return }
    try SearchIndex.build(for: division, of: try clusters(of: division, in: database), in: database)
    try RationaleIndex.follow(try RankingRun.current(database), in: database)
  }

  /// The tables of version 15.
  ///
  /// `trigram` says of the pool, and `labelTrigram` of the clusters of the current division, which rows hold three
  /// bytes in a row of the folded texts, ASCII letters in lower case: `code` is the segment, each of 65,536 rows,
  /// times 2^24, and the bytes, the first highest. (A number as key makes SQLite fill the pages of long values.)
  /// `rows` are those of the segment, see `PoolSegment`. Two bytes 0xFF stand behind each text, so that what is
  /// shorter than three bytes is found by a range of codes. A letter of Han, kana or Hangul is three bytes: this
  /// serves scripts whose words have one or two letters, too.
  ///
  /// For the current division, `starts` has the place in the list of each cluster's first candidate, and behind them
  /// how many there are; `places` that of each row of a segment, or all ones for what is in no cluster. They are
  /// numbers of 32 bits, little-endian. `stride` is the size of the largest cluster: `cluster * stride + position`
  /// numbers the rows of the index of rationales, and is where a search goes on.
  private static let poolSearch = """
    CREATE TABLE searchIndex (
      division INTEGER PRIMARY KEY REFERENCES division,
      stride INTEGER NOT NULL,
      run INTEGER,
      starts BLOB NOT NULL
    ) STRICT;

    CREATE TABLE searchPlace (
      segment INTEGER PRIMARY KEY,
      places BLOB NOT NULL
    ) STRICT;

    CREATE TABLE trigram (
      code INTEGER PRIMARY KEY,
      rows BLOB NOT NULL
    ) STRICT;

    CREATE TABLE labelTrigram (
      code INTEGER PRIMARY KEY,
      rows BLOB NOT NULL
    ) STRICT;
    """

  private static func clusters(of division: Division, in database: Database) throws -> [[Int]] {
    var clusters = [[Int]](repeating: [], count: division.clusters)
    let members = try Row.fetchCursor(
      database,
      sql: "SELECT cluster, row FROM member WHERE division = ? ORDER BY cluster, position",
      arguments: [division.id]
    )
    while let member = try members.next() {
      let cluster: Int = try member.value(0)
      if clusters.indices.contains(cluster - 1) { clusters[cluster - 1].append(try member.value(1)) }
    }
    return clusters
  }
}
