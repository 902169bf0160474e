internal import Curation
public import Foundation
internal import GRDB

extension Project {
  /// Makes a run the current one: the run of the current division that has this setup, else a new one.
  ///
  /// Continuing a run means that nobody is asked again for what was answered.
  ///
  /// - Parameters:
  ///   - setup: Who ranks, and how.
  ///   - time: When the run begins, should it be a new one.
  ///   - fresh: Whether to make a new run even where there is one to continue.
  /// - Returns: The run.
  /// - Throws: `ProjectError.noDivision`, or when it could not be saved.
  public func beginRun(
    _ setup: RankingRun.Setup,
    at time: Date,
    fresh: Bool = false
  ) throws(ProjectError) -> RankingRun {
    try write { database in
      let division = try Division.required(database)
      let begun = try Int.fetchOne(database, sql: "SELECT coalesce(max(begun), 0) + 1 FROM run") ?? 1
      let known = try RankingRun.all(of: division.id, in: database)
      if !fresh, let run = known.first(where: { $0.setup == setup }) {
        try database.execute(sql: "UPDATE run SET begun = ? WHERE id = ?", arguments: [begun, run.id])
        try RationaleIndex.follow(run, in: database)
        return run
      }
      try database.execute(
        sql: "INSERT INTO run (division, begun, setup, started) VALUES (?, ?, ?, ?)",
        arguments: [division.id, begun, try StoredJSON.encode(setup), time.milliseconds]
      )
      let run = try RankingRun.find(Int(database.lastInsertedRowID), in: database)
      try RationaleIndex.follow(run, in: database)
      return run
    }
  }

  /// The run of the current division that was begun or continued last, or nil when there is none.
  public var currentRun: RankingRun? {
    get throws(ProjectError) { try read(RankingRun.current) }
  }

  /// All runs of the current division, the current one first.
  public func runs() throws(ProjectError) -> [RankingRun] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      return try RankingRun.all(of: division.id, in: database)
    }
  }

  /// What a run has cost so far.
  public func usage(ofRun run: Int) throws(ProjectError) -> RankingUsage {
    try read { database in
      _ = try RankingRun.find(run, in: database)
      let statement = try database.cachedStatement(
        sql: """
          SELECT count(*), coalesce(sum(promptTokens), 0), coalesce(sum(completionTokens), 0)
          FROM attempt WHERE run = ?
          """
      )
      let usage = try statement.first([run]) { row in
        RankingUsage(
          attempts: try row.value(0),
          promptTokens: try row.value(1),
          completionTokens: try row.value(2)
        )
      }
      return usage ?? RankingUsage(attempts: 0, promptTokens: 0, completionTokens: 0)
    }
  }
}

extension RankingRun {
  private static let columns = "id, division, setup, started"

  init(row: Row) throws {
    id = try row.value(0)
    division = try row.value(1)
    setup = try StoredJSON.decode(from: try row.value(2))
    started = Date(milliseconds: try row.value(3))
  }

  static func current(_ database: Database) throws -> RankingRun? {
    guard let division = try Division.current(database) else { return nil }
    return try all(of: division.id, in: database).first
  }

  static func all(of division: Int, in database: Database) throws -> [RankingRun] {
    let statement = try database.cachedStatement(
      sql: "SELECT \(columns) FROM run WHERE division = ? ORDER BY begun DESC"
    )
    return try statement.all([division], RankingRun.init(row:))
  }

  static func find(_ run: Int, in database: Database) throws -> RankingRun {
    let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM run WHERE id = ?")
    guard let found = try statement.first([run], RankingRun.init(row:)) else {
      throw ProjectError.unknownRun(run)
    }
    return found
  }
}
