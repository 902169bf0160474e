public import Curation
public import Foundation
internal import GRDB

/// A try of a ranking run at a cluster, as seen from one candidate.
public struct CandidateRank: Equatable, Sendable {
  /// Who ranked.
  public var origin: RankingOrigin
  /// Which time the cluster was ranked in that run, from 1.
  public var round: Int
  /// The pass of that round, from 1.
  public var pass: Int
  /// When.
  public var time: Date
  /// The candidate's place in the order, from 1, or why there is no order.
  public var rank: Result<Int, RankingFailure>
  /// The place at which the ranker saw it, from 1; nil when that is not known.
  public var shownAt: Int?
  /// What is odd about the order, which is valid all the same.
  public var oddities: [RankingOddity]
}

extension Project {
  /// The row number of an instruction, which is its place in import order from 0, or nil.
  public func row(of id: InstructionID) throws(ProjectError) -> Int? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT row FROM instruction WHERE id = CAST(? AS TEXT)"
      )
      return try Int.fetchOne(statement, arguments: [ExactText(id.rawValue)])
    }
  }

  /// All that happened to a cluster of the current division, oldest first.
  public func log(about cluster: Int) throws(ProjectError) -> [LogEntry] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT \(LogRecord.columns) FROM log WHERE division = ? AND cluster = ? ORDER BY sequence
          """
      )
      return try LogRecord.fetchAll(statement, arguments: [division.id, cluster]).map { try $0.entry }
    }
  }

  /// Every try at a cluster of the current division, newest first, as seen from one of its candidates.
  public func ranks(of id: InstructionID, in cluster: Int) throws(ProjectError) -> [CandidateRank] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let members = try Member.all(of: cluster, division: division.id, in: database)
      guard members.contains(where: { $0.id == id }) else { return [] }
      let tries = try RankingRun.all(of: division.id, in: database).flatMap { run in
        try AttemptRecord.all(of: cluster, in: run, members: members, database).map { (run, $0) }
      }
      return tries.sorted { $0.1.id > $1.1.id }.map { CandidateRank(of: id, in: $1, of: $0) }
    }
  }
}

extension CandidateRank {
  fileprivate init(of candidate: InstructionID, in attempt: AttemptRecord, of run: RankingRun) {
    origin = run.setup.origin
    round = attempt.round
    pass = attempt.pass
    time = attempt.time
    shownAt = attempt.shown.firstIndex(of: candidate).map { $0 + 1 }
    rank = attempt.result.map { $0.rank(of: candidate) ?? 1 }
    oddities = (try? attempt.result.get())?.oddities(shown: attempt.shown) ?? []
  }
}
