public import Curation
public import Foundation
internal import GRDB

extension Project {
  /// What a stage had done for a request when it was stopped.
  ///
  /// - Parameters:
  ///   - stage: The stage.
  ///   - request: All that the stage's result depends on, as named values.
  /// - Returns: What was kept; nil when nothing was.
  /// - Throws: `ProjectError` when it cannot be read.
  public func unfinishedWork(
    of stage: Stage.Name,
    for request: [String: String]
  ) throws(ProjectError) -> Data? {
    try read { database in
      try Data.fetchOne(
        database,
        sql: "SELECT state FROM unfinished WHERE stage = ? AND request = ?",
        arguments: [stage.rawValue, try StoredJSON.encode(request)]
      )
    }
  }

  /// Keeps what a stage has done so far for a request, in the place of what was kept of the stage before.
  ///
  /// It is kept until the stage is done, or the vectors are replaced.
  ///
  /// - Parameters:
  ///   - state: What the stage can go on from.
  ///   - stage: The stage.
  ///   - request: All that its result depends on, as named values.
  /// - Throws: `ProjectError` when it cannot be saved.
  public func keep(
    unfinished state: Data,
    of stage: Stage.Name,
    for request: [String: String]
  ) throws(ProjectError) {
    try write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO unfinished (stage, request, state) VALUES (?, ?, ?)",
        arguments: [stage.rawValue, try StoredJSON.encode(request), state]
      )
    }
  }
}

/// The table of what stages had done when they were stopped.
enum UnfinishedTable {
  /// Forgets what was kept of a stage that is done now.
  static func clear(_ stage: Stage.Name, in database: Database) throws {
    try database.execute(sql: "DELETE FROM unfinished WHERE stage = ?", arguments: [stage.rawValue])
  }

  /// Forgets everything, because the vectors are others.
  static func clear(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM unfinished")
  }
}
