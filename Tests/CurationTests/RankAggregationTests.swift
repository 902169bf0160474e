import Curation
import TestSupport
import Testing

@Suite struct RankAggregationTests {
  private func order(
    _ rule: RankAggregation,
    _ orders: String...,
    costs: [String: Int] = [:]
  ) -> String {
    rule.order(of: orders.map(Self.ids)) { costs[$0.rawValue] ?? 0 }.map(\.rawValue).joined()
  }

  static func ids(_ letters: String) -> [InstructionID] { letters.map { InstructionID(String($0)) } }

  @Test func `Borda adds places up`() {
    // a: 2 + 2 + 0 = 4, b: 1 + 1 + 2 = 4, c: 0 + 0 + 1 = 1; two of three put a before b.
    #expect(order(.borda, "abc", "abc", "bca") == "abc")
    // a: 3 + 0 + 0, b: 2 + 3 + 2, c: 1 + 2 + 3, d: 0 + 1 + 1.
    #expect(order(.borda, "abcd", "bcda", "cbda") == "bcad")
  }

  @Test func `equals go by the direct majority, then by cost, then by id`() {
    // Both have 4 points; b is before a in two of three.
    #expect(order(.borda, "acb", "bac", "bac") == "bac")
    #expect(order(.borda, "bac", "abc") == "abc")
    #expect(order(.borda, "bac", "abc", costs: ["a": 9, "b": 8]) == "bac")
    // A circle of three majorities leaves the cost to decide.
    #expect(order(.borda, "abc", "bca", "cab", costs: ["a": 2, "b": 3, "c": 1]) == "cab")
  }

  @Test func `Kemeny contradicts the fewest pairs`() {
    // a beats b, c and d 3 to 2, though it has fewer points than b.
    #expect(order(.kemeny, "abcd", "abcd", "abcd", "bcda", "bcda") == "abcd")
    #expect(order(.borda, "abcd", "abcd", "abcd", "bcda", "bcda") == "bacd")
  }

  @Test func `reciprocal ranks heed first places most`() {
    // a: 1/61 + 1/61 + 1/64 = 0.048412, b: 3/62 = 0.048387; Borda gives both 6 points.
    #expect(order(.rrf, "abcd", "abdc", "cbda") == "abcd")
    #expect(order(.rrf, "abcd", "cbda", "abdc") == "abcd")
  }

  @Test(arguments: RankAggregation.allCases)
  func `no order comes to nothing, and one to itself`(rule: RankAggregation) {
    #expect(rule.order(of: []) { _ in 0 }.isEmpty)
    #expect(order(rule, "hcbadfeg") == "hcbadfeg")
    #expect(order(rule, "x") == "x")
    #expect(order(rule, "bcadefghijkl", "bcadefghijkl") == "bcadefghijkl")
  }

  @Test(arguments: RankAggregation.allCases)
  func `whichever order came first, the result is the same`(rule: RankAggregation) {
    var chance = SplitMix(state: 11)
    for _ in 0..<300 {
      let candidates = Self.ids("abcdefghij").prefix(Int.random(in: 1...10, using: &chance))
      let orders = (0..<Int.random(in: 1...9, using: &chance)).map { _ in
        candidates.shuffled(using: &chance)
      }
      let result = rule.order(of: orders) { $0.rawValue.count }
      #expect(Set(result) == Set(candidates) && result.count == candidates.count)
      #expect(rule.order(of: orders.shuffled(using: &chance)) { $0.rawValue.count } == result)
      #expect(PassAgreement(of: orders, on: result) == PassAgreement(of: orders.reversed(), on: result))
    }
  }

  @Test func `Kemeny's order is as good as the best of all orders, and nearest to Borda's`() {
    var chance = SplitMix(state: 12)
    for _ in 0..<60 {
      let candidates = Array(Self.ids("abcde").prefix(Int.random(in: 2...5, using: &chance)))
      let orders = (0..<Int.random(in: 1...5, using: &chance)).map { _ in
        candidates.shuffled(using: &chance)
      }
      let borda = RankAggregation.borda.order(of: orders) { _ in 0 }
      let all = permutations(of: borda)
      let least = all.map { contradictions($0, orders) }.min()
      // `all` is in the order of Borda's places, so the first of the best is the nearest.
      let nearest = all.first { contradictions($0, orders) == least }
      #expect(RankAggregation.kemeny.order(of: orders) { _ in 0 } == nearest)
    }
  }

  private func contradictions(_ order: [InstructionID], _ orders: [[InstructionID]]) -> Int {
    orders.reduce(0) { sum, other in
      order.indices.reduce(sum) { sum, first in
        order[(first + 1)...].reduce(sum) { sum, second in
          let places = (other.firstIndex(of: order[first]) ?? 0, other.firstIndex(of: second) ?? 0)
          return sum + (places.0 > places.1 ? 1 : 0)
        }
      }
    }
  }

  private func permutations(of ids: [InstructionID]) -> [[InstructionID]] {
    guard ids.count > 1 else { return [ids] }
    return ids.flatMap { first in permutations(of: ids.filter { $0 != first }).map { [first] + $0 } }
  }
}
