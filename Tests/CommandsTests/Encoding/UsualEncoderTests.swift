import Foundation
import ProjectStore
import TestSupport
import Testing

/// Which encoder embeds where nobody names one, with the built program and models of no weight.
@Suite struct UsualEncoderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let pool = (1...12).map { #"{"instruction":"Write \#($0) lines about \#(["tea", "the sea"][$0 % 2])"}"# }
    try folder.write(pool.joined(separator: "\n"), to: "pool.jsonl")
    try BuiltProgram.run("new", "tea.handpick", "pool.jsonl", in: folder)
  }

  private func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(arguments, in: folder)
  }

  /// Puts folders on the shelf that look like models until they are loaded.
  private func shelve(_ names: String...) throws {
    for name in names {
      let place = "data/handpick/models/\(name)"
      try FileManager.default.createDirectory(atPath: folder.file(place), withIntermediateDirectories: true)
      try folder.write("{}", to: place + "/config.json")
    }
  }

  @Test func `without a model it is the lexical one`() throws {
    let outcome = try run("embed", "tea.handpick")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("Embedding with the lexical encoder: no sentence model is on the shelf"))
    let again = try run("embed", "tea.handpick")
    #expect(
      again.errors.contains(
        "with the lexical encoder, all of them anew: its vectors depend on the whole pool."
      )
    )
  }

  @Test func `it is the model on the shelf, for embed and for run`() throws {
    try shelve("mini")
    for arguments in [
      ["embed", "tea.handpick"], ["run", "pool.jsonl"], ["embed", "tea.handpick", "--encoder", "sentence"],
    ] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("data/handpick/models/mini/"), "\(outcome.errors)")
      #expect(outcome.errors.contains("Embedding with the sentence model mini: the only one on the shelf."))
    }
  }

  @Test func `of several it is the first by name, which is said`() throws {
    try shelve("zeta", "alpha")
    let outcome = try run("embed", "tea.handpick")
    #expect(
      outcome.errors.contains(
        "Embedding with the sentence model alpha: the first of 2 on the shelf; --model names another."
      )
    )
  }

  @Test func `an option that only one encoder has names it`() throws {
    try shelve("mini")
    #expect(
      try run("embed", "tea.handpick", "--dimensions", "5").errors.contains(
        "in 5 dimensions with the lexical"
      )
    )
    #expect(try run("embed", "tea.handpick", "--seed", "3").errors.contains("with the lexical encoder"))
  }

  /// What the last embedding was made with.
  private func embedded() throws -> [String: String] {
    let project = try Project.open(at: folder.file("tea.handpick"), access: .readOnly)
    defer { try? project.close() }
    return try project.presentEncoding()?.options ?? [:]
  }

  @Test func `a lexical project stays lexical beside a shelf, with all that its vectors were made with`()
    throws
  {
    let own = ["--dimensions", "5", "--seed", "3", "--text", "{input}{instruction}"]
    #expect(try BuiltProgram.run(["embed", "tea.handpick"] + own, in: folder).status == 0)
    let before = try embedded()
    try shelve("mini")
    let again = try run("embed", "tea.handpick")
    #expect(again.status == 0, "\(again.errors)")
    #expect(
      again.errors.contains("Embedding with the lexical encoder: the project has vectors by it.")
        && again.errors.contains("in 5 dimensions")
    )
    #expect(try embedded() == before && before["seed"] == "3" && before["text"] == "{input}{instruction}")
    // What is said is changed, and nothing else.
    #expect(try run("embed", "tea.handpick", "--seed", "4").status == 0)
    #expect(try embedded() == before.merging(["seed": "4"]) { $1 })
  }

  @Test(arguments: [["--precision", "bfloat16"], ["--encoder", "sentence"], []])
  func `a sentence project keeps to its own model, whatever is on the shelf`(options: [String]) throws {
    try shelve("alpha")
    let project = try Project.open(at: folder.file("tea.handpick"))
    let encoding = Encoding(
      encoder: EncoderDescription(name: "sentence", version: "1"),
      options: ["model": folder.file("own"), "text": "plain"]
    )
    _ = try project.draftEmbeddings(by: encoding)
    try project.close()
    let command = ["embed", "tea.handpick"] + options
    let gone = try BuiltProgram.run(command, in: folder)
    #expect(gone.status == 1)
    #expect(gone.errors.contains("The project is embedded by the sentence model"), "\(gone.errors)")
    try FileManager.default.createDirectory(atPath: folder.file("own"), withIntermediateDirectories: true)
    try folder.write("{}", to: "own/config.json")
    let present = try BuiltProgram.run(command, in: folder)
    #expect(present.errors.contains("own: the project has vectors by it."), "\(present.errors)")
    #expect(present.errors.contains("/own/") && !present.errors.contains("alpha"))
    // A model that is named is taken.
    let other = try BuiltProgram.run(command + ["--model", "alpha"], in: folder)
    #expect(other.errors.contains("models/alpha/"), "\(other.errors)")
  }

  @Test func `the demo takes none`() throws {
    try shelve("mini")
    #expect(try run("demo", "here").status == 0)
    #expect(try run("status", "here/demo.handpick").output.contains("by the lexical encoder"))
  }

  @Test func `vectors that came from elsewhere are not replaced unasked`() async throws {
    try await FaultServer.serve({ EmbeddingAnswers.reply(to: $1) }) { server in
      let outcome = try await BuiltProgram.runAside(
        ["embed", "tea.handpick", "--endpoint", server.address, "--model", "m"],
        in: folder
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      let again = try run("embed", "tea.handpick")
      #expect(again.status == 1)
      #expect(again.errors.contains("The project is embedded by m at \(server.address)/v1."))
      #expect(try run("embed", "tea.handpick", "--encoder", "lexical").status == 0)
    }
  }

  @Test(arguments: [
    (["--encoder", "lexical", "--model", "m"], "--model and --precision go with --encoder sentence"),
    (["--encoder", "sentence", "--model", "m", "--vectors", "v.npy"], "not both"),
    (["--encoder", "endpoint"], "--encoder endpoint needs --endpoint"),
    (
      ["--encoder", "sentence", "--endpoint", "http://127.0.0.1:1"], "--endpoint goes with --encoder endpoint"
    ),
    (["--dry-run"], "--dry-run: only with --endpoint."),
    (
      ["--encoder", "lexical", "--batch", "9", "--token-cap", "5"],
      "--batch, --token-cap: only with --endpoint."
    ),
    (["--vectors", "v.npy", "--concurrency", "2"], "--concurrency: only with --endpoint."),
    (["--endpoint", "http://127.0.0.1:1", "--seed", "1"], "--seed goes with the lexical encoder"),
    (["--endpoint", "http://127.0.0.1:1", "--precision", "float32"], "--precision with sentence"),
    (["--endpoint", "http://127.0.0.1:1", "--batch", "0"], "--batch must be at least 1."),
    (["--ids", "i.txt"], "--ids goes with --vectors."),
    (["--vectors", "v.npy", "--text", "plain"], "--text goes with an encoder"),
  ])
  func `options that do not go together are refused`(options: [String], message: String) throws {
    let outcome = try BuiltProgram.run(["embed", "tea.handpick"] + options, in: folder)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func `an endpoint without a model, and a shelf without one, say what is missing`() throws {
    let endpoint = try run("embed", "tea.handpick", "--endpoint", "http://127.0.0.1:1")
    #expect(endpoint.status == 1 && endpoint.errors.contains("No model is named for http://127.0.0.1:1."))
    let sentence = try run("embed", "tea.handpick", "--encoder", "sentence")
    #expect(sentence.status == 1 && sentence.errors.contains("There is no sentence model on the shelf."))
  }
}
