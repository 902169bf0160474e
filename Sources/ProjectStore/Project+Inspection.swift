public import Curation
public import Foundation
internal import GRDB

/// A try of a ranking run at a cluster, as seen from one candidate.
public struct CandidateRank: Equatable, Sendable {
  /// Who ranked.
  public var origin: RankingOrigin
  /// When.
  public var time: Date
  /// The candidate's place in the order, from 1, or why there is no order.
  public var rank: Result<Int, RankingFailure>
  /// The place at which the ranker saw it, from 1; nil when that is not known.
  public var shownAt: Int?
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
      guard let row = members.first(where: { $0.id == id })?.row else { return [] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT attempt.ranking, attempt.failure, attempt.detail, attempt.shown, attempt.time, run.setup
          FROM attempt JOIN run ON run.id = attempt.run
          WHERE run.division = ? AND attempt.cluster = ? ORDER BY attempt.id DESC
          """
      )
      return try statement.all([division.id, cluster]) { try CandidateRank($0, candidate: row) }
    }
  }
}

extension CandidateRank {
  fileprivate init(_ columns: Row, candidate: Int) throws {
    let setup: RankingRun.Setup = try StoredJSON.decode(from: try columns.value(5))
    let shown: [Int] = try StoredJSON.decode(from: try columns.value(3))
    origin = setup.origin
    time = Date(milliseconds: try columns.value(4))
    shownAt = shown.firstIndex(of: candidate).map { $0 + 1 }
    guard columns.hasNull(atIndex: 1) else {
      rank = .failure(RankingFailure(try columns.word(1), try columns.text(2)))
      return
    }
    let order: [Int] = try StoredJSON.decode(from: try columns.value(0))
    rank = .success((order.firstIndex(of: candidate) ?? 0) + 1)
  }
}
