internal import Curation
internal import Foundation
internal import GRDB

/// The table of tries to have a cluster ranked.
enum AttemptRecord {
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
    if ranking != nil { try RationaleIndex.update(.removal, cluster: record.cluster, run: run, in: database) }
    let insertion = try database.cachedStatement(
      sql: """
        INSERT INTO attempt (run, cluster, failure, detail, ranking, origin, shown, reply, requestHash, model,
          promptTokens, completionTokens, latency, time)
        VALUES (?, ?, ?, CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT), ?, CAST(? AS TEXT), ?, ?, ?, ?)
        """
    )
    let failure: RankingFailure? = if case .failure(let failure) = record.outcome { failure } else { nil }
    try insertion.execute(
      arguments: [
        run, record.cluster, failure?.category.rawValue, ExactText(failure?.detail ?? ""),
        try ranking.map { try StoredJSON.encode(try $0.order.map(row)) },
        try ranking.map { try StoredJSON.encode($0.origin) },
        try StoredJSON.encode(try record.shown.map(row)), ExactText(record.reply), record.requestHash,
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
    if ranking != nil {
      try RationaleIndex.update(.insertion, cluster: record.cluster, run: run, in: database)
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

  /// The newest successful try about a cluster.
  static func ranking(of cluster: Int, in run: RankingRun, _ database: Database) throws -> Ranking? {
    let newest = try database.cachedStatement(
      sql: """
        SELECT id, ranking, origin FROM attempt
        WHERE id = (SELECT max(id) FROM attempt WHERE run = ? AND cluster = ? AND failure IS NULL)
        """
    )
    let success = try newest.first([run.id, cluster]) { row in
      (
        attempt: try row.value(0) as Int64,
        order: try StoredJSON.decode([Int].self, from: try row.value(1)),
        origin: try StoredJSON.decode(RankingOrigin.self, from: try row.value(2))
      )
    }
    guard let success else { return nil }
    let members = try Member.all(of: cluster, division: run.division, in: database)
    let ids = Dictionary(uniqueKeysWithValues: members.map { ($0.row, $0.id) })
    let texts = try database.cachedStatement(sql: "SELECT row, text FROM rationale WHERE attempt = ?")
    let rationales = try Row.fetchCursor(texts, arguments: [success.attempt])
    var rationaleByID: [InstructionID: String] = [:]
    while let rationale = try rationales.next() {
      if let id = ids[try rationale.value(0)] { rationaleByID[id] = try rationale.text(1) }
    }
    return try Ranking(
      of: members.map(\.id),
      cluster: cluster,
      order: success.order.compactMap { ids[$0] },
      rationales: rationaleByID,
      origin: success.origin
    )
  }

  /// The newest failed try about a cluster.
  static func failure(of cluster: Int, in run: RankingRun, _ database: Database) throws -> RankingFailure? {
    let newest = try database.cachedStatement(
      sql: """
        SELECT failure, detail FROM attempt
        WHERE id = (SELECT max(id) FROM attempt WHERE run = ? AND cluster = ? AND failure IS NOT NULL)
        """
    )
    return try newest.first([run.id, cluster]) { RankingFailure(try $0.word(0), try $0.text(1)) }
  }

  /// What is known of every cluster of a division; nothing of any where there is no run.
  static func states(in run: Int?, division: Int, _ database: Database) throws -> [RankingState] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT
          EXISTS (SELECT * FROM attempt WHERE run = :run AND cluster = number AND failure IS NULL),
          (SELECT failure FROM attempt WHERE run = :run AND cluster = number ORDER BY id DESC LIMIT 1)
        FROM cluster WHERE division = :division ORDER BY number
        """
    )
    return try statement.all(["run": run, "division": division]) { row in
      try state(ranked: try row.value(0), failure: row, at: 1)
    }
  }

  /// What is known of a cluster: whether it has a ranking, else the newest failure, which may be null.
  static func state(ranked isRanked: Bool, failure row: Row, at index: Int) throws -> RankingState {
    if isRanked { return .ranked }
    return row.hasNull(atIndex: index) ? .unasked : .failed(try row.word(index))
  }
}
