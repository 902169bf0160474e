import Curation
import Foundation
import Interchange
import TestSupport
import Testing

@Suite struct AnswerFileTests {
  private func read(_ text: String, _ kind: AnswerFile.Kind = .prediction) throws -> AnswerFile {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "answers.jsonl")
    return try AnswerFile(path: folder.file("answers.jsonl"), kind: kind)
  }

  @Test func `each line answers one instruction`() throws {
    let file = try read(
      "{\"id\": \"b\", \"prediction\": \"yes\"}\n{\"id\": \"a\", \"prediction\": \"\", \"reference\": \"no\"}"
    )
    #expect(file.ids == [InstructionID("b"), InstructionID("a")] && file.answers == ["yes", ""])
    #expect(try read("{\"id\": \"a\", \"reference\": \"no\"}", .reference).answers == ["no"])
  }

  @Test(
    arguments: [
      ("{\"id\": \"a\", \"reference\": \"no\"}", 1), ("{\"id\": 7, \"prediction\": \"no\"}", 1),
      ("{\"id\": \"a\", \"prediction\": 7}", 1),
      ("{\"id\": \"a\", \"prediction\": \"x\"}\n{\"id\": \"a\", \"prediction\": \"y\"}", 2),
    ]
  )
  func `a line that holds no answer is told by its number`(text: String, line: Int) throws {
    let error = try #require(throws: InterchangeError.self) { try read(text) }
    guard case .notAnAnswer(_, let found, "prediction", _) = error else { throw error }
    #expect(found == line && error.summary.contains(":\(line): no prediction"))
  }
}
