import Foundation
import TestSupport
import Testing

@Suite struct SentenceEmbeddingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let pool = (1...12).map { #"{"instruction":"Write \#($0) lines about \#(["tea", "the sea"][$0 % 2])"}"# }
    try folder.write(pool.joined(separator: "\n"), to: "pool.jsonl")
    try BuiltProgram.run("new", "tea.handpick", "pool.jsonl", in: folder)
  }

  private func embed(_ options: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(["embed", "tea.handpick"] + options, in: folder)
  }

  @Test func `a folder that is no model is told, and nothing is embedded`() throws {
    let missing = try embed("--encoder", "sentence", "--model", "nowhere")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("There is no folder nowhere."))
    let empty = try embed("--encoder", "sentence", "--model", ".")
    #expect(empty.status == 1)
    #expect(empty.errors.contains("There is no file ./config.json."))
    #expect(try BuiltProgram.run("status", "tea.handpick", in: folder).output.contains("handpick embed"))
  }

  @Test(.enabled(if: SentenceModel.folder != nil, SentenceModel.howToInstall))
  func `a pool is embedded by a real model, and clustered`() throws {
    let outcome = try embed("--encoder", "sentence", "--model", try #require(SentenceModel.folder))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("Embedded 12 instructions in 384 dimensions with the sentence encoder."))
    #expect(try BuiltProgram.run("cluster", "tea.handpick", "--clusters", "3", in: folder).status == 0)
    // What is imported later is all that is encoded then, by the same model without naming it.
    try folder.write(#"{"instruction":"Write something else"}"#, to: "more.jsonl")
    #expect(try BuiltProgram.run("import", "tea.handpick", "more.jsonl", in: folder).status == 0)
    let more = try embed()
    #expect(more.status == 0, "\(more.errors)")
    #expect(
      more.errors.contains(
        "Embedded 1 instructions in 384 dimensions with the sentence encoder; 12 had their"
      )
    )
    #expect(
      try embed("--precision", "float32", "--model", try #require(SentenceModel.folder)).errors.contains(
        "All 13"
      )
    )
  }

  @Test(.enabled(if: SentenceModel.folder != nil, SentenceModel.howToInstall))
  func `a model that was put on the shelf is called by its name`() throws {
    let home = ["XDG_DATA_HOME": folder.file("data")]
    func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
      try BuiltProgram.run(arguments, in: folder, environment: home)
    }
    #expect(try run("models", "list").errors.contains("No models yet"))
    let added = try run("models", "add", try #require(SentenceModel.folder), "--name", "mini")
    #expect(added.status == 0, "\(added.errors)")
    #expect(try run("models", "list").output.hasPrefix("mini"))
    let embedded = try run("embed", "tea.handpick", "--encoder", "sentence", "--model", "mini")
    #expect(embedded.status == 0, "\(embedded.errors)")
  }

  @Test(arguments: ["", ".hidden", "a/b", ".."])
  func `a name that is no folder's is refused`(name: String) throws {
    let outcome = try BuiltProgram.run("models", "add", ".", "--name", name, in: folder)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--name"))
  }
}
