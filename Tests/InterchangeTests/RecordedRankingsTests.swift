import Curation
import Foundation
import Interchange
import TestSupport
import Testing

@Suite struct RecordedRankingsTests {
  private func read(_ text: String) throws -> RecordedRankings {
    let folder = try TemporaryFolder()
    let path = folder.file("rankings.jsonl")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return try RecordedRankings(path: path)
  }

  @Test func `a line holds an order, its reasons and who made it`() throws {
    let rankings = try read(
      """
      {"ranker": "the samples' authors", "order": ["b", "a"], "rationales": {"b": "a table to read"}}

      {"ranker": "tiny", "order": ["c"]}
      """
    )
    #expect(rankings.entries.map(\.line) == [1, 3])
    #expect(rankings.entries.map(\.ranker) == ["the samples' authors", "tiny"])
    #expect(rankings.entries[0].order.map(\.rawValue) == ["b", "a"])
    #expect(rankings.entries[0].rationales == [InstructionID("b"): "a table to read"])
    #expect(rankings.entries[1].rationales.isEmpty)
  }

  @Test(
    arguments: [
      (#"{"order": ["a"]}"#, "\"ranker\""),
      (#"{"ranker": "", "order": ["a"]}"#, "\"ranker\""),
      (#"{"ranker": "x"}"#, "\"order\""),
      (#"{"ranker": "x", "order": []}"#, "\"order\""),
      (#"{"ranker": "x", "order": ["a", 2]}"#, "a number"),
      (#"{"ranker": "x", "order": ["a"], "rationales": ["why"]}"#, "\"rationales\""),
      (#"{"ranker": "x", "order": ["a"], "rationales": {"a": 1}}"#, "\"a\""),
      (#"{"ranker": "x", "order": ["a"]"#, "not valid JSON"),
      ("[]", "not an object"),
    ]
  )
  func `what is no ranking is told with its line`(line: String, hint: String) throws {
    let good = #"{"ranker": "x", "order": ["z"]}"#
    let error = #expect(throws: InterchangeError.self) { try read(good + "\n" + line) }
    #expect(error?.summary.contains(".jsonl:2: ") == true)
    #expect(error?.summary.contains(hint) == true, "\(error?.summary ?? "")")
  }

  @Test func `an empty file is told`() {
    #expect(throws: InterchangeError.self) { try read("") }
    #expect(throws: InterchangeError.self) { try read("\n\n") }
  }
}
