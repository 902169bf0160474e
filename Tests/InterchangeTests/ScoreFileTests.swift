import Curation
import Foundation
import Interchange
import TestSupport
import Testing

@Suite struct ScoreFileTests {
  private func read(_ text: String) throws -> ScoreFile {
    let folder = try TemporaryFolder()
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file("scores.jsonl")))
    return try ScoreFile(path: folder.file("scores.jsonl"))
  }

  @Test func `each line gives one instruction its score`() throws {
    let file = try read(
      "{\"id\": \"a\", \"score\": 3.5, \"by\": \"x\"}\n\n{\"score\": -1e2, \"id\": \"b\"}\n"
    )
    #expect(file.scores == [InstructionID("a"): 3.5, InstructionID("b"): -100])
  }

  @Test(
    arguments: [
      ("{\"id\": \"a\"}", 1, "number"), ("{\"id\": \"a\", \"score\": \"3\"}", 1, "number"),
      ("{\"score\": 1}", 1, "id"), ("{\"id\": \"a\", \"score\": 1e999}", 1, "number"),
      ("{\"id\": \"a\", \"score\": 1}\n{\"id\": \"a\", \"score\": 2}", 2, "already"),
    ]
  )
  func `a line that holds no score is told by its number`(text: String, line: Int, word: String) throws {
    let error = try #require(throws: InterchangeError.self) { try read(text) }
    guard case .notAScore(_, let found, let reason) = error else { throw error }
    #expect(found == line && reason.contains(word))
    #expect(error.summary.contains(":\(line): no score"))
  }

  @Test func `an empty file holds no scores`() {
    #expect(throws: InterchangeError.self) { try read("\n\n") }
  }
}
