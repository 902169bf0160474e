import Curation
import Testing

@testable import ModelClient

/// Replies to the published way of asking, two picks of five.
@Suite struct PickReplyTests {
  private func places(_ text: String, picks: Int = 2) throws(RankingFailure) -> [Int] {
    try PickReply(ChatReply(text: text, model: "m"), from: 5, picks: picks).places
  }

  @Test(arguments: [
    "[3, 1]", "[3,1]", "The answer is [3, 1].", "```\n[3, 1]\n```", #"["3", "1"]"#, "[3, 1,]",
    "<think>[2, 4]?</think>[3, 1]", "[3, 1], that is, [3, 1].", "选择 [3, 1]。",
  ])
  func `one list of numbers is read however it is wrapped`(text: String) throws {
    #expect(try places(text) == [3, 1])
  }

  @Test(arguments: [
    ("3", RankingFailure.Category.wrongFormat), ("", .wrongFormat), ("N/A", .wrongFormat),
    ("[]", .wrongFormat),
    ("3, 1", .wrongFormat), ("[3] > [1]", .wrongFormat), ("[3], [1]", .wrongFormat),
    ("[3] [1]", .wrongFormat),
    ("[3.0, 1]", .wrongFormat), ("[-1, 2]", .wrongFormat), ("[three, one]", .wrongFormat),
    ("[3, 1", .wrongFormat), ("[3, 1] or [2, 4]", .wrongFormat), ("[3, 1, 2]", .wrongFormat),
    ("[3]", .missing), ("[3, 3]", .repetition), ("[0, 1]", .unknownID), ("[6, 1]", .unknownID),
    ("[99999999999999999999, 1]", .unknownID), ("I'm sorry, I can't choose.", .refusal),
    ("<think>[3, 1]", .truncated),
  ])
  func `anything else is a failure of its category`(text: String, category: RankingFailure.Category) {
    let error = #expect(throws: RankingFailure.self) { try places(text) }
    #expect(error?.category == category)
  }

  @Test func `picks come first, the others follow as shown, under a name that says so`() async throws {
    let (cluster, candidates) = cluster(of: 5)
    let prompt = try RankingPrompt.load("published")
    let model = ScriptedModel { call, _ in .writes(call == 0 ? "[9]" : "[4]") }
    let ranker = ModelRanker(model: model, options: ModelRanker.Options(seed: 7, prompt: prompt))
    let attempt = try await ranker.rank(cluster, candidates: candidates, picks: 1)
    let ranking = try attempt.result.get()
    #expect(attempt.earlier.map(\.failure?.category) == [.unknownID])
    #expect(await model.requests[1].user.contains("named an id that does not exist. Answer"))
    #expect(ranking.order == [3, 0, 1, 2, 4].map { attempt.last.shown[$0] })
    #expect(ranking.rationales.isEmpty)
    #expect(ranking.origin.title == "scripted-1, prompt published-1, picks only")
  }
}
