import Curation
import Testing

@Suite struct RankingRoundTests {
  private func vote(_ order: String, _ rationales: [String: String] = [:]) throws -> Ranking {
    let ids = RankAggregationTests.ids(order)
    return try Ranking(
      of: ids,
      cluster: 1,
      order: ids,
      rationales: Dictionary(uniqueKeysWithValues: rationales.map { (InstructionID($0), $1) }),
      origin: .model(name: "m")
    )
  }

  private func round(_ passes: String?...) throws -> RankingRound {
    var round = RankingRound()
    for (index, order) in passes.enumerated() {
      round.results[index + 1] =
        try order.map { .success(try vote($0)) } ?? .failure(RankingFailure(.refusal, "no \(index + 1)"))
    }
    return round
  }

  private func ranking(_ round: RankingRound, in plan: PassPlan) -> Ranking? {
    round.ranking(in: plan, by: .borda) { _ in 0 }
  }

  @Test func `three passes that agree about the first place are enough`() throws {
    #expect(RankingRound().missing(in: .adaptive) == [1, 2, 3])
    #expect(try round("abc", "abc").missing(in: .adaptive) == [3])
    #expect(try round("abc", "acb", "abc").missing(in: .adaptive) == [])
  }

  @Test func `else five, and nine when the first two are close`() throws {
    #expect(try round("abc", "bac", "abc").missing(in: .adaptive) == [4, 5])
    // a: 2 + 1 + 2 + 2 + 2 = 9, b: 1 + 2 + 1 + 1 + 1 = 6.
    #expect(try round("abc", "bac", "abc", "abc", "abc").missing(in: .adaptive) == [])
    // a: 8, b: 7.
    #expect(try round("abc", "bac", "abc", "abc", "bac").missing(in: .adaptive) == [6, 7, 8, 9])
    let nine = try round("abc", "bac", "abc", "abc", "bac", "abc", "bac", "abc", "bac")
    #expect(nine.missing(in: .adaptive) == [])
    #expect(ranking(nine, in: .adaptive)?.agreement?.confidence.description == "5/9")
  }

  @Test func `a fixed number is asked for whatever the passes say`() throws {
    #expect(RankingRound().missing(in: .fixed(5)) == [1, 2, 3, 4, 5])
    #expect(try round("abc", "abc", "abc").missing(in: .fixed(5)) == [4, 5])
    #expect(RankingRound().missing(in: .single) == [1])
    #expect(try round("abc").missing(in: .single) == [])
  }

  @Test func `a vote that failed is dropped, and one vote of several is no ranking`() throws {
    let two = try round("abc", nil, "abc")
    #expect(ranking(two, in: .fixed(3))?.agreement?.confidence.description == "2/2")
    let one = try round("abc", nil, nil)
    #expect(ranking(one, in: .fixed(3)) == nil)
    #expect(one.failure == RankingFailure(.refusal, "no 3"))
    #expect(one.missing(in: .adaptive) == [4, 5])
    #expect(try round("abc", nil, nil, nil, nil).missing(in: .adaptive) == [])
    #expect(try round(nil, nil, nil).missing(in: .adaptive) == [])
  }

  @Test func `there is no ranking while passes are missing`() throws {
    let begun = try round("abc", "abc")
    #expect(ranking(begun, in: .fixed(3)) == nil)
    #expect(ranking(begun, in: .adaptive) == nil)
    #expect(ranking(try round("abc"), in: .single)?.agreement == nil)
  }

  @Test func `a rationale is that of the pass that put the candidate highest`() throws {
    var round = RankingRound()
    round.results = [
      1: .success(try vote("abc", ["b": "second", "a": "first"])),
      2: .success(try vote("bac", ["b": "best", "a": "later"])),
      3: .success(try vote("bca", ["b": "too late"])),
    ]
    let ranking = try #require(self.ranking(round, in: .fixed(3)))
    #expect(ranking.order == RankAggregationTests.ids("bac"))
    #expect(ranking.rationales == [InstructionID("b"): "best", InstructionID("a"): "first"])
    #expect(ranking.ranks(of: InstructionID("a")) == [1, 2, 3])
  }

  @Test func `what failed can be asked for again, and the next round asks for all`() throws {
    var round = try round("abc", nil, "abc")
    round.tries = [1: 1, 2: 2, 3: 1]
    let again = round.forgettingFailures { $0.category == .refusal }
    #expect(again.missing(in: .fixed(3)) == [2] && again.tries == round.tries)
    #expect(round.forgettingFailures { $0.category == .transport } == round)
    #expect(round.next == RankingRound(number: 2, earlierTries: 4))
  }

  @Test(arguments: [("adaptive", PassPlan.adaptive), ("1", .single), ("9", .fixed(9)), ("99", .fixed(99))])
  func `a plan is read as it is written`(text: String, plan: PassPlan) {
    #expect(PassPlan(text) == plan && plan.description == text)
  }

  @Test(arguments: ["", "0", "-1", "100", "three", "3.0"])
  func `what is no plan is refused`(text: String) {
    #expect(PassPlan(text) == nil)
  }

  @Test func `an order as shown and one rationale for all are odd, but only of a model`() throws {
    let ids = RankAggregationTests.ids("abc")
    #expect(try vote("abc").oddities(shown: ids) == [.presentationOrder])
    #expect(try vote("acb").oddities(shown: ids) == [])
    #expect(try vote("acb", ["a": "good", "b": "good"]).oddities(shown: ids) == [.sameRationale])
    #expect(try vote("acb", ["a": "good"]).oddities(shown: ids) == [])
    var heuristic = try vote("abc")
    heuristic.origin = .length
    #expect(heuristic.oddities(shown: ids) == [])
  }
}
