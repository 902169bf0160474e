public import Curation
internal import GRDB

extension Project {
  /// Adds instructions to the pool, all of them or none, and records the stage.
  ///
  /// Instructions are numbered from 0 in the order in which they are added, over all imports.
  ///
  /// - Parameter body: Adds the instructions and returns what the project shall remember of the import.
  ///   When it throws, nothing is imported. It must not write to the project by other means.
  /// - Returns: What the import came to.
  /// - Throws: What `body` throws, or `ProjectError`.
  @discardableResult
  public func importPool(_ body: (inout PoolImport) throws -> Stage) throws -> ImportCounts {
    do {
      return try transaction { database in
        var pool = try PoolImport(in: database, path: path)
        let stage = try body(&pool)
        try pool.finish()
        try StageRecord.insert(stage, into: database)
        return pool.counts
      }
    } catch let error as DatabaseError {
      throw ProjectError(error, path: path, while: .saving)
    }
  }

  /// The number of instructions in the pool.
  public var instructionCount: Int {
    get throws(ProjectError) {
      try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM instruction") ?? 0 }
    }
  }

  /// The ids of all instructions, in import order: the place in the list is the row number.
  public func ids() throws(ProjectError) -> [InstructionID] {
    try read { database in
      try ExactText.fetchAll(database, sql: "SELECT id FROM instruction ORDER BY row")
        .map { InstructionID($0.string) }
    }
  }

  /// Finds an instruction, or nil when the pool has none of that id.
  public func instruction(_ id: InstructionID) throws(ProjectError) -> Instruction? {
    try read { try InstructionRecord.find(id, in: $0)?.instruction }
  }

  /// Finds instructions, in the order of the ids.
  ///
  /// - Throws: `ProjectError.unknownInstruction` for the first id that the pool does not have.
  public func instructions(ids: some Sequence<InstructionID>) throws(ProjectError) -> [Instruction] {
    try read { database in
      try ids.map { id in
        guard let record = try InstructionRecord.find(id, in: database) else {
          throw ProjectError.unknownInstruction(id)
        }
        return record.instruction
      }
    }
  }

  /// Visits every instruction in import order, holding one at a time in memory.
  ///
  /// - Throws: What `body` throws, or `ProjectError`.
  public func forEachInstruction(_ body: (Instruction) throws -> Void) throws {
    do {
      try snapshot { database in
        let sql = "SELECT \(InstructionRecord.columns) FROM instruction ORDER BY row"
        let records = try InstructionRecord.fetchCursor(database, sql: sql)
        while let record = try records.next() { try body(record.instruction) }
      }
    } catch let error as DatabaseError {
      throw ProjectError(error, path: path, while: .reading)
    }
  }
}
