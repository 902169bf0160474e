import Curation

/// How well picks that are drawn at random stand for a pool: the line that every selection is held against.
public struct RandomSelections: Equatable, Sendable {
  /// How many picks are drawn.
  public let picks: Int
  /// The draws, one for each seed from 0.
  public let draws: [SelectionQuality]

  /// Draws picks from a whole pool, so many times.
  ///
  /// - Parameters:
  ///   - picks: How many picks are drawn, at most.
  ///   - draws: How many times they are.
  ///   - pool: The pool.
  ///   - progress: Takes how many draws are measured.
  /// - Throws: `CancellationError` when the task is cancelled.
  public init(
    of picks: Int,
    draws: Int,
    in pool: SelectionQuality.Pool,
    progress: (_ done: Int) -> Void = { _ in }
  ) throws(CancellationError) {
    self.picks = min(picks, pool.count)
    var found: [SelectionQuality] = []
    for seed in 0..<draws {
      let rows = Self.rows(picks, below: pool.count, seed: UInt64(seed))
      if let quality = try SelectionQuality(of: rows, in: pool) { found.append(quality) }
      progress(seed + 1)
    }
    self.draws = found
  }

  /// The rows that a seed draws.
  public static func rows(_ count: Int, below bound: Int, seed: UInt64) -> [Int] {
    var generator = SplitMix64(seed: seed)
    return generator.draw(count, below: bound)
  }

  /// What the draws give for a measure; nil where it is not defined.
  public func spread(_ measure: (SelectionQuality) -> Double?) -> Spread? {
    Spread(of: draws.compactMap(measure))
  }
}
