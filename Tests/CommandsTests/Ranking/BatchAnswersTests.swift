import Foundation
import Glibc
import ProjectStore
import TestSupport
import Testing

/// Odd files of answers, with the built program.
@Suite(.serialized) struct BatchAnswersTests {
  private let pool: RankingPool
  private let questions: [BatchQuestion]

  /// A pool whose questions, two of them, are out.
  init() throws {
    pool = try RankingPool(clusters: 2)
    #expect(try pool.rankByBatch(["--passes", "1", "--batch-out", "batch.jsonl"]).status == 0)
    questions = try BatchQuestion.all(in: "batch.jsonl", of: pool)
    try #require(questions.count == 2)
  }

  private func takeFiles(_ names: String...) throws -> BuiltProgram.Outcome {
    try pool.rankByBatch(["--passes", "1"] + names.flatMap { ["--batch-in", $0] })
  }

  private func take(_ text: String) throws -> BuiltProgram.Outcome {
    try pool.folder.write(text, to: "answers.jsonl")
    return try takeFiles("answers.jsonl")
  }

  /// Everything is as it was, and the right file is taken.
  private func expectNothingLost(_ odd: BuiltProgram.Outcome, says words: String) throws {
    #expect(odd.status == 1)
    #expect(odd.errors.contains(words), "\(odd.errors)")
    try pool.folder.write(questions.map(\.order).joined(separator: "\n"), to: "right.jsonl")
    let right = try takeFiles("right.jsonl")
    #expect(right.status == 0 && right.output.isEmpty)
    #expect(right.errors.contains("2 of 2 replies taken; 0 lines hold none"), "\(right.errors)")
  }

  @Test func `a gzipped file is read`() throws {
    try pool.folder.write(questions.map(\.order).joined(separator: "\n"), to: "answers.jsonl")
    _ = try ChildProcess(
      path: "/usr/bin/env",
      arguments: ["gzip", "answers.jsonl"],
      folder: pool.folder.path
    ).run()
    rename(pool.folder.file("answers.jsonl.gz"), pool.folder.file("answers"))
    let outcome = try takeFiles("answers")
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("2 of 2 replies taken"))
  }

  @Test func `a gzipped file whose end is missing is named`() throws {
    try pool.folder.write(questions.map(\.order).joined(separator: "\n"), to: "answers.jsonl")
    _ = try ChildProcess(
      path: "/usr/bin/env",
      arguments: ["gzip", "answers.jsonl"],
      folder: pool.folder.path
    )
    .run()
    try pool.folder.write(pool.folder.bytes(of: "answers.jsonl.gz").dropLast(9), to: "answers.jsonl.gz")
    try expectNothingLost(
      try takeFiles("answers.jsonl.gz"),
      says: "answers.jsonl.gz is gzipped, and its end is missing."
    )
  }

  @Test(arguments: [
    ("", "answers.jsonl is empty."), ("\n \n", "answers.jsonl is empty."),
    ("PK\u{3}\u{4}\u{0}\u{0}", "answers.jsonl is binary: a zip archive or a spreadsheet."),
    ("\u{1}\u{0}\u{2}\u{0}", "answers.jsonl is binary"),
    ("id,answer\n1,2\n", "No line of answers.jsonl is about a question that this run asked."),
  ])
  func `a file that holds no answers is named`(text: String, words: String) throws {
    try expectNothingLost(try take(text), says: words)
  }

  @Test func `a folder and a file that is not there are named before anything is read`() throws {
    try pool.folder.write(questions[0].order, to: "answers.jsonl")
    let absent = try takeFiles("answers.jsonl", "absent.jsonl")
    #expect(absent.errors.contains("absent.jsonl cannot be read: No such file or directory."))
    #expect(absent.status == 1 && !absent.errors.contains("taken"))
    try FileManager.default.createDirectory(
      atPath: pool.folder.file("folder"),
      withIntermediateDirectories: false
    )
    try expectNothingLost(try takeFiles("answers.jsonl", "folder"), says: "folder is a folder, not a file.")
  }

  @Test func `the file of the questions is told from one of answers`() throws {
    try expectNothingLost(
      try takeFiles("batch.jsonl"),
      says: "batch.jsonl:1 is a question, not an answer: --batch-out wrote this file."
    )
  }

  @Test func `what was read before a file that is none of answers is taken`() throws {
    try pool.folder.write(questions[0].order, to: "answers.jsonl")
    let outcome = try takeFiles("answers.jsonl", "batch.jsonl")
    #expect(outcome.status == 1 && outcome.errors.contains("1 of 2 replies taken"))
    #expect(outcome.errors.contains("batch.jsonl:1 is a question, not an answer"))
    #expect(try takeFiles("answers.jsonl").errors.contains("1 lines answer what was answered before"))
  }

  @Test func `a file that is named twice is read at no time`() throws {
    symlink("answers.jsonl", pool.folder.file("link"))
    try pool.folder.write(questions[0].order, to: "answers.jsonl")
    try expectNothingLost(try takeFiles("answers.jsonl", "link"), says: "link is named twice.")
  }

  @Test func `a file that is taken again changes nothing, and is no problem`() throws {
    let text = questions.map(\.order).joined(separator: "\n")
    #expect(try take(text).status == 0)
    let again = try take(text)
    #expect(again.status == 0 && again.output.isEmpty)
    #expect(again.errors.contains("0 of 0 replies taken; 0 lines hold none"))
    #expect(again.errors.contains("2 lines answer what was answered before"))
    #expect(try pool.status.contains("2 requests"))
  }

  @Test func `line breaks of Windows and a byte order mark are read over`() throws {
    let outcome = try take("\u{FEFF}" + questions.map(\.order).joined(separator: "\r\n") + "\r\n")
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("2 of 2 replies taken"))
  }

  @Test func `a line that breaks off and one that is too long are told, and the others are read`() throws {
    let long = "{\"custom_id\":\"\(questions[1].id)\",\"x\":\"\(String(repeating: "x", count: 17 << 20))\"}"
    let text = [long, questions[0].order, String(questions[1].order.dropLast(20))].joined(separator: "\n")
    let outcome = try take(text)
    #expect(outcome.status == 0 && outcome.errors.contains("1 of 2 replies taken; 2 lines hold none"))
    #expect(
      outcome.output == """
        answers.jsonl:1: -: the line is longer than 16 MB
        answers.jsonl:3: -: the line breaks off

        """
    )
  }

  @Test func `the answers of another project are taken for no others`() throws {
    let other = try RankingPool(clusters: 3)
    #expect(try other.rankByBatch(["--passes", "1", "--seed", "7", "--batch-out", "b.jsonl"]).status == 0)
    let answers = try BatchQuestion.all(in: "b.jsonl", of: other).map(\.order).joined(separator: "\n")
    let outcome = try take(answers)
    #expect(outcome.output.split(separator: "\n").count == 3)
    try expectNothingLost(
      outcome,
      says: "No line of answers.jsonl is about a question that this run asked."
    )
  }

  @Test func `answers to other options begin no run`() throws {
    try pool.folder.write(questions[0].order, to: "answers.jsonl")
    let outcome = try pool.rankByBatch(["--passes", "3", "--batch-in", "answers.jsonl"])
    try expectNothingLost(outcome, says: "No questions were written with these options")
    #expect(try pool.open().runs().count == 1)
  }

  @Test func `what runners say of failures is told, and stays open`() throws {
    let (first, second) = (questions[0].id, questions[1].id)
    let outcome = try take(
      """
      {"id":"vllm-1","custom_id":"\(first)","response":{"status_code":400,"request_id":"r","body":null},"error":{"error":{"message":"too long","type":"BadRequestError","param":null,"code":400}}}
      {"id":"batch_req_1","custom_id":"\(second)","response":{"status_code":400,"request_id":"r","body":{"error":{"message":"no such model","code":"model_not_found"}}},"error":null}
      """
    )
    #expect(
      outcome.output == """
        answers.jsonl:1: \(first): HTTP 400: too long
        answers.jsonl:2: \(second): HTTP 400: no such model

        """
    )
    #expect(outcome.status == 0 && outcome.errors.contains("2 questions are open"))
    #expect(try pool.rankByBatch(["--passes", "1", "--batch-out", "next.jsonl"]).status == 0)
    #expect(try pool.folder.bytes(of: "next.jsonl") == pool.folder.bytes(of: "batch.jsonl"))
  }
}
