public import Curation
public import Foundation
internal import GRDB

extension Project {
  /// Adds decisions made at one stroke to the log, all of them or none; undo takes them back together.
  ///
  /// Clusters that no longer wait for a verdict are left out.
  ///
  /// - Parameters:
  ///   - clusters: The numbers of the clusters.
  ///   - curator: Who decides.
  ///   - time: When.
  ///   - decision: Makes the decision about a cluster with the number that all of them share; nil leaves the
  ///     cluster out.
  /// - Returns: The numbers of the clusters decided about.
  /// - Throws: What `decision` throws, or `ProjectError`; then nothing was saved.
  public func appendTogether(
    about clusters: [Int],
    by curator: String,
    at time: Date,
    decision: (_ cluster: Int, _ batch: Int64) throws -> Decision?
  ) throws -> [Int] {
    do {
      return try transaction { database in
        let division = try Division.required(database).id
        let batch = (try LogRecord.newest(database)?.sequence ?? 0) + 1
        var decided: [Int] = []
        for cluster in clusters {
          let standing = try StandingRecord.find([cluster], division: division, in: database)[cluster]
          guard standing?.isOpen ?? true, let decision = try decision(cluster, batch) else { continue }
          let event = ReviewEvent.decide(decision)
          try Self.check(event, cluster: cluster, by: curator, division: division, in: database)
          _ = try Self.insert(
            event,
            cluster: cluster,
            by: curator,
            at: time,
            division: division,
            into: database
          )
          decided.append(cluster)
        }
        return decided
      }
    } catch let error as DatabaseError {
      throw ProjectError(error, path: path, while: .saving)
    }
  }

  /// Takes back all decisions that were made at one stroke, the last one first.
  ///
  /// - Returns: The numbers of their clusters.
  /// - Throws: `ProjectError.cannotUndo` when it is not their turn, or when it could not be saved.
  public func undo(batch: Int64, by curator: String, at time: Date) throws(ProjectError) -> [Int] {
    try step(batch: batch, by: curator, at: time) { (.undo(of: $0), $1.reversed()) }
  }

  /// Restores all decisions that were made at one stroke, the first one first.
  ///
  /// - Returns: The numbers of their clusters.
  /// - Throws: `ProjectError.cannotRedo` when it is not their turn, or when it could not be saved.
  public func redo(batch: Int64, by curator: String, at time: Date) throws(ProjectError) -> [Int] {
    try step(batch: batch, by: curator, at: time) { (.redo(of: $0), $1) }
  }

  private func step(
    batch: Int64,
    by curator: String,
    at time: Date,
    _ plan: (Int64, [BatchMember]) -> (event: ReviewEvent, order: [BatchMember])
  ) throws(ProjectError) -> [Int] {
    try write { database in
      let division = try Division.required(database).id
      let members = plan(0, try BatchMember.all(of: batch, in: database)).order
      // The others follow in turn once it is the first one's.
      if let first = members.first {
        let event = plan(first.sequence, []).event
        try Self.check(event, cluster: first.cluster, by: curator, division: division, in: database)
      }
      for member in members {
        let event = plan(member.sequence, []).event
        _ = try Self.insert(
          event,
          cluster: member.cluster,
          by: curator,
          at: time,
          division: division,
          into: database
        )
      }
      return members.map(\.cluster)
    }
  }
}

/// A decision of a batch.
private struct BatchMember {
  var sequence: Int64
  var cluster: Int

  /// The decisions of a batch, which stand one after the other in the log from the one that names it.
  static func all(of batch: Int64, in database: Database) throws -> [BatchMember] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT sequence, cluster, json_extract(event, '$.decide._0.batch') FROM log
        WHERE sequence >= ? ORDER BY sequence
        """
    )
    let rows = try Row.fetchCursor(statement, arguments: [batch])
    var members: [BatchMember] = []
    while let row = try rows.next() {
      let named: Int64? = try row.decode(Int64?.self, atIndex: 2)
      guard named == batch else { break }
      members.append(BatchMember(sequence: try row.value(0), cluster: try row.value(1)))
    }
    return members
  }
}
