internal import Curation
internal import Fingerprint
internal import Foundation
internal import GRDB

/// A row of the append-only log, exactly as stored.
struct LogRecord: FetchableRecord {
  static let columns = "sequence, time, curator, division, cluster, event, previous, hash"

  var sequence: Int64
  /// Milliseconds since 1970.
  var time: Int64
  var curator: String
  var division: Int
  var cluster: Int
  /// A `ReviewEvent` as JSON.
  var event: String
  /// The hash of the row before; 32 zero bytes for the first.
  var previous: Data
  /// The hash of this row.
  var hash: Data

  static let origin = Data(count: 32)

  /// Makes the row that follows a row with the hash `previous`.
  init(
    sequence: Int64,
    time: Date,
    curator: String,
    division: Int,
    cluster: Int,
    event: ReviewEvent,
    previous: Data
  ) throws {
    self.sequence = sequence
    self.time = time.milliseconds
    self.curator = curator
    self.division = division
    self.cluster = cluster
    self.event = try StoredJSON.encode(event)
    self.previous = previous
    hash = Data()
    hash = expectedHash
  }

  init(row: Row) throws {
    sequence = try row.value(0)
    time = try row.value(1)
    curator = try row.text(2)
    division = try row.value(3)
    cluster = try row.value(4)
    event = try row.text(5)
    previous = try row.value(6)
    hash = try row.value(7)
  }

  /// The SHA-256 digest of the row and of the hash before it.
  ///
  /// Every part stands on a line of its own and the two free texts are preceded by their length, so that two
  /// different rows never give the same bytes.
  var expectedHash: Data {
    let numbers = "\n\(sequence)\n\(time)\n\(division)\n\(cluster)\n"
    let texts = "\(curator.utf8.count)\n\(curator)\n\(event.utf8.count)\n\(event)\n"
    return Data(SHA256(of: Array(previous) + Array(numbers.utf8) + Array(texts.utf8)).bytes)
  }

  /// The row as the domain knows it.
  var entry: LogEntry {
    get throws {
      LogEntry(
        sequence: sequence,
        time: Date(milliseconds: time),
        curator: curator,
        cluster: cluster,
        event: try StoredEvent.decode(Data(event.utf8))
      )
    }
  }

  /// The newest row of the whole log.
  static func newest(_ database: Database) throws -> LogRecord? {
    try fetchOne(
      try database.cachedStatement(sql: "SELECT \(columns) FROM log ORDER BY sequence DESC LIMIT 1")
    )
  }

  /// The newest row about a cluster.
  static func newest(about cluster: Int, division: Int, in database: Database) throws -> LogRecord? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT \(columns) FROM log WHERE division = ? AND cluster = ? ORDER BY sequence DESC LIMIT 1
        """
    )
    return try fetchOne(statement, arguments: [division, cluster])
  }

  /// Whether the row called `act` was not taken back, or was restored since, as a condition in SQL.
  static let stands = """
    (SELECT undoes FROM log AS later WHERE later.target = act.sequence ORDER BY later.sequence DESC LIMIT 1)
    IS NULL
    """

  /// What was taken back and not restored since.
  static func takenBack(_ database: Database) throws -> Set<Int64> {
    let steps = try database.cachedStatement(
      sql: "SELECT target, undoes IS NOT NULL FROM log WHERE target IS NOT NULL ORDER BY target, sequence"
    )
    var takenBack: Set<Int64> = []
    let rows = try Row.fetchCursor(steps)
    while let row = try rows.next() {
      let target: Int64 = try row.value(0)
      if try row.value(1) { takenBack.insert(target) } else { takenBack.remove(target) }
    }
    return takenBack
  }

  func insert(into database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO log (\(Self.columns))
        VALUES (?, ?, CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), ?, ?)
        """
    )
    try statement.execute(
      arguments: [sequence, time, ExactText(curator), division, cluster, ExactText(event), previous, hash]
    )
  }
}
