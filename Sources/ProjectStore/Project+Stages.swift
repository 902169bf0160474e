public import Curation
internal import Foundation
internal import GRDB

extension Project {
  /// Everything that was done to the pool, oldest first.
  public func stages() throws(ProjectError) -> [Stage] {
    try read { try StageRecord.fetchAll($0, sql: "SELECT \(StageRecord.columns) FROM stage ORDER BY id") }
      .map(\.stage)
  }

  /// Remembers a stage that leaves nothing else in the project at the same moment, such as an export.
  public func record(_ stage: Stage) throws(ProjectError) {
    try write { database in _ = try StageRecord.insert(stage, into: database) }
  }
}

/// A row of the table of stages.
struct StageRecord: FetchableRecord {
  static let columns = "name, options, counts, version, started, finished"

  var stage: Stage

  init(row: Row) throws {
    stage = Stage(
      name: try row.word(0),
      options: try StoredJSON.decode(from: try row.value(1)),
      counts: try StoredJSON.decode(from: try row.value(2)),
      version: try row.value(3),
      started: Date(milliseconds: try row.value(4)),
      finished: Date(milliseconds: try row.value(5))
    )
  }

  /// Adds a row and returns its id; what was kept of the stage unfinished counts no more.
  @discardableResult
  static func insert(_ stage: Stage, into database: Database) throws -> Int64 {
    try UnfinishedTable.clear(stage.name, in: database)
    let sql = "INSERT INTO stage (\(columns)) VALUES (?, ?, ?, ?, ?, ?)"
    let statement = try database.cachedStatement(sql: sql)
    try statement.execute(
      arguments: [
        stage.name.rawValue, try StoredJSON.encode(stage.options), try StoredJSON.encode(stage.counts),
        stage.version, stage.started.milliseconds, stage.finished.milliseconds,
      ]
    )
    return database.lastInsertedRowID
  }
}
