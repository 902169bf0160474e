public import Curation
public import Foundation
internal import GRDB

extension Project {
  /// Goes through the decisions about the current division that were not taken back, in the order of the log.
  ///
  /// They are read some thousands at a time: memory does not grow with the log.
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
      let run = try RankingRun.current(database)?.id
      let lookup = try JudgementLookup(division: division.id, run: run, in: database)
      let takenBack = try LogRecord.takenBack(database)
      var clock = WorkClock(longestPause: longestPause)
      var batch: [JudgementRecord] = []
      /// The flags and notes so far.
      var marks: Set<Int64> = []
      func handOver() throws {
        try lookup.complete(&batch)
        batch.forEach(body)
        batch.removeAll(keepingCapacity: true)
      }
      let rows = try Row.fetchCursor(
        try database.cachedStatement(
          sql: """
            SELECT sequence, time, curator, cluster, event FROM log NOT INDEXED
            WHERE division = ? ORDER BY sequence
            """
        ),
        arguments: [division.id]
      )
      while let row = try rows.next() {
        let event = try row.withUnsafeData(atIndex: 4) { try StoredEvent.decode($0 ?? Data()) }
        let sequence: Int64 = try row.value(0)
        // A choice, a flag and a note are work on the decision that follows, and so is their undo.
        switch event {
        case .choose: continue
        case .flag, .note:
          marks.insert(sequence)
          continue
        case .undo(let target) where marks.contains(target): continue
        case .redo(let target) where marks.contains(target): continue
        case .decide, .undo, .redo: break
        }
        let time: Int64 = try row.value(1)
        let curator = try row.text(2)
        let seconds = clock.seconds(at: time, by: curator)
        guard case .decide(let decision) = event, !takenBack.contains(sequence) else { continue }
        let entry = LogEntry(
          sequence: sequence,
          time: Date(milliseconds: time),
          curator: curator,
          cluster: try row.value(3),
          event: event
        )
        let step = Review.Step(entry: entry, decision: decision)
        batch.append(JudgementRecord(step: step, seconds: decision.isSeen ? seconds : nil))
        if batch.count == JudgementLookup.batchSize { try handOver() }
      }
      try handOver()
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

  /// All picks that count, in the order in which they were made.
  public func picksInOrder() throws(ProjectError) -> [InstructionID] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT pick.value
          FROM standing
          JOIN log ON log.sequence = standing.decision
          JOIN json_each(log.event, '$.decide._0.picks') AS pick
          WHERE standing.division = ? AND standing.verdict IN ('accept', 'override', 'pick')
          ORDER BY standing.decision, pick.key
          """
      )
      return try statement.all([division.id]) { InstructionID(try $0.text(0)) }
    }
  }

  /// The row numbers of instructions, in the order asked for; those that the pool does not have are left out.
  public func rows(of ids: [InstructionID]) throws(ProjectError) -> [Int] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT row FROM instruction WHERE id = CAST(? AS TEXT)"
      )
      return try ids.compactMap { try Int.fetchOne(statement, arguments: [ExactText($0.rawValue)]) }
    }
  }
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
