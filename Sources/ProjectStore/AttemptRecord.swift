internal import Curation
internal import Foundation
internal import GRDB

/// A row of the table of tries to have a cluster ranked.
struct AttemptRecord {
  var id: Int64
  var round: Int
  var pass: Int
  var time: Date
  /// The candidates in the order in which the ranker saw them.
  var shown: [InstructionID]
  var result: Result<Ranking, RankingFailure>

  /// Adds a try, and its rationales, after checking that it is about this cluster.
  static func insert(
    _ record: RankingRecord,
    run: Int,
    members: [Member],
    into database: Database
  ) throws {
    let rows = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.row) })
    func row(of id: InstructionID) throws -> Int {
      guard let row = rows[id] else { throw ProjectError.notACandidate(id, cluster: record.cluster) }
      return row
    }
    let ranking = try checkedRanking(record, members: members)
    let insertion = try database.cachedStatement(
      sql: """
        INSERT INTO attempt (run, cluster, round, pass, failure, detail, ranking, origin, shown, reply, requestHash, model,
          promptTokens, completionTokens, latency, time)
        VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT), ?, CAST(? AS TEXT), ?, ?, ?, ?)
        """
    )
    let failure: RankingFailure? = if case .failure(let failure) = record.outcome { failure } else { nil }
    try insertion.execute(
      arguments: [
        run, record.cluster, record.round, record.pass, failure?.category.rawValue,
        ExactText(failure?.detail ?? ""),
        try ranking.map { StoredRows.encode(try $0.order.map(row)) },
        try ranking.map { try StoredJSON.encode($0.origin) },
        StoredRows.encode(try record.shown.map(row)), ExactText(record.reply), record.requestHash,
        ExactText(record.model), record.promptTokens, record.completionTokens, record.latency,
        record.time.milliseconds,
      ]
    )
    let attempt = database.lastInsertedRowID
    let rationale = try database.cachedStatement(
      sql: "INSERT INTO rationale (attempt, row, text) VALUES (?, ?, CAST(? AS TEXT))"
    )
    for member in members {
      guard let text = ranking?.rationales[member.id] else { continue }
      try rationale.execute(arguments: [attempt, member.row, ExactText(text)])
    }
  }

  /// The order of a successful try, checked against the candidates that the project knows.
  private static func checkedRanking(_ record: RankingRecord, members: [Member]) throws -> Ranking? {
    guard case .success(let ranking) = record.outcome else { return nil }
    do {
      return try Ranking(
        of: members.map(\.id),
        cluster: record.cluster,
        order: ranking.order,
        rationales: ranking.rationales,
        origin: ranking.origin
      )
    } catch {
      throw ProjectError.notARankingOf(cluster: record.cluster, detail: error.detail)
    }
  }

  /// The tries at a cluster, oldest first.
  static func all(
    of cluster: Int,
    in run: RankingRun,
    members: [Member],
    _ database: Database
  ) throws -> [AttemptRecord] {
    let ids = Dictionary(uniqueKeysWithValues: members.map { ($0.row, $0.id) })
    let rationales = try rationales(of: cluster, in: run, ids: ids, database)
    let statement = try database.cachedStatement(
      sql: """
        SELECT id, round, pass, time, shown, failure, detail, ranking, origin FROM attempt
        WHERE run = ? AND cluster = ? ORDER BY id
        """
    )
    // Most tries have one origin, and to read it takes longer than all else.
    var origins: [String: RankingOrigin] = [:]
    func origin(_ text: String) throws -> RankingOrigin {
      if let known = origins[text] { return known }
      let origin = try StoredJSON.decode(RankingOrigin.self, from: text)
      origins[text] = origin
      return origin
    }
    return try statement.all([run.id, cluster]) { row in
      func candidates(_ column: Int) throws -> [InstructionID] {
        try StoredRows.decode(try row.value(column)).compactMap { ids[$0] }
      }
      let id: Int64 = try row.value(0)
      return AttemptRecord(
        id: id,
        round: try row.value(1),
        pass: try row.value(2),
        time: Date(milliseconds: try row.value(3)),
        shown: try candidates(4),
        result: row.hasNull(atIndex: 5)
          ? .success(
            try Ranking(
              of: members.map(\.id),
              cluster: cluster,
              order: try candidates(7),
              rationales: rationales[id] ?? [:],
              origin: try origin(try row.value(8))
            )
          ) : .failure(RankingFailure(try row.word(5), try row.text(6)))
      )
    }
  }

  private static func rationales(
    of cluster: Int,
    in run: RankingRun,
    ids: [Int: InstructionID],
    _ database: Database
  ) throws -> [Int64: [InstructionID: String]] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT attempt.id, rationale.row, rationale.text
        FROM attempt CROSS JOIN rationale ON rationale.attempt = attempt.id
        WHERE attempt.run = ? AND attempt.cluster = ?
        """
    )
    var rationales: [Int64: [InstructionID: String]] = [:]
    let rows = try Row.fetchCursor(statement, arguments: [run.id, cluster])
    while let row = try rows.next() {
      if let id = ids[try row.value(1)] { rationales[try row.value(0), default: [:]][id] = try row.text(2) }
    }
    return rationales
  }
}
