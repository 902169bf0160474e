internal import Curation
internal import GRDB

/// A round of passes over a cluster, as its tries say.
struct RoundRecord {
  /// What came of the passes.
  var round: RankingRound
  /// The try that counts for each pass: its newest success, else its newest failure.
  private(set) var tries: [Int: AttemptRecord] = [:]

  /// The rounds about a cluster, oldest first.
  static func all(
    of cluster: Int,
    in run: RankingRun,
    members: [Member],
    _ database: Database
  ) throws -> [RoundRecord] {
    let attempts = try AttemptRecord.all(of: cluster, in: run, members: members, database)
    let rounds = Dictionary(grouping: attempts, by: \.round).sorted { $0.key < $1.key }
    var earlierTries = 0
    return rounds.map { number, attempts in
      var record = RoundRecord(round: RankingRound(number: number, earlierTries: earlierTries))
      for attempt in attempts { record.add(attempt) }
      earlierTries += attempts.count
      return record
    }
  }

  private mutating func add(_ attempt: AttemptRecord) {
    round.tries[attempt.pass, default: 0] += 1
    if case .failure = attempt.result, case .success = round.results[attempt.pass] { return }
    round.results[attempt.pass] = attempt.result
    tries[attempt.pass] = attempt
  }

  /// What is odd about every one of the orders that count; nothing where there is none.
  var oddities: [RankingOddity] {
    let found = tries.values.compactMap { attempt in
      (try? attempt.result.get())?.oddities(shown: attempt.shown)
    }
    return RankingOddity.allCases.filter { oddity in
      !found.isEmpty && found.allSatisfy { $0.contains(oddity) }
    }
  }
}
