public import Curation
internal import GRDB

/// An instruction that somebody picked, and who.
public struct Pick: Equatable, Sendable {
  /// Its row number.
  public var row: Int
  /// The number of its cluster.
  public var cluster: Int
  /// Who picked it.
  public var curator: String
}

extension Project {
  /// For each row of the pool the number of its cluster in the current division, 0 for none.
  public func clusterNumbers() throws(ProjectError) -> [Int32] {
    try read { database in
      let count = try Int.fetchOne(database, sql: "SELECT max(row) + 1 FROM instruction") ?? 0
      var numbers = [Int32](repeating: 0, count: count)
      guard let division = try Division.current(database) else { return numbers }
      // One row for each cluster: decoding one for each member would take longer than all the rest.
      let members = try Row.fetchCursor(
        database,
        sql: "SELECT cluster, group_concat(row) FROM member WHERE division = ? GROUP BY cluster",
        arguments: [division.id]
      )
      while let member = try members.next() {
        let cluster: Int32 = try member.value(0)
        for row in Self.numbers(in: try member.value(1)) where numbers.indices.contains(row) {
          numbers[row] = cluster
        }
      }
      return numbers
    }
  }

  /// The categories that the pool came with, and for each row the index of its own, or -1.
  public func categories() throws(ProjectError) -> (names: [String], rows: [Int32]) {
    try read { database in
      let count = try Int.fetchOne(database, sql: "SELECT max(row) + 1 FROM instruction") ?? 0
      var rows = [Int32](repeating: -1, count: count)
      var names: [String] = []
      let groups = try Row.fetchCursor(
        database,
        sql: "SELECT category, group_concat(row) FROM instruction WHERE category <> '' GROUP BY category"
      )
      while let group = try groups.next() {
        for row in Self.numbers(in: try group.value(1)) where rows.indices.contains(row) {
          rows[row] = Int32(names.count)
        }
        names.append(try group.text(0))
      }
      return (names, rows)
    }
  }

  /// The labels of all clusters of the current division, by number.
  public func clusterLabels() throws(ProjectError) -> [String] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let statement = try database.cachedStatement(
        sql: "SELECT label FROM cluster WHERE division = ? ORDER BY number"
      )
      return try statement.all([division.id]) { try $0.text(0) }
    }
  }

  /// What is picked in the current division, by cluster.
  public func picks() throws(ProjectError) -> [Pick] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT instruction.row, standing.cluster, standing.curator
          FROM standing
          JOIN log ON log.sequence = standing.decision
          JOIN json_each(log.event, '$.decide._0.picks') AS pick
          JOIN instruction ON instruction.id = pick.value
          WHERE standing.division = ? AND standing.verdict IN ('accept', 'override', 'pick')
          ORDER BY standing.cluster, pick.key
          """
      )
      return try statement.all([division.id]) { row in
        Pick(row: try row.value(0), cluster: try row.value(1), curator: try row.text(2))
      }
    }
  }

  /// The instruction with a row number, or nil when the pool has none.
  public func instruction(atRow row: Int) throws(ProjectError) -> Instruction? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(InstructionRecord.columns) FROM instruction WHERE row = ?"
      )
      return try InstructionRecord.fetchOne(statement, arguments: [row])?.instruction
    }
  }

  /// The whole numbers that SQLite joined by commas.
  private static func numbers(in text: String) -> [Int] {
    var text = text
    return text.withUTF8 { bytes in
      var numbers: [Int] = []
      var number = 0
      for byte in bytes {
        if byte == UInt8(ascii: ",") {
          numbers.append(number)
          number = 0
        } else {
          number = 10 &* number &+ Int(byte &- UInt8(ascii: "0"))
        }
      }
      return bytes.isEmpty ? [] : numbers + [number]
    }
  }
}
