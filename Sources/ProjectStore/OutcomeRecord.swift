internal import Curation
internal import GRDB

/// The table that repeats what the tries at each cluster come to.
enum OutcomeRecord {
  /// Works out from the tries at a cluster what they come to, and keeps it.
  ///
  /// The newest round that gives a ranking counts; where none does, the newest round.
  ///
  /// - Returns: Whether there is a ranking; then its rationales are missing in the index.
  static func refresh(
    _ cluster: Int,
    in run: RankingRun,
    members: [Member],
    _ database: Database
  ) throws -> Bool {
    let rounds = try RoundRecord.all(of: cluster, in: run, members: members, database)
    guard let newest = rounds.last else { return false }
    let plan = run.setup.passes
    let costs = try costs(of: members, in: run, database)
    for record in rounds.reversed() {
      let ranking = record.round.ranking(in: plan, by: run.setup.aggregation) { costs[$0] ?? 0 }
      guard let ranking else { continue }
      try save(ranking, of: record, in: run, members: members, database)
      return true
    }
    let isComplete = newest.round.missing(in: plan).isEmpty
    try insert(
      [
        run.id, cluster, newest.round.number, newest.round.votes.count, 0, 0, 0.0, nil,
        isComplete ? newest.round.failure?.category.rawValue : nil,
        ExactText(isComplete ? newest.round.failure?.detail ?? "" : ""), "[]",
      ],
      into: database
    )
    return false
  }

  /// What candidates cost, as far as their costs can matter.
  private static func costs(
    of members: [Member],
    in run: RankingRun,
    _ database: Database
  ) throws -> [InstructionID: Int] {
    guard !run.setup.passes.isSingle else { return [:] }
    let costs = try members.map { ($0.id, try InstructionRecord.length(ofRow: $0.row, in: database)) }
    return Dictionary(uniqueKeysWithValues: costs)
  }

  /// The orders that the rounds about a cluster came to, oldest first; rounds without one are left out.
  static func roundOrders(
    of cluster: Int,
    in run: RankingRun,
    _ database: Database
  ) throws -> [[InstructionID]] {
    let members = try Member.all(of: cluster, division: run.division, in: database)
    let costs = try costs(of: members, in: run, database)
    return try RoundRecord.all(of: cluster, in: run, members: members, database).compactMap { record in
      let ranking = record.round.ranking(in: run.setup.passes, by: run.setup.aggregation) { costs[$0] ?? 0 }
      return ranking?.order
    }
  }

  private static func save(
    _ ranking: Ranking,
    of record: RoundRecord,
    in run: RankingRun,
    members: [Member],
    _ database: Database
  ) throws {
    let rows = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.row) })
    let agreement = ranking.agreement
    try hideRationales(of: ranking.cluster, in: run, database)
    let showing = try database.cachedStatement(
      sql: "UPDATE rationale SET isShown = 1 WHERE attempt = ? AND row = ?"
    )
    for id in ranking.order {
      guard let pass = record.round.pass(explaining: id), let attempt = record.tries[pass] else { continue }
      try showing.execute(arguments: [attempt.id, rows[id]])
    }
    try insert(
      [
        run.id, ranking.cluster, record.round.number, record.round.votes.count,
        agreement?.confidence.agreeing ?? 1, agreement?.margin ?? 0, agreement?.disagreement ?? 0,
        StoredRows.encode(ranking.order.compactMap { rows[$0] }), nil, ExactText(""),
        try StoredJSON.encode(record.oddities),
      ],
      into: database
    )
  }

  /// Takes back which rationales are shown; before the first ranking none is, which is quick to see.
  private static func hideRationales(of cluster: Int, in run: RankingRun, _ database: Database) throws {
    let shown = try database.cachedStatement(
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM attempt CROSS JOIN rationale ON rationale.attempt = attempt.id AND rationale.isShown
          WHERE attempt.run = ? AND attempt.cluster = ?)
        """
    )
    guard try Bool.fetchOne(shown, arguments: [run.id, cluster]) == true else { return }
    try RationaleIndex.update(.removal, cluster: cluster, run: run.id, in: database)
    try database.cachedStatement(
      sql: """
        UPDATE rationale SET isShown = 0
        WHERE isShown AND attempt IN (SELECT id FROM attempt WHERE run = ? AND cluster = ?)
        """
    )
    .execute(arguments: [run.id, cluster])
  }

  private static func insert(_ values: [(any DatabaseValueConvertible)?], into database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO outcome (run, cluster, round, votes, agreeing, margin, disagreement, candidates,
          failure, detail, oddities)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)
        """
    )
    .execute(arguments: StatementArguments(values))
  }

  /// What the tries at a cluster come to, with the rationales that are shown.
  static func find(_ cluster: Int, in run: RankingRun, _ database: Database) throws -> RankingOutcome {
    let statement = try database.cachedStatement(
      sql: "SELECT round, candidates, failure, detail FROM outcome WHERE run = ? AND cluster = ?"
    )
    let found = try statement.first([run.id, cluster]) { row in
      (
        round: try row.value(0) as Int,
        order: row.hasNull(atIndex: 1) ? nil : try StoredRows.decode(try row.value(1)),
        failure: row.hasNull(atIndex: 2) ? nil : RankingFailure(try row.word(2), try row.text(3))
      )
    }
    if let failure = found?.failure { return .failed(failure, run: run.id) }
    guard let found, let order = found.order else { return .unasked }
    let ranking = try ranking(of: cluster, order: order, round: found.round, in: run, database)
    return ranking.map { .ranked($0, run: run.id) } ?? .unasked
  }

  private static func ranking(
    of cluster: Int,
    order: [Int],
    round: Int,
    in run: RankingRun,
    _ database: Database
  ) throws -> Ranking? {
    let members = try Member.all(of: cluster, division: run.division, in: database)
    let ids = Dictionary(uniqueKeysWithValues: members.map { ($0.row, $0.id) })
    let passes = try database.cachedStatement(
      sql: """
        SELECT pass, max(id), ranking, origin FROM attempt
        WHERE run = ? AND cluster = ? AND round = ? AND failure IS NULL GROUP BY pass ORDER BY pass
        """
    )
    let votes = try passes.all([run.id, cluster, round]) { row in
      (
        order: try StoredRows.decode(try row.value(2)).compactMap { ids[$0] },
        origin: try StoredJSON.decode(RankingOrigin.self, from: try row.value(3))
      )
    }
    guard let origin = votes.first?.origin else { return nil }
    return try Ranking(
      of: members.map(\.id),
      cluster: cluster,
      order: order.compactMap { ids[$0] },
      rationales: try rationales(of: cluster, in: run, ids: ids, database),
      origin: origin,
      passes: votes.count > 1 ? votes.map(\.order) : []
    )
  }

  private static func rationales(
    of cluster: Int,
    in run: RankingRun,
    ids: [Int: InstructionID],
    _ database: Database
  ) throws -> [InstructionID: String] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT rationale.row, rationale.text FROM attempt
        CROSS JOIN rationale ON rationale.attempt = attempt.id AND rationale.isShown
        WHERE attempt.run = ? AND attempt.cluster = ?
        """
    )
    var rationales: [InstructionID: String] = [:]
    let rows = try Row.fetchCursor(statement, arguments: [run.id, cluster])
    while let row = try rows.next() {
      if let id = ids[try row.value(0)] { rationales[id] = try row.text(1) }
    }
    return rationales
  }

  /// What is known of every cluster of a division; nothing of any where there is no run.
  static func states(in run: Int?, division: Int, _ database: Database) throws -> [RankingState] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT candidates IS NOT NULL, failure
        FROM cluster LEFT JOIN outcome ON outcome.run = :run AND outcome.cluster = cluster.number
        WHERE division = :division ORDER BY number
        """
    )
    return try statement.all(["run": run, "division": division]) { try state($0, at: 0) }
  }

  /// What is known of a cluster: two columns, whether it has a ranking, and why it has none, which may be null.
  static func state(_ row: Row, at index: Int) throws -> RankingState {
    if try row.value(index) { return .ranked }
    return row.hasNull(atIndex: index + 1) ? .unasked : .failed(try row.word(index + 1))
  }
}
