import Testing

@testable import Statistics

@Suite struct RankDistributionTests {
  @Test func `picks are counted by rank beside what chance expects`() {
    let ranks = ReviewFixture.statistics.acceptance.ranks
    #expect(ranks.count == 88)
    #expect(isClose(ranks.meanReciprocalRank, 0.8131944444444443))
    #expect(isClose(ranks.chance, 0.36626594387755096))
    #expect(ranks.bins.map(\.rank) == Array(1...10))
    #expect(ranks.bins.map(\.count) == [60, 19, 2, 3, 1, 2, 0, 0, 1, 0])
    // By going through all draws of as many picks.
    #expect(
      areClose(
        ranks.bins.map(\.expected),
        [
          13.111904761904752, 12.445238095238087, 11.778571428571418, 11.111904761904754, 10.445238095238086,
          9.778571428571421, 8.278571428571425, 5.849999999999998, 3.6000000000000014, 1.6000000000000003,
        ]
      )
    )
  }

  @Test func `blind choices have ranks of their own`() {
    let ranks = ReviewFixture.statistics.agreement.ranks
    #expect(ranks.count == 40)
    #expect(isClose(ranks.meanReciprocalRank, 0.7621428571428571))
    #expect(isClose(ranks.chance, 0.366779616244646))
    #expect(ranks.bins.map(\.count) == [25, 9, 0, 1, 1, 0, 2, 2, 0, 0])
  }

  @Test(arguments: [1, 2, 10, 37])
  func `for one pick of n chance is 1/n and H(n)/n`(size: Int) {
    let lottery = PickLottery(candidates: size, picks: 1)
    #expect(isClose(lottery.agreement, 1 / Double(size)))
    #expect(areClose(lottery.ranks, Array(repeating: 1 / Double(size), count: size)))
    let harmonic = (1...size).reduce(0) { $0 + 1 / Double($1) }
    let reciprocal = zip(lottery.ranks, 1...).reduce(0) { $0 + $1.0 / Double($1.1) }
    #expect(isClose(reciprocal, harmonic / Double(size)))
  }

  /// Hand-worked: of the ten pairs of five, four hold rank 1, three more rank 2, then two, then one.
  @Test func `for several picks chance counts all draws`() {
    let pairs = PickLottery(candidates: 5, picks: 2)
    #expect(isClose(pairs.agreement, 0.1))
    #expect(areClose(pairs.ranks, [0.4, 0.3, 0.2, 0.1, 0]))
    #expect(areClose(PickLottery(candidates: 3, picks: 3).ranks, [1, 0, 0]))
    #expect(isClose(PickLottery(candidates: 3, picks: 3).agreement, 1))
  }

  @Test func `more picks than candidates are as many as there are`() {
    let odd = judgement(picks: ["a", "b", "x"], ranked: ["a", "b"])
    #expect(odd.lottery == PickLottery(candidates: 2, picks: 2))
    #expect(odd.bestRank == 1)
    #expect(judgement(picks: ["x"]).bestRank == nil)
  }
}
