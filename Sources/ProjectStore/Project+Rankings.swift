public import Curation
internal import Foundation
internal import GRDB

extension Project {
  /// Adds tries to a run, all of them or none, and works out what they come to.
  ///
  /// The newest success of a pass is its vote; the newest round whose passes give a ranking counts.
  ///
  /// - Throws: `ProjectError.notARankingOf` when an order does not fit the cluster, `notACandidate` when
  ///   something else was shown, `unknownRun`, or when it could not be saved.
  public func record(_ records: [RankingRecord], inRun run: Int) throws(ProjectError) {
    try write { database in
      let run = try RankingRun.find(run, in: database)
      var ranked: [Int] = []
      for (cluster, records) in Dictionary(grouping: records, by: \.cluster).sorted(by: { $0.key < $1.key }) {
        let members = try Member.all(of: cluster, division: run.division, in: database)
        guard !members.isEmpty else { throw ProjectError.unknownCluster(cluster) }
        for record in records {
          try AttemptRecord.insert(record, run: run.id, members: members, into: database)
        }
        if try OutcomeRecord.refresh(cluster, in: run, members: members, database) { ranked.append(cluster) }
      }
      // Behind everything else: whatever is written in between makes the index write what it has collected.
      for cluster in ranked {
        try RationaleIndex.update(.insertion, cluster: cluster, run: run.id, in: database)
      }
    }
  }

  /// Finds a cluster's ranking in a run, or nil when that run has none.
  ///
  /// - Throws: `ProjectError.unknownRun`, or when it could not be read.
  public func ranking(cluster: Int, run: Int) throws(ProjectError) -> Ranking? {
    try read { database in
      try OutcomeRecord.find(cluster, in: try RankingRun.find(run, in: database), database).ranking
    }
  }

  /// What the current run knows of a cluster.
  public func outcome(cluster: Int) throws(ProjectError) -> RankingOutcome {
    try read { database in
      guard let run = try RankingRun.current(database) else { return .unasked }
      return try OutcomeRecord.find(cluster, in: run, database)
    }
  }

  /// What the current run knows of every cluster, by number: the first element is about cluster 1.
  public func rankingStates() throws(ProjectError) -> [RankingState] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let run = try RankingRun.current(database)
      return try OutcomeRecord.states(in: run?.id, division: division.id, database)
    }
  }

  /// What a run knows of every cluster, by number: the first element is about cluster 1.
  ///
  /// - Throws: `ProjectError.unknownRun`, or when it could not be read.
  public func rankingStates(inRun run: Int) throws(ProjectError) -> [RankingState] {
    try read { database in
      let run = try RankingRun.find(run, in: database)
      return try OutcomeRecord.states(in: run.id, division: run.division, database)
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
      let states = try OutcomeRecord.states(in: run.id, division: run.division, database)
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

  /// The newest round of a run about a cluster, as far as it has got; an empty one when nothing was asked.
  ///
  /// - Throws: `ProjectError.unknownRun`, or when it could not be read.
  public func newestRound(cluster: Int, run: Int) throws(ProjectError) -> RankingRound {
    try read { database in
      let run = try RankingRun.find(run, in: database)
      let members = try Member.all(of: cluster, division: run.division, in: database)
      let rounds = try RoundRecord.all(of: cluster, in: run, members: members, database)
      return rounds.last?.round ?? RankingRound()
    }
  }

  /// How many rankings of a run were odd in every pass, by what was odd.
  ///
  /// - Throws: `ProjectError` when it could not be read.
  public func oddities(inRun run: Int) throws(ProjectError) -> [RankingOddity: Int] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT value, count(*) FROM outcome, json_each(oddities) WHERE run = ? GROUP BY value"
      )
      let counts = try statement.all([run]) { (try $0.word(0) as RankingOddity, try $0.value(1) as Int) }
      return Dictionary(counts) { $0 + $1 }
    }
  }
}
