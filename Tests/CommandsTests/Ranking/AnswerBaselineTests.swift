import Foundation
import TestSupport
import Testing

/// Against llama.cpp's own server with a very small model, in a process of its own.
@Suite(.serialized, .enabled(if: LanguageServer.python != nil, LanguageServer.howToInstall))
struct AnswerBaselineTests {
  @Test func `a real model's answers rank by open-endedness and by perplexity`() async throws {
    let folder = try TemporaryFolder()
    let pool = [
      "What is two and two?", "Write about the sea.", "Name a colour.", "Tell a long story about a fox.",
    ]
    .enumerated().map { "{\"id\": \"p\($0.offset)\", \"instruction\": \"\($0.element)\"}" }
    try folder.write(pool.joined(separator: "\n"), to: "pool.jsonl")
    for arguments in [
      ["new", "tea.handpick", "pool.jsonl"], ["embed", "tea.handpick"],
      ["cluster", "tea.handpick", "--clusters", "2"],
    ] {
      try #require(try BuiltProgram.run(arguments, in: folder).status == 0)
    }
    try await LanguageServer.serve { address in
      for method in ["open-endedness", "perplexity-low", "perplexity-high"] {
        let outcome = try BuiltProgram.run(
          ["rank", "tea.handpick", "--endpoint", address, "--model", "small", "--method", method, "--aside"],
          in: folder
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("2 clusters are ranked by"))
      }
    }
    let output = try BuiltProgram.run("runs", "tea.handpick", "--json", in: folder).output
    let runs = try JSONDecoder().decode([Run].self, from: Data(output.utf8))
    #expect(runs.map(\.ranked) == [2, 2, 2])
    // The answers of the second run are those of the third.
    #expect(runs.map { $0.completionTokens > 0 } == [true, true, false])
    #expect(
      runs[0].ranker.hasPrefix("open-endedness of answers by ") && runs[0].ranker.hasSuffix("(heuristic)")
    )
    let compared = try BuiltProgram.run("compare", "tea.handpick", "2", "3", in: folder).output
    #expect(compared.contains("Kendall's tau") && compared.contains("-1.000"))
  }

  private struct Run: Decodable {
    var ranker: String
    var ranked: Int
    var completionTokens: Int
  }
}
