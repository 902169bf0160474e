import Statistics
import Testing

/// The numbers are those that Reference/runs.py prints.
@Suite struct RunComparisonTests {
  /// The items of a cluster in an order that looks like chance.
  private func permutation(_ cluster: Int, _ salt: Int, _ size: Int) -> [Int] {
    func key(_ item: Int) -> Int { (cluster * 31 + salt * 17 + item * item * 13 + item * 5) % 101 }
    return (0..<size).sorted { (key($0), $0) < (key($1), $1) }
  }

  private var comparison: RunComparison {
    let sizes = (1...40).map { ($0, 4 + $0 % 4) }
    return RunComparison(
      Dictionary(uniqueKeysWithValues: sizes.map { ($0, permutation($0, 1, $1)) }),
      Dictionary(uniqueKeysWithValues: sizes.map { ($0, permutation($0, 1 + $0 % 3, $1)) }),
      picks: 2
    )
  }

  @Test func `agreement is that of the reference, each beside chance`() throws {
    let comparison = comparison
    #expect(comparison.clusters == 40)
    #expect(comparison.sameFirst == Proportion(successes: 18, trials: 40))
    #expect(isClose(comparison.sameFirstByChance, 0.18988095238095237))
    let tau = comparison.kendallTau
    #expect(areClose([tau.value, tau.chance], [0.49833333333333335, 0]))
    #expect(
      areClose(
        [tau.interval?.lowerBound, tau.interval?.upperBound],
        [0.3471352437965707, 0.649531422870096]
      )
    )
    let overlap = comparison.rankBiasedOverlap
    #expect(areClose([overlap.value, overlap.chance], [0.8684950499999999, 0.8012479523809525]))
    let picks = comparison.pickOverlap
    #expect(areClose([picks.value, picks.chance], [0.6125, 0.37976190476190474]))
    #expect(isClose(picks.interval?.upperBound, 0.7364962481641594))
  }

  @Test func `the same orders agree wholly, reversed ones not at all`() {
    let order = [3, 1, 4, 5]
    let same = RunComparison([.init(first: order, second: order)], picks: 1)
    #expect(
      areClose([same.kendallTau.value, same.rankBiasedOverlap.value, same.pickOverlap.value], [1, 1, 1])
    )
    let reversed = RunComparison([.init(first: order, second: order.reversed())], picks: 1)
    #expect(areClose([reversed.kendallTau.value, reversed.pickOverlap.value], [-1, 0]))
    // By hand: of the first 1, 2, 3, 4 places 0, 0, 2 and 4 are in common; 0.9⁴ + (2/3 · 0.9³ + 0.9⁴) / 9.
    let overlap: Double = 0.6561 + (0.486 + 0.6561) / 9
    #expect(isClose(reversed.rankBiasedOverlap.value, overlap))
  }

  @Test func `only clusters count that both have ranked, and few give no interval`() {
    let comparison = RunComparison(
      [1: [0, 1], 2: [0, 1], 3: [1, 0]],
      [2: [0, 1], 3: [0, 1], 9: [4]],
      picks: 1
    )
    #expect(comparison.clusters == 2)
    #expect(comparison.sameFirst == Proportion(successes: 1, trials: 2))
    #expect(comparison.kendallTau.interval == nil && isClose(comparison.kendallTau.value, 0))
    let nothing = RunComparison([:], [1: [0]], picks: 1)
    #expect(nothing.clusters == 0 && nothing.kendallTau.value == nil && nothing.sameFirstByChance == nil)
  }
}
