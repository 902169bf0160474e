public import Curation
internal import Foundation
internal import GRDB

extension Project {
  /// Stores a division of the whole pool, which is the current one from then on, and records the stage.
  ///
  /// Divisions that it replaces stay in the file, with their rankings and their log.
  ///
  /// - Parameters:
  ///   - rows: For each cluster the row numbers of its candidates; together with what is left out each row exactly
  ///     once.
  ///   - leftOut: What is in no cluster, on purpose.
  ///   - labels: For each cluster its most telling terms, never blank.
  ///   - method: How the clusters were made.
  ///   - picks: How many candidates of each cluster are wanted.
  ///   - seed: What the random numbers began with.
  ///   - stage: What the project shall remember of the step.
  ///   - replacing: Whether a division about which there are decisions or rankings may be replaced.
  ///   - progress: Takes now and then how much is done, of how much; when it throws, nothing is stored.
  /// - Returns: The new division.
  /// - Throws: `ProjectError.notAPartition`, `unknownRow`, `divisionInUse`, or when it could not be saved;
  ///   what `progress` throws.
  @discardableResult
  public func save(
    partition rows: [[Int]],
    leavingOut leftOut: [LeftOut] = [],
    labels: [String],
    method: DivisionMethod,
    picks: Int,
    seed: UInt64,
    stage: Stage,
    replacing: Bool = false,
    progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws -> Division {
    // Each candidate is stored, and then read for the index.
    var steps = (done: 0, total: 2 * rows.reduce(0) { $0 + $1.count })
    func step() throws {
      steps.done += 1
      if steps.done.isMultiple(of: 1000) || steps.done == steps.total {
        try progress(steps.done, steps.total)
      }
    }
    func store(in database: Database) throws -> Division {
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM instruction") ?? 0
      try Self.check(rows, leavingOut: leftOut, labels: labels, of: count)
      if !replacing { try Self.checkUnused(database) }
      let stageID = try StageRecord.insert(stage, into: database)
      try database.execute(
        sql: "INSERT INTO division (method, clusters, picks, seed, created, stage) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [method.rawValue, rows.count, picks, String(seed), stage.finished.milliseconds, stageID]
      )
      let division = try Division.required(database)
      try Self.insert(rows, labels: labels, of: division.id, into: database, each: step)
      try LeftOut.insert(leftOut, of: division.id, into: database)
      try SearchIndex.build(for: division, of: rows, in: database, each: step)
      try NeighbourTable.buildSimilarities(of: division, in: database)
      return division
    }
    do { return try transaction(store) } catch let error as DatabaseError {
      throw ProjectError(error, path: path, while: .saving)
    }
  }

  /// Sees that a division could be stored without `replacing`.
  ///
  /// - Throws: `ProjectError.divisionInUse`, or when the project cannot be read.
  public func checkDivisionIsUnused() throws(ProjectError) { try read(Self.checkUnused) }

  private static func check(
    _ rows: [[Int]],
    leavingOut leftOut: [LeftOut],
    labels: [String],
    of count: Int
  ) throws(ProjectError) {
    guard rows.count == labels.count else {
      throw .notAPartition(detail: "\(rows.count) clusters have \(labels.count) labels")
    }
    if let blank = labels.firstIndex(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw .notAPartition(detail: "cluster \(blank + 1) has no label")
    }
    if let empty = rows.firstIndex(where: \.isEmpty) {
      throw .notAPartition(detail: "cluster \(empty + 1) is empty")
    }
    var isTaken = [Bool](repeating: false, count: count)
    for row in (rows + [leftOut.map(\.row)]).joined() {
      guard isTaken.indices.contains(row) else { throw .unknownRow(row) }
      guard !isTaken[row] else { throw .notAPartition(detail: "row \(row) is in it twice") }
      isTaken[row] = true
    }
    if let missing = isTaken.firstIndex(of: false) {
      throw .notAPartition(detail: "row \(missing) is in no cluster")
    }
  }

  private static func checkUnused(_ database: Database) throws {
    guard let division = try Division.current(database) else { return }
    let decisions = try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM log WHERE division = ?",
      arguments: [division.id]
    )
    let rankings = try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM outcome JOIN run ON run.id = outcome.run
        WHERE run.division = ? AND outcome.candidates IS NOT NULL
        """,
      arguments: [division.id]
    )
    guard decisions == 0, rankings == 0 else {
      throw ProjectError.divisionInUse(decisions: decisions ?? 0, rankings: rankings ?? 0)
    }
  }

  private static func insert(
    _ rows: [[Int]],
    labels: [String],
    of division: Int,
    into database: Database,
    each step: () throws -> Void
  ) throws {
    let cluster = try database.makeStatement(
      sql: "INSERT INTO cluster (division, number, label, size) VALUES (?, ?, CAST(? AS TEXT), ?)"
    )
    let member = try database.makeStatement(
      sql: "INSERT INTO member (division, cluster, position, row) VALUES (?, ?, ?, ?)"
    )
    for (index, (candidates, label)) in zip(rows, labels).enumerated() {
      try cluster.execute(arguments: [division, index + 1, ExactText(label), candidates.count])
      for (position, row) in candidates.enumerated() {
        try member.execute(arguments: [division, index + 1, position, row])
        try step()
      }
    }
  }
}
