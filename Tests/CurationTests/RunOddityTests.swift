import Curation
import Testing

@Suite struct RunOddityTests {
  private func votes(
    _ count: Int,
    clusters: Int = 100,
    places: (Int) -> [Int],
    rationale: (Int) -> String = { "Reason \($0)." }
  ) -> [VoteShape] {
    (0..<count).map { VoteShape(cluster: $0 % clusters, places: places($0), rationale: rationale($0)) }
  }

  /// All 24 orders of four places in turn.
  private static func varied(_ number: Int) -> [Int] {
    var (rest, number, places) = ([0, 1, 2, 3], number, [Int]())
    while !rest.isEmpty {
      places.append(rest.remove(at: number % rest.count))
      number /= rest.count + 1
    }
    return places
  }

  @Test func `a ranker that reads is not odd`() {
    #expect(RunOddity.found(in: votes(96, places: Self.varied)) == [])
  }

  @Test func `places named in one order by half of the votes are odd`() {
    let habit = { $0 % 2 == 0 ? [2, 0, 1, 3] : Self.varied($0) }
    #expect(RunOddity.found(in: votes(96, places: habit)) == [.samePlaces])
    let less = { $0 % 3 == 0 ? [2, 0, 1, 3] : Self.varied($0) }
    #expect(RunOddity.found(in: votes(96, places: less)) == [])
  }

  @Test func `the order shown is told elsewhere, and three candidates can repeat an order by chance`() {
    #expect(RunOddity.found(in: votes(50, places: { _ in [0, 1, 2, 3] })) == [])
    #expect(RunOddity.found(in: votes(50, places: { _ in [2, 0, 1] })) == [])
  }

  @Test func `a rationale that explains half of the first candidates is odd`() {
    let habit = { $0 % 2 == 0 ? "Clear and useful." : "Reason \($0)." }
    #expect(RunOddity.found(in: votes(96, places: Self.varied, rationale: habit)) == [.sameRationale])
    #expect(RunOddity.found(in: votes(96, places: Self.varied, rationale: { _ in "" })) == [])
  }

  @Test func `few votes, or few clusters, say nothing`() {
    #expect(RunOddity.found(in: votes(9, places: { _ in [2, 0, 1, 3] }, rationale: { _ in "x" })) == [])
    let four = votes(90, clusters: 4, places: { _ in [2, 0, 1, 3] }, rationale: { _ in "x" })
    #expect(RunOddity.found(in: four) == [])
    let five = votes(90, clusters: 5, places: { _ in [2, 0, 1, 3] }, rationale: { _ in "x" })
    #expect(RunOddity.found(in: five) == [.samePlaces, .sameRationale])
  }
}
