public import Curation
public import Foundation
internal import GRDB

extension Project {
  /// Adds an event about a cluster of the current division to the log.
  ///
  /// - Parameters:
  ///   - event: What happened.
  ///   - cluster: The number of the cluster; for undo and redo, of the decision's cluster.
  ///   - curator: Who did it.
  ///   - time: When.
  ///   - version: The newest entry about the cluster that the curator has seen, as `Review.version(of:)`
  ///     tells.
  /// - Returns: The entry as stored: its time is rounded to milliseconds.
  /// - Throws: `ProjectError`: `conflict` when somebody was faster, `clustersReplaced` and `notACandidate`
  ///   when the clusters are no longer those that the curator saw, `cannotUndo` and `cannotRedo` when it is
  ///   not that decision's turn, and what can go wrong with the disk. Whatever is thrown, nothing was
  ///   saved.
  public func append(
    _ event: ReviewEvent,
    cluster: Int,
    by curator: String,
    at time: Date,
    expecting version: Int64
  ) throws(ProjectError) -> LogEntry {
    try write { database in
      let division = try Division.required(database).id
      let seen = try LogRecord.newest(about: cluster, division: division, in: database)
      guard seen?.sequence ?? 0 == version else {
        guard let seen else { throw ProjectError.clustersReplaced(cluster: cluster) }
        throw ProjectError.conflict(
          cluster: cluster,
          curator: seen.curator,
          time: Date(milliseconds: seen.time)
        )
      }
      try Self.check(event, cluster: cluster, by: curator, division: division, in: database)
      return try Self.insert(
        event,
        cluster: cluster,
        by: curator,
        at: time,
        division: division,
        into: database
      )
    }
  }

  /// Adds an event to the log, unchecked, and works out how its cluster stands now.
  static func insert(
    _ event: ReviewEvent,
    cluster: Int,
    by curator: String,
    at time: Date,
    division: Int,
    into database: Database
  ) throws -> LogEntry {
    let last = try LogRecord.newest(database)
    let record = try LogRecord(
      sequence: (last?.sequence ?? 0) + 1,
      time: time,
      curator: curator,
      division: division,
      cluster: cluster,
      event: event,
      previous: last?.hash ?? LogRecord.origin
    )
    try record.insert(into: database)
    try StandingRecord.refresh(cluster, division: division, in: database)
    return try record.entry
  }

  /// The entries about the current division that follow a place in the log, oldest first.
  public func log(after sequence: Int64 = 0) throws(ProjectError) -> [LogEntry] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT \(LogRecord.columns) FROM log WHERE division = ? AND sequence > ? ORDER BY sequence
          """
      )
      let records = try LogRecord.fetchCursor(statement, arguments: [division.id, sequence])
      return try Array(records.map { try $0.entry })
    }
  }

  /// Where the review of the current division stands.
  public func review() throws(ProjectError) -> Review {
    Review(log: try log())
  }

  static func check(
    _ event: ReviewEvent,
    cluster: Int,
    by curator: String,
    division: Int,
    in database: Database
  ) throws {
    let members = try Member.all(of: cluster, division: division, in: database)
    guard !members.isEmpty else { throw ProjectError.unknownCluster(cluster) }
    let stack = UndoStack(curator: curator, division: division)
    switch event {
    case .flag, .note:
      break
    case .choose(let choice):
      try check(choice, among: members, of: cluster)
    case .decide(let decision):
      let named = decision.picks + decision.firstChoice + decision.presentation.order
      try check(named, among: members, of: cluster)
    case .undo(let sequence):
      guard try stack.nextUndo(database) == sequence, try isAbout(cluster, sequence, database) else {
        throw ProjectError.cannotUndo(sequence: sequence, curator: curator)
      }
    case .redo(let sequence):
      guard try stack.nextRedo(database) == sequence, try isAbout(cluster, sequence, database) else {
        throw ProjectError.cannotRedo(sequence: sequence, curator: curator)
      }
    }
  }

  /// The clusters may have been replaced since the curator looked at them.
  private static func check(_ named: [InstructionID], among members: [Member], of cluster: Int) throws {
    let candidates = Set(members.map(\.id))
    if let stranger = named.first(where: { !candidates.contains($0) }) {
      throw ProjectError.notACandidate(stranger, cluster: cluster)
    }
  }

  private static func isAbout(_ cluster: Int, _ sequence: Int64, _ database: Database) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT cluster FROM log WHERE sequence = ?")
    return try Int.fetchOne(statement, arguments: [sequence]) == cluster
  }
}
