public import Curation
internal import GRDB

/// An instruction of the pool that a search found.
public struct PoolHit: Equatable, Sendable {
  /// Where in an instruction a text stands.
  public enum Field: String, Equatable, Sendable, CaseIterable {
    case instruction, input, id
  }

  /// Its row number.
  public var row: Int
  /// The instruction.
  public var instruction: Instruction
  /// The number of its cluster in the current division; nil for none.
  public var cluster: Int?
  /// Where the text stands first.
  public var field: Field
  /// The characters of that field that the text takes; none, at its beginning, where that cannot be told.
  public var range: Range<String.Index>

  /// What stands in a field of its instruction.
  public func text(of field: Field) -> String {
    switch field {
    case .instruction: instruction.text
    case .input: instruction.input
    case .id: instruction.id.rawValue
    }
  }
}

extension Project {
  /// Finds instructions of the pool by a part of their text, input or id, as a search of the candidates does.
  ///
  /// It needs no clusters.
  ///
  /// - Parameters:
  ///   - text: What to look for, in upper or lower case.
  ///   - limit: The greatest number of hits.
  /// - Returns: The hits in import order; none for an empty text.
  /// - Throws: `ProjectError` when the pool cannot be read.
  public func searchPool(_ text: String, limit: Int) throws(ProjectError) -> [PoolHit] {
    guard !text.isEmpty, limit > 0 else { return [] }
    return try read { database in
      let needle = SearchNeedle(text)
      let division = try Division.current(database)
      var hits: [PoolHit] = []
      try Self.forEachRow(thatMayHold: needle, in: database) { row in
        if var hit = try PoolHit(needle, in: row) {
          hit.cluster = try division.flatMap { try Self.cluster(ofRow: hit.row, in: $0, of: database) }
          hits.append(hit)
        }
        return hits.count < limit
      }
      return hits
    }
  }

  /// Visits instructions, in import order, until the visitor has seen enough.
  private static func forEachRow(
    thatMayHold needle: SearchNeedle,
    in database: Database,
    _ visitor: (Row) throws -> Bool
  ) throws {
    let statement = try database.cachedStatement(
      sql: "SELECT \(InstructionRecord.columns) FROM instruction WHERE row = ?"
    )
    let count = try Int.fetchOne(database, sql: "SELECT coalesce(max(row) + 1, 0) FROM instruction") ?? 0
    for start in stride(from: 0, to: count, by: PoolSegment.size) {
      let segment = PoolSegment.number(ofRow: start)
      let rows = try TrigramTable.instructions.rows(
        holding: needle.trigrams,
        inSegment: segment,
        of: database
      )
      var next = rows?.first(from: 0)
      while let row = next {
        guard try statement.first([start + row], visitor) ?? true else { return }
        next = rows?.first(from: row + 1)
      }
    }
  }

  private static func cluster(ofRow row: Int, in division: Division, of database: Database) throws -> Int? {
    let statement = try database.cachedStatement(
      sql: "SELECT cluster FROM member WHERE division = ? AND row = ?"
    )
    return try Int.fetchOne(statement, arguments: [division.id, row])
  }
}

extension PoolHit {
  /// What a row of the table of instructions says, if it holds what is looked for.
  fileprivate init?(_ needle: SearchNeedle, in row: Row) throws {
    // As the columns of the record stand.
    let columns: [(Field, Int)] = [(.instruction, 2), (.input, 3), (.id, 1)]
    let found = try columns.first { _, column in
      try row.withUnsafeData(atIndex: column) { $0.map(needle.isFound) ?? false }
    }
    guard let (field, _) = found else { return nil }
    let record = try InstructionRecord(row: row)
    self.init(
      row: record.row,
      instruction: record.instruction,
      cluster: nil,
      field: field,
      range: "".startIndex..<"".startIndex
    )
    let text = text(of: field)
    range = needle.range(in: text) ?? text.startIndex..<text.startIndex
  }
}
