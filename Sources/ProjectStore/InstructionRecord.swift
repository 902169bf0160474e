internal import Curation
internal import GRDB

/// A row of the table of instructions.
struct InstructionRecord: FetchableRecord {
  /// The columns that `init(row:)` expects, in its order.
  static let columns = "row, id, text, input, source, category, reference"

  var row: Int
  var instruction: Instruction

  init(row: Row) throws {
    self.row = try row.value(0)
    instruction = Instruction(
      id: InstructionID(try row.text(1)),
      text: try row.text(2),
      input: try row.text(3),
      source: try row.text(4),
      category: try row.text(5),
      reference: try row.text(6)
    )
  }

  static func find(_ id: InstructionID, in database: Database) throws -> InstructionRecord? {
    let statement = try database.cachedStatement(
      sql: "SELECT \(columns) FROM instruction WHERE id = CAST(? AS TEXT)"
    )
    return try fetchOne(statement, arguments: [ExactText(id.rawValue)])
  }

  /// The candidates of a cluster in the order of the division; none for a cluster that does not exist.
  static func all(of cluster: Int, division: Int, in database: Database) throws -> [InstructionRecord] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT instruction.row, id, text, input, source, category, reference
        FROM member JOIN instruction ON instruction.row = member.row
        WHERE division = ? AND cluster = ? ORDER BY position
        """
    )
    return try statement.all([division, cluster], InstructionRecord.init(row:))
  }

  /// The number of characters of an instruction and its input.
  static func length(ofRow row: Int, in database: Database) throws -> Int {
    let statement = try database.cachedStatement(sql: "SELECT text, input FROM instruction WHERE row = ?")
    return try statement.first([row]) { try $0.text(0).count + $0.text(1).count } ?? 0
  }
}
