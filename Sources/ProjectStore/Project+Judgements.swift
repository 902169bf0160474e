internal import Curation
public import Foundation
internal import GRDB

extension Project {
  /// Goes through the decisions about the current division that were not taken back, in the order of the log.
  ///
  /// They are read one at a time: memory does not grow with the log.
  ///
  /// - Parameters:
  ///   - longestPause: The most seconds since a curator's decision before that still count as work.
  ///   - body: What to do with each.
  /// - Throws: `ProjectError` when they cannot be read.
  public func forEachJudgement(
    longestPause: TimeInterval,
    _ body: (JudgementRecord) -> Void
  ) throws(ProjectError) {
    try read { database in
      guard let division = try Division.current(database) else { return }
      let run = try RankingRun.current(database)
      let favourites = try Self.favourites(division: division.id, in: database)
      var clock = WorkClock(longestPause: longestPause)
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: Self.steps),
        arguments: ["division": division.id, "run": run?.id]
      )
      while let row = try rows.next() {
        let seconds = clock.seconds(at: try row.value(1), by: try row.text(2))
        guard try row.value(4), var record = try JudgementRecord(row: row) else { continue }
        let decision = record.step.decision
        if decision.isSeen {
          record.seconds = seconds
          let firsts = favourites[record.step.entry.cluster] ?? [:]
          if firsts.count > 1, let first = (decision.presentation.run ?? run?.id).flatMap({ firsts[$0] }) {
            record.agreement = .init(agreeing: firsts.values.count { $0 == first }, runs: firsts.count)
          }
        }
        body(record)
      }
    }
  }

  /// The number of candidates of every cluster of the current division, by number.
  public func clusterSizes() throws(ProjectError) -> [Int] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let statement = try database.cachedStatement(
        sql: "SELECT size FROM cluster WHERE division = ? ORDER BY number"
      )
      return try Int.fetchAll(statement, arguments: [division.id])
    }
  }

  /// The rows of all picks that count, in the order in which they were made.
  public func pickedRows() throws(ProjectError) -> [Int] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT instruction.row
          FROM standing
          JOIN log ON log.sequence = standing.decision
          JOIN json_each(log.event, '$.decide._0.picks') AS pick
          JOIN instruction ON instruction.id = pick.value
          WHERE standing.division = ? AND standing.verdict IN ('accept', 'override', 'pick')
          ORDER BY standing.decision, pick.key
          """
      )
      return try Int.fetchAll(statement, arguments: [division.id])
    }
  }

  /// Decisions, undos and redos, oldest first: who did them when, and of decisions that stand all the rest.
  ///
  /// A choice, a flag and a note are work on the decision that follows, so they are not among them. Texts and
  /// orders are looked up only where somebody looked at the cluster, and orders only where they were not on
  /// screen: with the ranking shown, the order shown is the ranker's.
  private static let steps = """
    SELECT log.sequence, log.time, log.curator, log.cluster,
      decides AND (
        SELECT undoes FROM log AS later
        WHERE later.target = log.sequence ORDER BY later.sequence DESC LIMIT 1) IS NULL AS stands,
      log.event,
      (SELECT json_group_array(id) FROM (
        SELECT instruction.id FROM json_each(attempt.ranking) AS place
        JOIN instruction ON instruction.row = place.value ORDER BY place.key)),
      attempt.id, instruction.text, instruction.input
    FROM log
    LEFT JOIN attempt ON \(isSeen)
      AND NOT (\(presentation("mode")) = 'assisted' AND \(presentation("showedRanking")))
      AND attempt.id = (
        SELECT max(id) FROM attempt
        WHERE run = coalesce(\(presentation("run")), :run) AND cluster = log.cluster AND failure IS NULL)
    LEFT JOIN instruction ON \(isSeen)
      AND instruction.id = json_extract(log.event, '$.decide._0.firstChoice[0]')
    WHERE log.division = :division AND (decides OR log.target IS NOT NULL)
    ORDER BY log.sequence
    """

  private static let isSeen = """
    decides AND json_extract(log.event, '$.decide._0.batch') IS NULL AND \(presentation("mode")) <> 'scripted'
    """

  private static func presentation(_ key: String) -> String {
    "json_extract(log.event, '$.decide._0.presentation.\(key)')"
  }

  /// For each cluster the row that each run puts first, by run; empty where there is but one run.
  private static func favourites(division: Int, in database: Database) throws -> [Int: [Int: Int]] {
    guard try RankingRun.all(of: division, in: database).count > 1 else { return [:] }
    let rows = try Row.fetchCursor(
      try database.cachedStatement(
        sql: """
          SELECT cluster, run, json_extract(ranking, '$[0]') FROM attempt
          WHERE id IN (
            SELECT max(attempt.id) FROM run JOIN attempt ON attempt.run = run.id
            WHERE run.division = ? AND failure IS NULL GROUP BY attempt.run, cluster)
          """
      ),
      arguments: [division]
    )
    var favourites: [Int: [Int: Int]] = [:]
    while let row = try rows.next() {
      favourites[try row.value(0), default: [:]][try row.value(1)] = try row.value(2)
    }
    return favourites
  }
}

extension JudgementRecord {
  /// Makes a record of a row of `steps`; nil when its event is no decision.
  fileprivate init?(row: Row) throws {
    let event: ReviewEvent = try StoredJSON.decode(from: try row.text(5))
    guard case .decide(let decision) = event else { return nil }
    step = Review.Step(
      entry: LogEntry(
        sequence: try row.value(0),
        time: Date(milliseconds: try row.value(1)),
        curator: try row.text(2),
        cluster: try row.value(3),
        event: event
      ),
      decision: decision
    )
    if !row.hasNull(atIndex: 7) {
      rankerOrder = try StoredJSON.decode(from: try row.text(6))
    } else if decision.isSeen, decision.presentation.mode == .assisted, decision.presentation.showedRanking {
      rankerOrder = decision.presentation.order
    }
    if !row.hasNull(atIndex: 8) {
      wordCount = try row.text(8).wordCount + row.text(9).wordCount
    }
  }
}

extension Decision {
  /// Whether somebody looked at the cluster: neither a script nor a stroke over many decided.
  fileprivate var isSeen: Bool { batch == nil && presentation.mode != .scripted }
}

/// Tells how long each curator worked on what they just did.
private struct WorkClock {
  let longestPause: TimeInterval
  /// When each curator did something last, in milliseconds since 1970.
  private var last: [String: Int64] = [:]

  init(longestPause: TimeInterval) { self.longestPause = longestPause }

  /// The seconds since a curator did something last; nil after a pause, or when their clock went back.
  mutating func seconds(at time: Int64, by curator: String) -> TimeInterval? {
    guard let before = last.updateValue(time, forKey: curator) else { return nil }
    let seconds = Double(time - before) / 1000
    return (0...longestPause).contains(seconds) ? seconds : nil
  }
}
