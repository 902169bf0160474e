import Foundation
import TestSupport
import Testing

@Suite struct ModelDownloadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func get(
    _ options: String...,
    hub: FaultServer,
    environment: [String: String] = [:]
  ) async throws -> BuiltProgram.Outcome {
    let usual = ["XDG_DATA_HOME": folder.file("data"), "HF_TOKEN": "", "HF_ENDPOINT": hub.address]
    return try await BuiltProgram.runAside(
      ["models", "get"] + options,
      in: folder,
      environment: usual.merging(environment) { $1 }
    )
  }

  @Test(.enabled(if: SentenceModel.folder != nil, SentenceModel.howToInstall))
  func `a real model is downloaded and called by its name`() async throws {
    let source = try #require(SentenceModel.folder)
    var files = ["README.md": Array("# A model".utf8)]
    for name in try FileManager.default.subpathsOfDirectory(atPath: source) where name.contains(".") {
      files[name] = Array(try Data(contentsOf: URL(filePath: "\(source)/\(name)")))
    }
    let sample = HubSample(files)
    try await FaultServer.serve({ _, request in sample.answer(request) }) { hub in
      let outcome = try await get(HubSample.name, hub: hub, environment: ["HF_TOKEN": "hf_secret_0123"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("Added tiny at "))
      #expect(hub.requests.allSatisfy { $0.headers["authorization"] == ["Bearer hf_secret_0123"] })
      #expect(!hub.requests.contains { $0.path.hasSuffix("README.md") })
    }
    try folder.write(#"{"instruction": "Make tea"}"# + "\n" + #"{"instruction": "Brew"}"#, to: "pool.jsonl")
    try BuiltProgram.run("new", "tea.handpick", "pool.jsonl", in: folder)
    let embedded = try BuiltProgram.run(
      "embed",
      "tea.handpick",
      "--encoder",
      "sentence",
      "--model",
      "tiny",
      in: folder,
      environment: ["XDG_DATA_HOME": folder.file("data")]
    )
    #expect(embedded.status == 0, "\(embedded.errors)")
  }

  @Test func `a model of another kind is refused before its weights are fetched`() async throws {
    let sample = HubSample([
      "config.json": Array(#"{"model_type": "t5"}"#.utf8),
      "model.safetensors": [UInt8](repeating: 1, count: 99),
    ])
    try await FaultServer.serve({ _, request in sample.answer(request) }) { hub in
      let outcome = try await get(HubSample.name, hub: hub)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("config.json"), "\(outcome.errors)")
      #expect(!hub.requests.contains { $0.path.hasSuffix("model.safetensors") })
    }
  }

  @Test func `a model without weights that are read is refused at once`() async throws {
    let sample = HubSample(["config.json": Array("{}".utf8), "pytorch_model.bin": [1]])
    try await FaultServer.serve({ _, request in sample.answer(request) }) { hub in
      let outcome = try await get(HubSample.name, "--hub", hub.address, hub: hub)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("ada/tiny has no file model.safetensors."))
      // On a busy machine a request may come twice.
      #expect(Set(hub.requests.map(\.path)).count == 2)
    }
  }

  @Test func `a model that is not there is told, and nothing is left behind`() async throws {
    try await FaultServer.serve({ _, _ in .text(404, "") }) { hub in
      let outcome = try await get(HubSample.name, "--revision", "v2", hub: hub)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("\(hub.address) has no ada/tiny at v2."))
      #expect(try folder.names.isEmpty)
    }
  }

  @Test(arguments: [
    ["tiny"], ["../tiny"], ["ada/tiny", "--hub", "http://example.org"], ["ada/tiny", "--revision", ""],
  ])
  func `what cannot be meant is refused`(arguments: [String]) throws {
    let environment = ["HF_TOKEN": ""]
    let outcome = try BuiltProgram.run(["models", "get"] + arguments, in: folder, environment: environment)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("handpick: "))
  }
}
