import Foundation
import TestSupport
import Testing

/// The words in which a model is asked, by command.
@Suite struct PromptsTests {
  /// Where nothing listens, so that what is asked fails after all else was checked.
  private static let endpoint = ["--endpoint", "http://127.0.0.1:9", "--model", "none"]

  private func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let pool = (1...6).map { #"{"id": "p\#($0)", "instruction": "Explain item \#($0)."}"# }
    try folder.write(pool.joined(separator: "\n"), to: "pool.jsonl")
    for arguments in [
      ["new", "p.handpick", "pool.jsonl"], ["embed", "p.handpick"],
      ["cluster", "p.handpick", "--clusters", "2"],
    ] {
      try #require(BuiltProgram.run(arguments, in: folder).status == 0)
    }
    return folder
  }

  private func rank(_ options: [String], in folder: TemporaryFolder) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(["rank", "p.handpick"] + Self.endpoint + options, in: folder)
  }

  @Test func `prompts are listed, printed and checked`() throws {
    let folder = try TemporaryFolder()
    let list = try BuiltProgram.run("prompts", in: folder).output
    #expect(list.contains("handpick    handpick-1  order  sha256 "))
    #expect(list.contains("published   published-1  picks  sha256 "))
    let words = try BuiltProgram.run("prompts", "handpick", in: folder).output
    try folder.write(words, to: "own.txt")
    #expect(try BuiltProgram.run("prompts", "own.txt", in: folder).output == words)
    try folder.write(words.replacing("{{labels}}", with: "{{label}}"), to: "own.txt")
    let flaw = try BuiltProgram.run("prompts", "own.txt", in: folder)
    #expect(flaw.status == 1 && flaw.errors.contains("own.txt:17: {{label}} is none of candidates"))
  }

  @Test(arguments: [
    (["--prompt", "none"], "There is no prompt called none"),
    (["--prompt", "flawed.txt"], "flawed.txt:14: there is no {{note}}"),
    (["--criteria", " "], "The criteria are empty"),
    (["--criteria", "@missing.txt"], "missing.txt cannot be read"),
    (["--criteria", "guide"], "The project has no guide"),
    (["--criteria", "Hard ones.", "--prompt", "fixed.txt"], "The prompt fixed-1 has no {{criteria}}"),
  ])
  func `words that cannot be used are refused before anything is asked`(
    options: [String],
    message: String
  ) throws {
    let folder = try project()
    let words = try BuiltProgram.run("prompts", "published", in: folder).output
    try folder.write(words.replacing("{{note}}", with: ""), to: "flawed.txt")
    try folder.write(
      "version: fixed-1\nreply: picks\n[question]\n{{candidates}} {{note}} {{picks}}",
      to: "fixed.txt"
    )
    let outcome = try rank(options, in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(!outcome.errors.contains("No connection"))
  }

  @Test(arguments: [[], ["--prompt", "published"], ["--criteria", "guide"], ["--probe"]])
  func `a run notes its words, and other words are another run`(options: [String]) throws {
    struct Status: Decodable {
      struct Stage: Decodable { var options: [String: String] }
      var stages: [Stage]
    }
    let folder = try project()
    try BuiltProgram.run("guide", "p.handpick", "--set", "-", in: folder, input: "Hard ones.")
    let outcome = try rank(
      options + ["--criteria", "Easy ones."].filter { _ in options.isEmpty },
      in: folder
    )
    #expect(outcome.errors.contains("No connection"), "\(outcome.errors)")
    let status = try BuiltProgram.run("status", "p.handpick", "--json", in: folder).output
    let stages = try JSONDecoder().decode(Status.self, from: Data(status.utf8)).stages
    let noted = try #require(stages.last?.options)
    #expect(noted["prompt"] == (options == ["--prompt", "published"] ? "published-1" : "handpick-1"))
    #expect(noted["prompt-sha256"]?.count == 64 && noted["criteria-sha256"]?.count == 64)
  }
}
