import Curation
import Foundation
import Statistics
import Testing

@Suite struct RankerBiasTests {
  @Test func `a ranker that always takes what stands first shows it`() throws {
    let shown = (0..<40).map { cluster in (0..<4).map { cluster * 4 + $0 } }
    let biased = PositionBias(shown.map { ($0, $0) })
    #expect(biased.passes == 40)
    #expect(biased.positions.map(\.share.successes) == [40, 0, 0, 0])
    #expect(biased.positions.allSatisfy { $0.expected == 0.25 && $0.share.trials == 40 })
    #expect(biased.largestDeviation == 0.75)
    let fair = PositionBias(shown.enumerated().map { index, ids in (ids, [ids[index % 4]]) })
    #expect(fair.positions.map(\.share.successes) == [10, 10, 10, 10] && fair.largestDeviation == 0)
  }

  @Test func `clusters of differing sizes count where they have such a place`() {
    let bias = PositionBias([([1, 2], [2, 1]), ([3, 4, 5], [3, 5, 4])])
    #expect(bias.positions.map(\.share.successes) == [1, 1, 0])
    #expect(bias.positions.map(\.share.trials) == [2, 2, 1])
    let expected: [Double] = [0.4166666666666667, 0.4166666666666667, 0.3333333333333333]
    #expect(areClose(bias.positions.map(\.expected), expected))
    #expect(bias.largestDeviation == nil)
    #expect(PositionBias([]).passes == 0)
  }

  @Test func `the correlation of length and place, and the lengths of the picks`() throws {
    // By hand: in the first cluster longer is better throughout, in the second shorter is, the third has equals:
    // lengths 5, 5, 9 have the ranks 1.5, 1.5, 3 and stand at 3, 2, 1 from the end: −√3/2.
    let lengths = [9, 7, 5, 1, 2, 3, 5, 5, 9, 4, 4]
    let bias = LengthBias([[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10]], picks: 1, lengths: lengths)
    #expect(bias.correlation.count == 3)
    let mean: Double = -3.0.squareRoot() / 6
    #expect(isClose(bias.correlation.value, mean))
    #expect(!bias.isWorthAWarning)
    #expect(bias.medianOfPicks == 4.5 && bias.medianOfPool == 5)
    #expect(LengthBias([[0, 1, 2]], picks: 1, lengths: lengths).isWorthAWarning)
    #expect(LengthBias([[5, 4, 3]], picks: 1, lengths: lengths).isWorthAWarning == true)
    #expect(LengthBias([], picks: 1, lengths: []).correlation.value == nil)
  }

  /// The picks of 200 blind decisions: agreement 3/3 in 100 of them, people chose the same in 80; 2/3 in 60, 30; 1/3 in
  /// 40, 20.
  private func decisions(_ count: Int = 200) -> [Judgement] {
    (0..<count).map { index in
      let (agreeing, same) = index < 100 ? (3, index < 80) : index < 160 ? (2, index < 130) : (1, index < 180)
      var decision = judgement(index + 1, .pick, .blind, picks: [same ? "a" : "b"])
      decision.confidence = Confidence(agreeing: agreeing, passes: 3)
      return decision
    }
  }

  @Test func `agreement is compared with what people chose from 200 blind decisions on`() throws {
    let statistics = ReviewStatistics(decisions(), clusterSizes: Array(repeating: 4, count: 200))
    let reliability = try #require(statistics.agreement.reliability)
    #expect(reliability.decisions == 200)
    #expect(reliability.bins.map(\.agreement.trials) == [0, 40, 0, 60, 100])
    #expect(reliability.bins.map(\.agreement.successes) == [0, 20, 0, 30, 80])
    #expect(reliability.bins[0].confidence == nil && isClose(reliability.bins[3].confidence, 2.0 / 3))
    // By hand: 20 of 100 wrong at 1; 30 · (1/9) + 30 · (4/9) at 2/3; 20 · (4/9) + 20 · (1/9) at 1/3.
    let brier: Double = (20 + 50 * 5.0 / 9) / 200
    #expect(isClose(reliability.brierScore, brier))
    // |0.8 − 1| · 100 + |0.5 − 2/3| · 60 + |0.5 − 1/3| · 40, over 200.
    let error: Double = (30 + 40.0 / 6) / 200
    #expect(isClose(reliability.expectedCalibrationError, error))
    #expect(statistics.acceptance.reliability == nil)
    let few = ReviewStatistics(decisions(199), clusterSizes: Array(repeating: 4, count: 200))
    #expect(few.agreement.reliability == nil)
  }

  @Test func `people's picks are compared with the first candidates of an order`() {
    let ids = ["a", "b", "c", "d"].map { InstructionID($0) }
    var two = judgement(2, .override, picks: ["b", "a"])
    two.firstChoice = two.picks
    let agreement = HumanAgreement(
      [1: ids, 2: ids, 3: ids, 4: Array(ids.reversed()), 6: ids],
      with: [
        judgement(1, picks: ["a"]), two, judgement(3, Verdict.none, picks: []),
        judgement(4, .pick, .blind, picks: ["a"]), judgement(5, picks: ["a"]),
      ]
    )
    #expect(agreement.overall == Proportion(successes: 2, trials: 3))
    #expect(agreement.blind == Proportion(successes: 0, trials: 1))
    // 1/4, one pair of six, 1/4.
    let chance: Double = (0.5 + 1.0 / 6) / 3
    #expect(isClose(agreement.chance, chance))
  }
}
