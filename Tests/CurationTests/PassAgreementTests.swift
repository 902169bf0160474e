import Curation
import Testing

@Suite struct PassAgreementTests {
  private func agreement(_ orders: String..., on order: String) throws -> PassAgreement {
    try #require(
      PassAgreement(of: orders.map(RankAggregationTests.ids), on: RankAggregationTests.ids(order))
    )
  }

  @Test func `passes that say the same agree wholly`() throws {
    let agreement = try agreement("abc", "abc", "abc", on: "abc")
    #expect(agreement.confidence == Confidence(agreeing: 3, passes: 3))
    #expect(agreement.margin == 3 && agreement.disagreement == 0)
  }

  @Test func `a reversed pass disagrees wholly`() throws {
    let agreement = try agreement("abcd", "dcba", on: "abcd")
    #expect(agreement.confidence.description == "1/2")
    #expect(agreement.margin == 0 && agreement.disagreement == 1)
  }

  @Test func `disagreement is the mean over pairs of passes`() throws {
    // Of three pairs of candidates each, abc and bac differ in one, abc and bca in two, bac and bca in one.
    let agreement = try agreement("abc", "bac", "bca", on: "bac")
    #expect(agreement.disagreement == 4.0 / 9)
    // b: 1 + 2 + 2, a: 2 + 1 + 0.
    #expect(agreement.margin == 2 && agreement.confidence.description == "2/3")
  }

  @Test func `the margin is negative where Borda would have put another first`() throws {
    let agreement = try agreement("abcd", "abcd", "abcd", "bcda", "bcda", on: "abcd")
    #expect(agreement.margin == 9 - 12)
  }

  @Test func `one pass agrees with nobody, and one candidate with itself`() throws {
    #expect(PassAgreement(of: [RankAggregationTests.ids("ab")], on: RankAggregationTests.ids("ab")) == nil)
    let alone = try agreement("a", "a", on: "a")
    #expect(alone.margin == 0 && alone.disagreement == 0 && alone.confidence.description == "2/2")
  }

  @Test func `less sure comes first, then fewer passes`() {
    let sorted = [(1, 3), (2, 5), (2, 3), (4, 6), (3, 3), (5, 5)].map { Confidence(agreeing: $0, passes: $1) }
    #expect(sorted.shuffled().sorted() == sorted)
  }
}
