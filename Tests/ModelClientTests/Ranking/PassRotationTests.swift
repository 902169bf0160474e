import Curation
import Testing

@testable import ModelClient

@Suite struct PassRotationTests {
  private func places(_ count: Int, pass: Int, in plan: PassPlan, cluster: Int = 1) throws -> [Int] {
    try #require(PassRotation(of: count, pass: pass, in: plan, cluster: cluster, key: "7/1")).places
  }

  @Test func `three passes begin at evenly spaced places, the last one goes backwards`() throws {
    let base = try places(9, pass: 1, in: .adaptive)
    #expect(base.sorted() == Array(0..<9))
    #expect(try places(9, pass: 2, in: .adaptive) == Array(base[3...] + base[..<3]))
    #expect(try places(9, pass: 3, in: .adaptive) == (base[6...] + base[..<6]).reversed())
    #expect(try places(9, pass: 1, in: .fixed(3)) == base)
  }

  @Test func `further passes begin between those`() throws {
    let base = try places(9, pass: 1, in: .adaptive)
    let starts = try (1...9).map { pass in
      let places = try places(9, pass: pass, in: .adaptive)
      // Backwards, the candidate at which the others would begin comes last.
      return [3, 5, 9].contains(pass) ? places[8] : places[0]
    }
    #expect(starts == [0, 3, 6, 5, 8, 1, 2, 4, 7].map { base[$0] })
  }

  @Test(arguments: 5...12)
  func `the first five passes show five orders`(count: Int) throws {
    #expect(Set(try (1...5).map { try places(count, pass: $0, in: .adaptive) }).count == 5)
    #expect(Set(try (1...5).map { try places(count, pass: $0, in: .adaptive)[0] }).count >= 3)
  }

  @Test func `one pass has no rotation`() {
    #expect(PassRotation(of: 5, pass: 1, in: .single, cluster: 1, key: "") == nil)
  }

  /// A ranker that puts what it sees first in the first place, whatever it is.
  @Test(arguments: [3, 4, 5, 8, 10], [PassPlan.adaptive, .fixed(3), .fixed(5), .fixed(9)])
  func `whoever always picks the first place picks each place of a cluster equally often`(
    count: Int,
    plan: PassPlan
  ) throws {
    var picks = Array(repeating: 0, count: count)
    let ids = (0..<count).map { InstructionID("i\($0)") }
    for cluster in 1...1_000 {
      var round = RankingRound()
      while true {
        let missing = round.missing(in: plan)
        guard !missing.isEmpty else { break }
        for pass in missing {
          let rotation = try #require(
            PassRotation(of: count, pass: pass, in: plan, cluster: cluster, key: "3/1")
          )
          round.results[pass] = Result { () throws(RankingFailure) in
            try Ranking(
              of: ids,
              cluster: cluster,
              order: rotation.order(of: ids),
              rationales: [:],
              origin: .model(name: "stub")
            )
          }
        }
      }
      // Texts of lengths that have nothing to do with places.
      let ranking = try #require(
        round.ranking(in: plan, by: .borda) { ((Int($0.rawValue.dropFirst()) ?? 0) * 7 + cluster * 13) % 31 }
      )
      picks[try #require(ids.firstIndex(of: ranking.order[0]))] += 1
    }
    let shares = picks.map { Double($0) / 1_000 }
    #expect(shares.allSatisfy { abs($0 - 1 / Double(count)) <= 0.02 }, "\(shares)")
  }
}
