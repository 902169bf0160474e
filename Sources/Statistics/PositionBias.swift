/// Where among the candidates shown a ranker's first choices stood: a ranker that reads does not care.
public struct PositionBias: Equatable, Sendable {
  /// One place among the candidates shown.
  public struct Position: Equatable, Sendable {
    /// The place, from 1.
    public let position: Int
    /// How often what stood there was put first, of the passes that showed so many candidates.
    public let share: Proportion
    /// The share that a ranker without a bias would give it: 1/n, averaged over those passes.
    public let expected: Double
  }

  /// How many passes were looked at.
  public let passes: Int
  /// All places, from the first.
  public let positions: [Position]

  /// Counts over passes: the candidates as they were shown, and as they were ranked.
  public init(_ passes: [(shown: [Int], order: [Int])]) {
    var (count, firsts, trials, expected) = (0, [Int](), [Int](), [Double]())
    for pass in passes {
      guard let first = pass.order.first, let place = pass.shown.firstIndex(of: first) else { continue }
      count += 1
      let size = pass.shown.count
      if firsts.count < size {
        firsts += Array(repeating: 0, count: size - firsts.count)
        trials += Array(repeating: 0, count: size - trials.count)
        expected += Array(repeating: 0, count: size - expected.count)
      }
      firsts[place] += 1
      for index in 0..<size {
        trials[index] += 1
        expected[index] += 1 / Double(size)
      }
    }
    self.passes = count
    positions = firsts.indices.map { index in
      Position(
        position: index + 1,
        share: Proportion(successes: firsts[index], trials: trials[index]),
        expected: expected[index] / Double(trials[index])
      )
    }
  }

  /// The farthest that a place's share is from the expected one, from 0 to 1; nil for too few passes.
  public var largestDeviation: Double? {
    positions.compactMap { position -> Double? in
      guard case .measured(let rate, _) = position.share.estimate else { return nil }
      return abs(rate - position.expected)
    }
    .max()
  }
}
