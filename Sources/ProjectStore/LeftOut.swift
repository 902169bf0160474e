internal import GRDB

/// An instruction that is in no cluster, on purpose.
public struct LeftOut: Equatable, Sendable {
  /// Why it is in none.
  public enum Reason: Equatable, Sendable {
    /// It is annotated already.
    case annotated
    /// Its part of the pool is to have no clusters.
    case quota
    /// It is as good as the same as another one, which is in a cluster or annotated already.
    case duplicate(of: Int, similarity: Double)
  }

  /// Its row number.
  public var row: Int
  /// Why it is in no cluster.
  public var reason: Reason

  /// Makes a record.
  public init(row: Int, reason: Reason) {
    self.row = row
    self.reason = reason
  }
}

/// How many instructions are in no cluster, on purpose.
public struct LeftOutCounts: Equatable, Sendable {
  /// Those that are annotated already.
  public var annotated = 0
  /// Those that are as good as the same as another one.
  public var duplicates = 0
  /// Those of parts of the pool that are to have no clusters.
  public var quota = 0

  /// Counts some.
  public init(_ leftOut: some Sequence<LeftOut> = EmptyCollection()) {
    for one in leftOut {
      switch one.reason {
      case .annotated: annotated += 1
      case .duplicate: duplicates += 1
      case .quota: quota += 1
      }
    }
  }
}

extension Project {
  /// What the current division leaves out, by row.
  public func leftOut() throws(ProjectError) -> [LeftOut] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      return try database.cachedStatement(
        sql: "SELECT row, reason, original, similarity FROM leftOut WHERE division = ? ORDER BY row"
      ).all([division.id]) { row in
        switch try row.value(1) as String {
        case "annotated": LeftOut(row: try row.value(0), reason: .annotated)
        case "quota": LeftOut(row: try row.value(0), reason: .quota)
        default:
          LeftOut(
            row: try row.value(0),
            reason: .duplicate(of: try row.value(2), similarity: try row.value(3))
          )
        }
      }
    }
  }

  /// How many instructions the current division leaves out.
  public func leftOutCounts() throws(ProjectError) -> LeftOutCounts {
    try read { database in
      var counts = LeftOutCounts()
      guard let division = try Division.current(database) else { return counts }
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT reason, count(*) FROM leftOut WHERE division = ? GROUP BY reason",
        arguments: [division.id]
      )
      while let row = try rows.next() {
        switch try row.value(0) as String {
        case "annotated": counts.annotated = try row.value(1)
        case "quota": counts.quota = try row.value(1)
        default: counts.duplicates = try row.value(1)
        }
      }
      return counts
    }
  }
}

extension LeftOut {
  static func insert(_ leftOut: [LeftOut], of division: Int, into database: Database) throws {
    let insertion = try database.makeStatement(
      sql: "INSERT INTO leftOut (division, row, reason, original, similarity) VALUES (?, ?, ?, ?, ?)"
    )
    for one in leftOut {
      switch one.reason {
      case .annotated: try insertion.execute(arguments: [division, one.row, "annotated", nil, nil])
      case .quota: try insertion.execute(arguments: [division, one.row, "quota", nil, nil])
      case .duplicate(let original, let similarity):
        try insertion.execute(arguments: [division, one.row, "duplicate", original, similarity])
      }
    }
  }
}
