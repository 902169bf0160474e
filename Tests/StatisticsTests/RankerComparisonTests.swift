import Curation
import Testing

@testable import Statistics

@Suite struct RankerComparisonTests {
  private let acceptance = ReviewFixture.statistics.acceptance
  private let agreement = ReviewFixture.statistics.agreement

  @Test func `acceptance and agreement count their own judgements only`() {
    #expect(acceptance.overall == Proportion(successes: 60, trials: 95))
    #expect(agreement.overall == Proportion(successes: 25, trials: 47))
    #expect(isClose(acceptance.chance, 0.11860066833751041))
    #expect(isClose(agreement.chance, 0.11890408645727792))
    #expect(isClose(ReviewFixture.statistics.anchoring?.difference, 0.09966405375139975))
  }

  @Test func `agreement is divided by confidence, position and length`() {
    func rows<Key>(_ strata: [Stratum<Key>], _ key: (Key) -> [Int]) -> [[Int]] {
      strata.map { key($0.key) + [$0.proportion.successes, $0.proportion.trials] }
    }
    #expect(
      rows(acceptance.byConfidence) { [$0.agreeing, $0.passes] } == [
        [1, 3, 8, 16], [2, 3, 11, 16], [3, 3, 10, 15],
      ]
    )
    #expect(
      rows(agreement.byConfidence) { [$0.agreeing, $0.passes] } == [
        [1, 3, 4, 8], [2, 3, 4, 8], [3, 3, 4, 8],
      ]
    )
    #expect(rows(acceptance.byPosition) { [$0] } == [[1, 60, 95]])
    #expect(
      rows(agreement.byPosition) { [$0] } == [
        [1, 2, 5], [2, 1, 6], [3, 5, 5], [4, 3, 6], [5, 5, 10], [6, 2, 4], [7, 2, 4], [8, 1, 2], [9, 1, 1],
        [10, 3, 4],
      ]
    )
    // The quarters of pandas.qcut.
    let bounds: (LengthQuarter) -> [Int] = { [$0.number, $0.words.lowerBound, $0.words.upperBound] }
    #expect(
      rows(acceptance.byLength, bounds) == [
        [1, 7, 14, 14, 22], [2, 15, 23, 17, 22], [3, 24, 34, 13, 22], [4, 36, 44, 16, 22],
      ]
    )
    #expect(
      rows(agreement.byLength, bounds) == [
        [1, 5, 15, 6, 11], [2, 16, 23, 6, 9], [3, 24, 34, 6, 11], [4, 35, 43, 7, 9],
      ]
    )
  }

  @Test func `switches are counted in every direction`() {
    func counts(_ switches: Switches) -> [Int] {
      [switches.kept, switches.toRanker, switches.fromRanker, switches.elsewhere]
    }
    #expect(counts(acceptance.switches) == [95, 0, 0, 0])
    #expect(counts(agreement.switches) == [43, 2, 1, 1])
  }

  @Test(
    arguments: [
      (["b"], ["b"], [1, 0, 0, 0]), (["b"], ["a"], [0, 1, 0, 0]), ([], ["a"], [0, 1, 0, 0]),
      (["a"], ["b"], [0, 0, 1, 0]), (["a"], [], [0, 0, 1, 0]), (["b"], ["c"], [0, 0, 0, 1]),
      (["b"], [], [0, 0, 0, 1]), ([], [], [1, 0, 0, 0]), (["a", "b"], ["b", "a"], [1, 0, 0, 0]),
      (["a"], ["b", "a"], [1, 0, 0, 0]), (["c", "d"], ["d", "c"], [1, 0, 0, 0]),
    ] as [([String], [String], [Int])]
  )
  func `a switch is known by both choices`(first: [String], picks: [String], expected: [Int]) {
    let switches = Switches([judgement(1, .pick, .blind, first: first, picks: picks)])
    #expect([switches.kept, switches.toRanker, switches.fromRanker, switches.elsewhere] == expected)
    #expect(switches.count == 1)
  }

  @Test func `a blind judgement counts by its first choice, an assisted one by its picks`() {
    func changed(_ basis: Judgement.Basis) -> Judgement {
      judgement(1, .pick, basis, first: ["b"], picks: ["a"])
    }
    #expect(RankerComparison([changed(.blind)], basis: .blind).overall == Proportion(successes: 0, trials: 1))
    #expect(
      RankerComparison([changed(.assisted)], basis: .assisted).overall == Proportion(successes: 1, trials: 1)
    )
    #expect(RankerComparison([changed(.assisted)], basis: .blind).overall.trials == 0)
    #expect(RankerComparison([changed(.scripted)], basis: .assisted).overall.trials == 0)
  }

  @Test func `nothing worth an annotator disagrees and has no rank, and without a ranking nothing counts`() {
    let comparison = RankerComparison(
      [judgement(1, .none, picks: []), judgement(2, ranked: nil), judgement(3, ranked: []), judgement(4)],
      basis: .assisted
    )
    #expect(comparison.overall == Proportion(successes: 1, trials: 2))
    #expect(comparison.chance == 0.25)
    #expect(comparison.ranks.count == 1)
    #expect(comparison.ranks.meanReciprocalRank == 1)
  }

  @Test func `without judgements all is empty and undefined`() {
    let comparison = RankerComparison([], basis: .blind)
    #expect(comparison.overall.estimate == .notEnoughData)
    #expect(comparison.chance == nil)
    #expect(comparison.ranks.meanReciprocalRank == nil)
    #expect(comparison.ranks.chance == nil)
    #expect(comparison.ranks.bins.isEmpty)
    #expect(comparison.byConfidence.isEmpty && comparison.byPosition.isEmpty && comparison.byLength.isEmpty)
    #expect(comparison.switches.count == 0)
  }

  @Test func `texts of one length stay in one quarter`() {
    #expect(LengthQuarter.divide([5, 5, 5, 5, 5]).map(\.words) == [5...5])
    #expect(LengthQuarter.divide([5, 5, 5, 5, 9]).map(\.number) == [1, 4])
    #expect(LengthQuarter.divide([]).isEmpty)
  }

  @Test func `confidence is ordered by share, then by the number of passes`() {
    let pairs = [(3, 3), (2, 3), (1, 1), (1, 2), (2, 4)]
    let sorted = pairs.map { Judgement.Confidence(agreeing: $0, passes: $1) }.sorted()
    #expect(sorted.map { [$0.agreeing, $0.passes] } == [[1, 2], [2, 4], [2, 3], [1, 1], [3, 3]])
  }
}
