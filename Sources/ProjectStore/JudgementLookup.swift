internal import Curation
internal import Foundation
internal import GRDB

/// Looks up what the file knows about the making of decisions beside the log.
struct JudgementLookup {
  private let run: Int?
  /// For each cluster the row that each run puts first, by run; empty where there is but one run.
  private let favourites: [Int: [Int: Int]]
  private let ranking: Statement
  private let name: Statement
  private let names: Statement
  private let texts: Statement

  /// How many decisions are looked up together.
  static let batchSize = 8192

  /// Prepares to look up what belongs to a division, whose current run is given.
  init(division: Int, run: Int?, in database: Database) throws {
    self.run = run
    favourites = try Self.favourites(division: division, in: database)
    ranking = try database.cachedStatement(
      sql: """
        SELECT candidates, agreeing, votes FROM outcome
        WHERE run = ? AND cluster = ? AND candidates IS NOT NULL
        """
    )
    name = try database.cachedStatement(sql: "SELECT id FROM instruction WHERE row = ?")
    names = try database.cachedStatement(
      sql: "SELECT row, id FROM instruction WHERE id IN (SELECT value FROM json_each(?))"
    )
    // Sorted by SQLite, the ids are found page by page: one after the other would read most pages many times.
    texts = try database.cachedStatement(
      sql: "SELECT id, text, input FROM instruction WHERE id IN (SELECT value FROM json_each(?))"
    )
  }

  /// Adds the order, the agreement of the runs and the length of the choice to those decisions that somebody made
  /// by looking at the cluster.
  func complete(_ records: inout [JudgementRecord]) throws {
    let seen = records.lazy.map(\.step.decision).filter(\.isSeen)
    let wordCounts = try wordCounts(of: seen.compactMap(\.firstChoice.first))
    let names = try names(of: seen.filter { !$0.presentation.isRankersOrder }.flatMap(\.presentation.order))
    for index in records.indices where records[index].step.decision.isSeen {
      let decision = records[index].step.decision
      let cluster = records[index].step.entry.cluster
      let run = decision.presentation.run ?? run
      let outcome = try outcome(of: cluster, inRun: run)
      records[index].rankerOrder =
        decision.presentation.isRankersOrder
        ? decision.presentation.order : try outcome.map { try order($0.candidates, names) }
      let firsts = favourites[cluster] ?? [:]
      if let outcome, outcome.passes.passes > 1 {
        records[index].agreement = outcome.passes
      } else if firsts.count > 1, let first = run.flatMap({ firsts[$0] }) {
        records[index].agreement = Confidence(
          agreeing: firsts.values.count { $0 == first },
          passes: firsts.count
        )
      }
      records[index].wordCount = decision.firstChoice.first.flatMap { wordCounts[$0] }
    }
  }

  /// The row numbers of a cluster's candidates in the ranker's order, best first, and how many of its passes agree
  /// about the first; nil without a ranking.
  private func outcome(of cluster: Int, inRun run: Int?) throws -> (candidates: [Int], passes: Confidence)? {
    try ranking.first([run, cluster]) { row in
      let candidates = try StoredRows.decode(try row.text(0))
      return (candidates, Confidence(agreeing: try row.value(1), passes: try row.value(2)))
    }
  }

  /// The ids of candidates.
  ///
  /// They are taken from `names` where they are there: an instruction's own row lies among the texts, which are far
  /// longer to read.
  private func order(_ candidates: [Int], _ names: [Int: InstructionID]) throws -> [InstructionID] {
    try candidates.compactMap { row in
      try names[row] ?? name.first([row]) { InstructionID(try $0.text(0)) }
    }
  }

  private func names(of ids: [InstructionID]) throws -> [Int: InstructionID] {
    var found: [Int: InstructionID] = [:]
    found.reserveCapacity(ids.count)
    let rows = try Row.fetchCursor(names, arguments: [try StoredJSON.encode(ids)])
    while let row = try rows.next() { found[try row.value(0)] = InstructionID(try row.text(1)) }
    return found
  }

  private func wordCounts(of ids: [InstructionID]) throws -> [InstructionID: Int] {
    var counts: [InstructionID: Int] = [:]
    counts.reserveCapacity(ids.count)
    let rows = try Row.fetchCursor(texts, arguments: [try StoredJSON.encode(ids)])
    while let row = try rows.next() {
      counts[InstructionID(try row.text(0))] = try row.text(1).wordCount + row.text(2).wordCount
    }
    return counts
  }

  /// For each cluster the row that each run puts first, by run; empty where there is but one run.
  private static func favourites(division: Int, in database: Database) throws -> [Int: [Int: Int]] {
    guard try RankingRun.all(of: division, in: database).count > 1 else { return [:] }
    let rows = try Row.fetchCursor(
      try database.cachedStatement(
        sql: """
          SELECT outcome.cluster, outcome.run, json_extract(candidates, '$[0]')
          FROM run CROSS JOIN outcome ON outcome.run = run.id
          WHERE run.division = ? AND candidates IS NOT NULL
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

extension Decision {
  /// Whether somebody looked at the cluster: neither a script nor a stroke over many decided.
  var isSeen: Bool { batch == nil && presentation.mode != .scripted }
}

extension Presentation {
  /// Whether the order shown is the ranker's, since its opinion was shown from the start.
  fileprivate var isRankersOrder: Bool { mode == .assisted && showedRanking }
}
