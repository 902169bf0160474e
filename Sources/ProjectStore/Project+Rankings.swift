public import Curation
internal import Foundation
internal import GRDB

extension Project {
  /// Adds tries to a run, all of them or none.
  ///
  /// The newest success about a cluster is its ranking in that run.
  ///
  /// - Throws: `ProjectError.notARankingOf` when an order does not fit the cluster, `notACandidate` when
  ///   something else was shown, `unknownRun`, or when it could not be saved.
  public func record(_ records: [RankingRecord], inRun run: Int) throws(ProjectError) {
    try write { database in
      let division = try RankingRun.find(run, in: database).division
      for record in records {
        let members = try Member.all(of: record.cluster, division: division, in: database)
        guard !members.isEmpty else { throw ProjectError.unknownCluster(record.cluster) }
        try AttemptRecord.insert(record, run: run, members: members, into: database)
      }
    }
  }

  /// Finds a cluster's ranking in a run, or nil when that run has none.
  ///
  /// - Throws: `ProjectError.unknownRun`, or when it could not be read.
  public func ranking(cluster: Int, run: Int) throws(ProjectError) -> Ranking? {
    try read { database in
      let run = try RankingRun.find(run, in: database)
      return try AttemptRecord.ranking(of: cluster, in: run, database)
    }
  }

  /// What the current run knows of a cluster.
  public func outcome(cluster: Int) throws(ProjectError) -> RankingOutcome {
    try read { database in
      guard let run = try RankingRun.current(database) else { return .unasked }
      if let ranking = try AttemptRecord.ranking(of: cluster, in: run, database) {
        return .ranked(ranking, run: run.id)
      }
      guard let failure = try AttemptRecord.failure(of: cluster, in: run, database) else { return .unasked }
      return .failed(failure, run: run.id)
    }
  }

  /// What the current run knows of every cluster, by number: the first element is about cluster 1.
  public func rankingStates() throws(ProjectError) -> [RankingState] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let run = try RankingRun.current(database)
      return try AttemptRecord.states(in: run?.id, division: division.id, database)
    }
  }

  /// Lists the clusters that a run has no ranking for.
  ///
  /// - Parameters:
  ///   - run: The number of the run.
  ///   - retryingFailures: Whether clusters whose replies could not be used are among them; those whose
  ///     questions were not answered at all always are.
  /// - Returns: The numbers of the clusters, ascending.
  /// - Throws: `ProjectError.unknownRun`, or when it could not be read.
  public func clustersToRank(inRun run: Int, retryingFailures: Bool) throws(ProjectError) -> [Int] {
    try read { database in
      let run = try RankingRun.find(run, in: database)
      let states = try AttemptRecord.states(in: run.id, division: run.division, database)
      return states.enumerated().compactMap { index, state in
        switch state {
        // A question that never got through was not answered.
        case .unasked, .failed(.transport): index + 1
        case .failed: retryingFailures ? index + 1 : nil
        case .ranked: nil
        }
      }
    }
  }

  /// The newest try at a ranking of any cluster, 0 before the first.
  ///
  /// - Throws: `ProjectError` when it could not be read.
  public func lastAttempt() throws(ProjectError) -> Int64 {
    try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM attempt") ?? 0 }
  }

  /// How often a run has asked about a cluster.
  ///
  /// - Throws: `ProjectError` when it could not be read.
  public func attemptCount(cluster: Int, run: Int) throws(ProjectError) -> Int {
    try read { database in
      let count = try database.cachedStatement(
        sql: "SELECT count(*) FROM attempt WHERE run = ? AND cluster = ?"
      )
      return try Int.fetchOne(count, arguments: [run, cluster]) ?? 0
    }
  }
}
