import ProjectStore
import Statistics

/// How far a ranker agrees with itself when it is asked a second time.
struct NoiseFloor {
  /// What was repeated, in words.
  var source: String
  /// The comparison of the two times.
  var comparison: RunComparison

  /// Compares a run with one that is taken for its repeat.
  static func of(
    _ run: RankingRun,
    repeatedIn repetition: RankingRun,
    picks: Int,
    in project: Project
  ) throws -> NoiseFloor {
    NoiseFloor(
      source: "run \(repetition.id) repeats run \(run.id)",
      comparison: RunComparison(
        try project.orders(inRun: run.id),
        try project.orders(inRun: repetition.id),
        picks: picks
      )
    )
  }

  /// Looks for a repeat of one of some runs: a run that differs in nothing but the seed, or further rounds.
  static func found(for runs: [RankingRun], picks: Int, in project: Project) throws -> NoiseFloor? {
    let all = try project.numberedRuns().runs
    for run in runs {
      guard let repetition = all.first(where: { $0.repeats(run) }) else { continue }
      let floor = try of(run, repeatedIn: repetition, picks: picks, in: project)
      if floor.comparison.clusters > 0 { return floor }
    }
    for run in runs {
      let pairs = try repeatedRounds(of: run, in: project)
      guard !pairs.isEmpty else { continue }
      return NoiseFloor(
        source: "clusters ranked again in run \(run.id)",
        comparison: RunComparison(pairs, picks: picks)
      )
    }
    return nil
  }

  /// The last two rounds about each cluster that was ranked more than once.
  private static func repeatedRounds(
    of run: RankingRun,
    in project: Project
  ) throws -> [RunComparison.Pair] {
    try project.repeatedOrders(inRun: run.id).sorted { $0.key < $1.key }.compactMap { _, orders in
      guard let last = orders.last, let before = orders.dropLast().last else { return nil }
      let numbers = Dictionary(zip(before, before.indices)) { number, _ in number }
      return RunComparison.Pair(first: Array(before.indices), second: last.compactMap { numbers[$0] })
    }
  }
}

extension RankingRun {
  /// Whether it asks the same ranker in the same way as another run, and only chance differs.
  fileprivate func repeats(_ other: RankingRun) -> Bool {
    guard id != other.id, let seed = setup.options["seed"], seed != other.setup.options["seed"] else {
      return false
    }
    var same = setup
    same.options["seed"] = other.setup.options["seed"]
    return same == other.setup
  }
}
