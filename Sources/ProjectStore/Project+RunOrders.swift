public import Curation
internal import GRDB

/// What one run says about one cluster, for those who look at several runs.
public struct RunOrder: Equatable, Sendable {
  /// The number of the run.
  public var run: Int
  /// Who ranks in it.
  public var origin: RankingOrigin
  /// Whether it is the one that is reviewed.
  public var isReviewed: Bool
  /// The candidates, best first; empty where the run has no ranking of the cluster.
  public var order: [InstructionID]
}

/// A pass that gave an order, with how the candidates were shown.
public struct PassOrder: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int
  /// The row numbers of the candidates as they were shown.
  public var shown: [Int]
  /// The row numbers of the candidates, best first.
  public var order: [Int]
}

extension Project {
  /// The orders that a run came to: for each cluster it has ranked, row numbers of the candidates, best first.
  ///
  /// - Throws: `ProjectError.unknownRun`, or when it could not be read.
  public func orders(inRun run: Int) throws(ProjectError) -> [Int: [Int]] {
    try read { database in
      _ = try RankingRun.find(run, in: database)
      let statement = try database.cachedStatement(
        sql: "SELECT cluster, candidates FROM outcome WHERE run = ? AND candidates IS NOT NULL"
      )
      let orders = try statement.all([run]) { row in
        (try row.value(0) as Int, try StoredRows.decode(try row.text(1)))
      }
      return Dictionary(orders) { first, _ in first }
    }
  }

  /// What every run of the current division says about a cluster, the oldest run first.
  ///
  /// - Throws: `ProjectError` when it could not be read.
  public func runOrders(ofCluster cluster: Int) throws(ProjectError) -> [RunOrder] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let runs = try RankingRun.all(of: division.id, in: database)
      guard let reviewed = runs.first?.id else { return [] }
      let members = try Member.all(of: cluster, division: division.id, in: database)
      let ids = Dictionary(uniqueKeysWithValues: members.map { ($0.row, $0.id) })
      let statement = try database.cachedStatement(
        sql: "SELECT candidates FROM outcome WHERE run = ? AND cluster = ? AND candidates IS NOT NULL"
      )
      return try runs.sorted { $0.id < $1.id }.map { run in
        let rows = try statement.first([run.id, cluster]) { row in
          try StoredRows.decode(try row.text(0))
        }
        return RunOrder(
          run: run.id,
          origin: run.setup.origin,
          isReviewed: run.id == reviewed,
          order: (rows ?? []).compactMap { ids[$0] }
        )
      }
    }
  }

  /// Goes through the passes of a run that gave an order, oldest first.
  ///
  /// - Throws: `ProjectError.unknownRun`, or when they could not be read.
  public func forEachPass(ofRun run: Int, _ body: (PassOrder) -> Void) throws(ProjectError) {
    try read { database in
      _ = try RankingRun.find(run, in: database)
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT cluster, shown, ranking FROM attempt WHERE run = ? AND failure IS NULL ORDER BY id",
        arguments: [run]
      )
      while let row = try rows.next() {
        body(
          PassOrder(
            cluster: try row.value(0),
            shown: try StoredJSON.decode(from: try row.text(1)),
            order: try StoredJSON.decode(from: try row.text(2))
          )
        )
      }
    }
  }

  /// What a run came to when it ranked clusters more than once: for each of those the orders of its rounds, oldest
  /// first.
  ///
  /// - Throws: `ProjectError.unknownRun`, or when they could not be read.
  public func repeatedOrders(inRun run: Int) throws(ProjectError) -> [Int: [[InstructionID]]] {
    try read { database in
      let run = try RankingRun.find(run, in: database)
      let clusters = try Int.fetchAll(
        database,
        sql: "SELECT DISTINCT cluster FROM attempt WHERE run = ? AND round > 1 ORDER BY cluster",
        arguments: [run.id]
      )
      var repeated: [Int: [[InstructionID]]] = [:]
      for cluster in clusters {
        let orders = try OutcomeRecord.roundOrders(of: cluster, in: run, database)
        if orders.count > 1 { repeated[cluster] = orders }
      }
      return repeated
    }
  }
}
