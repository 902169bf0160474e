import Curation
import Testing

@Suite struct DecisionTests {
  private let cluster = Cluster(
    number: 7,
    label: "tea",
    candidates: ["a", "b", "c"].map { InstructionID($0) }
  )
  private let presentation = Presentation(order: [], showedRanking: true, run: 1)

  private func ranking() throws -> Ranking {
    try Ranking(
      of: cluster.candidates,
      cluster: 7,
      order: ["b", "a", "c"].map { InstructionID($0) },
      rationales: [:],
      origin: .model(name: "tiny")
    )
  }

  private func decide(_ verdict: Verdict, _ picks: [String], ranked: Bool = true) throws -> Decision {
    try Decision(
      verdict,
      picks: picks.map { InstructionID($0) },
      in: cluster,
      ranking: ranked ? ranking() : nil,
      presentation: presentation
    )
  }

  @Test func `accepting picks what the ranker put first`() throws {
    #expect(try decide(.accept, ["b"]).picks == [InstructionID("b")])
    #expect(try decide(.accept, ["a", "b"]).picks.count == 2)
    #expect(throws: DecisionError.notTheRankersPick(cluster: 7)) { try decide(.accept, ["a"]) }
    #expect(throws: DecisionError.notTheRankersPick(cluster: 7)) { try decide(.accept, []) }
  }

  @Test func `without a ranking there is nothing to accept but everything to override`() throws {
    #expect(throws: DecisionError.nothingToAccept(cluster: 7)) { try decide(.accept, ["b"], ranked: false) }
    #expect(try decide(.override, ["b"], ranked: false).picks.count == 1)
  }

  @Test func `a pick is a candidate of the cluster, once`() {
    #expect(throws: DecisionError.notACandidate(InstructionID("z"), cluster: 7)) {
      try decide(.override, ["z"])
    }
    #expect(throws: DecisionError.repeatedPick(cluster: 7)) { try decide(.override, ["c", "c"]) }
    #expect(throws: DecisionError.noPick(cluster: 7)) { try decide(.override, []) }
  }

  @Test(arguments: [Verdict.none, .skip])
  func `a verdict without use for picks takes none`(verdict: Verdict) {
    #expect(throws: DecisionError.picksWithoutUse(verdict, cluster: 7)) { try decide(verdict, ["a"]) }
  }

  @Test func `every reason has its own key, which no arrow key can be mistaken for`() {
    let keys = Reason.allCases.map(\.key)
    #expect(Set(keys).count == keys.count)
    #expect(keys.allSatisfy { $0.isLowercase })
  }
}
