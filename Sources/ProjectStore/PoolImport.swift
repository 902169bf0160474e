public import Curation
internal import Fingerprint
internal import Foundation
internal import GRDB

/// An import under way: adds instructions to the pool, one at a time.
///
/// It cannot outlive the closure that it is given to.
public struct PoolImport: ~Copyable {
  /// What became of an instruction.
  public enum Outcome: Equatable, Sendable {
    /// It is new, and has this row number from now on.
    case added(row: Int)
    /// The project has it already, under the same id and with the same content.
    case known
    /// The project has its text already, under another id.
    case duplicate(of: InstructionID)
  }

  /// How many instructions came to which end.
  public private(set) var counts: ImportCounts

  private let path: String
  private let database: Database
  private let insertion: Statement
  private var index: TrigramWriter
  private var nextRow: Int

  init(in database: Database, path: String) throws {
    let insertion = try database.makeStatement(
      sql: """
        INSERT INTO instruction (row, id, text, input, source, category, reference, duplicateKey)
        VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
          CAST(? AS TEXT), ?)
        ON CONFLICT DO NOTHING
        """
    )
    let nextRow = try Int.fetchOne(database, sql: "SELECT coalesce(max(row) + 1, 0) FROM instruction")
    self.path = path
    self.database = database
    self.insertion = insertion
    index = TrigramWriter(to: .instructions, of: database)
    self.nextRow = nextRow ?? 0
    counts = ImportCounts()
  }

  /// Adds an instruction, unless the project has it already.
  ///
  /// The source is not content: the same pool may be read from a file of another name.
  ///
  /// - Throws: `ProjectError.differentContent` when its id belongs to another instruction.
  public mutating func add(_ instruction: Instruction) throws(ProjectError) -> Outcome {
    do {
      return try insert(instruction)
    } catch {
      throw ProjectError(error, path: path, while: .saving)
    }
  }

  /// Writes what makes the new instructions quick to find.
  mutating func finish() throws { try index.finish() }

  private mutating func insert(_ instruction: Instruction) throws -> Outcome {
    let key = Data(SHA256(of: DuplicateKey(of: instruction).bytes).bytes.prefix(16))
    try insertion.execute(
      arguments: [
        nextRow, ExactText(instruction.id.rawValue), ExactText(instruction.text),
        ExactText(instruction.input),
        ExactText(instruction.source), ExactText(instruction.category), ExactText(instruction.reference), key,
      ]
    )
    if database.changesCount > 0 {
      for text in [instruction.id.rawValue, instruction.text, instruction.input] {
        try index.add(text, row: nextRow)
      }
      defer { nextRow += 1 }
      counts.added += 1
      return .added(row: nextRow)
    }
    if var known = try InstructionRecord.find(instruction.id, in: database)?.instruction {
      known.source = instruction.source
      guard known == instruction else { throw ProjectError.differentContent(instruction.id) }
      counts.known += 1
      return .known
    }
    let holder = try database.cachedStatement(sql: "SELECT id FROM instruction WHERE duplicateKey = ?")
    guard let original = try ExactText.fetchOne(holder, arguments: [key]) else {
      throw ProjectError.damaged(path: path, detail: "an index of the pool is wrong")
    }
    counts.duplicates += 1
    return .duplicate(of: InstructionID(original.string))
  }
}

/// What an import came to.
public struct ImportCounts: Equatable, Sendable {
  /// New instructions.
  public var added = 0
  /// Instructions that the project had already, under the same id.
  public var known = 0
  /// Instructions whose text the project had already, under another id.
  public var duplicates = 0

  /// Makes counts of nothing.
  public init() {}
}
