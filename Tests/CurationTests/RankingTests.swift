import Curation
import Testing

@Suite struct RankingTests {
  private let candidates = ["a", "b", "c"].map { InstructionID($0) }

  private func category(ofOrder order: [String]) -> RankingFailure.Category? {
    do throws(RankingFailure) {
      _ = try Ranking(
        of: candidates,
        cluster: 1,
        order: order.map { InstructionID($0) },
        rationales: [:],
        origin: .length
      )
      return nil
    } catch {
      return error.category
    }
  }

  @Test(
    arguments: [
      (["c", "a", "b"], nil),
      (["c", "a"], .missing),
      ([], .missing),
      (["c", "c", "b"], .repetition),
      (["c", "a", "b", "b"], .repetition),
      (["c", "a", "z"], .unknownID),
      (["c", "a", "b", "z"], .unknownID),
    ] as [([String], RankingFailure.Category?)]
  )
  func `an order names every candidate exactly once`(order: [String], expected: RankingFailure.Category?) {
    #expect(category(ofOrder: order) == expected)
  }

  @Test(
    arguments: [
      ("gpt-9-mini", "gpt-9-mini"), ("org/model-7b", "org/model-7b"), ("/srv/models/tiny.gguf", "tiny.gguf"),
      ("/", "model"),
    ]
  )
  func `a model goes by its name, not by a path on the server's machine`(reported: String, title: String) {
    #expect(RankingOrigin.model(name: reported).title == title)
  }

  @Test func `an id is its bytes: a composed and a decomposed letter differ`() {
    #expect(InstructionID("\u{E9}") != InstructionID("e\u{301}"))
    #expect(Set([InstructionID("\u{E9}"), InstructionID("e\u{301}")]).count == 2)
  }

  @Test func `the heuristic puts longer texts first and says that no model read them`() throws {
    let texts = [("a", "xx"), ("b", "xxxx"), ("c", "xx")].map {
      Instruction(id: InstructionID($0.0), text: $0.1)
    }
    let ranking = try Ranking.byLength(texts, cluster: 1)
    #expect(ranking.order.map(\.rawValue) == ["b", "a", "c"])
    #expect(ranking.origin.title.contains("heuristic"))
    #expect(ranking.rank(of: InstructionID("c")) == 3)
  }
}
