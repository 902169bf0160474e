internal import Curation
public import Foundation
internal import GRDB

extension Project {
  /// Begins a run: the run of the current division that has this setup, else a new one.
  ///
  /// Continuing a run means that nobody is asked again for what was answered.
  ///
  /// - Parameters:
  ///   - setup: Who ranks, and how.
  ///   - time: When the run begins, should it be a new one.
  ///   - fresh: Whether to make a new run even where there is one to continue.
  ///   - aside: Whether the run that is current stays so; without it, the one begun is from then on. The first
  ///     run of a division is current in any case.
  /// - Returns: The run.
  /// - Throws: `ProjectError.noDivision`, or when it could not be saved.
  public func beginRun(
    _ setup: RankingRun.Setup,
    at time: Date,
    fresh: Bool = false,
    aside: Bool = false
  ) throws(ProjectError) -> RankingRun {
    try write { database in
      let division = try Division.required(database)
      let known = try RankingRun.all(of: division.id, in: database)
      let isAside = aside && !known.isEmpty
      if !fresh, let run = known.first(where: { $0.setup == setup }) {
        if !isAside { try run.becomeCurrent(in: database) }
        return run
      }
      // The run with the highest number is current; one aside goes below all others.
      let begun = try Int.fetchOne(database, sql: "SELECT coalesce(min(begun), 1) - 1 FROM run") ?? 0
      try database.execute(
        sql: "INSERT INTO run (division, begun, setup, started) VALUES (?, ?, ?, ?)",
        arguments: [division.id, begun, try StoredJSON.encode(setup), time.milliseconds]
      )
      let run = try RankingRun.find(Int(database.lastInsertedRowID), in: database)
      if !isAside { try run.becomeCurrent(in: database) }
      return run
    }
  }

  /// Makes a run of the current division the current one, which is reviewed from then on.
  ///
  /// - Returns: The run.
  /// - Throws: `ProjectError.unknownRun` when the division has no such run, or when it could not be saved.
  @discardableResult
  public func review(run: Int) throws(ProjectError) -> RankingRun {
    try write { database in
      let division = try Division.required(database)
      guard let run = try RankingRun.all(of: division.id, in: database).first(where: { $0.id == run }) else {
        throw ProjectError.unknownRun(run)
      }
      try run.becomeCurrent(in: database)
      return run
    }
  }

  /// How often a run was begun, continued or chosen; a room that sees it change reads the rankings anew.
  ///
  /// - Throws: `ProjectError` when it could not be read.
  public func lastStart() throws(ProjectError) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT max(begun) FROM run") ?? 0 }
  }

  /// The run of the current division that is reviewed: begun, continued or chosen last; nil when there is none.
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

  /// What a run has cost so far: what others paid for, and it took over, is not counted.
  public func usage(ofRun run: Int) throws(ProjectError) -> RankingUsage {
    try read { database in
      _ = try RankingRun.find(run, in: database)
      let statement = try database.cachedStatement(
        sql: """
          SELECT count(*), coalesce(sum(promptTokens), 0), coalesce(sum(completionTokens), 0)
          FROM (
            SELECT promptTokens, completionTokens FROM reply WHERE run = :run
            UNION ALL
            -- Before format 9 the answers to questions that are no rankings were not kept.
            SELECT promptTokens, completionTokens FROM attempt JOIN run ON run.id = attempt.run
            WHERE run = :run AND completionTokens > 0 AND json_type(setup, '$.origin.model') IS NULL)
          """
      )
      let usage = try statement.first(["run": run]) { row in
        RankingUsage(
          replies: try row.value(0),
          promptTokens: try row.value(1),
          completionTokens: try row.value(2)
        )
      }
      return usage ?? RankingUsage(replies: 0, promptTokens: 0, completionTokens: 0)
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

  fileprivate func becomeCurrent(in database: Database) throws {
    try database.execute(
      sql: "UPDATE run SET begun = (SELECT max(0, max(begun)) + 1 FROM run) WHERE id = ?",
      arguments: [id]
    )
    try RationaleIndex.follow(self, in: database)
  }

  static func find(_ run: Int, in database: Database) throws -> RankingRun {
    let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM run WHERE id = ?")
    guard let found = try statement.first([run], RankingRun.init(row:)) else {
      throw ProjectError.unknownRun(run)
    }
    return found
  }
}
