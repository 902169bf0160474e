import Curation
import Foundation
import TestSupport
import Testing

@testable import SentenceEncoder

/// What is wrong with a model folder is told by file and name.
@Suite struct ModelFolderTests {
  private let folder: TemporaryFolder
  private let model: TinyModel

  init() throws {
    folder = try TemporaryFolder()
    model = try TinyModel()
    try model.write(to: folder)
  }

  private func fault() -> SentenceEncoderError? {
    do {
      _ = try SentenceEncoder(folder: folder.path)
      return nil
    } catch { return error }
  }

  private func write(configuration changes: [String: Any]) throws {
    let configuration = model.configuration.merging(changes) { $1 }
    try folder.write(JSONSerialization.data(withJSONObject: configuration), to: "config.json")
  }

  @Test func `a folder that is not there`() {
    #expect(throws: SentenceEncoderError.noFolder(path: "/nowhere/model")) {
      try SentenceEncoder(folder: "/nowhere/model")
    }
  }

  @Test(arguments: ["config.json", "model.safetensors", "1_Pooling/config.json"])
  func `a missing file`(name: String) throws {
    try FileManager.default.removeItem(atPath: folder.file(name))
    #expect(fault() == .missingFile(path: folder.file(name)))
  }

  @Test func `a missing tokenizer`() throws {
    try FileManager.default.removeItem(atPath: folder.file("tokenizer.json"))
    #expect(fault() == .missingFile(path: folder.file("vocab.txt")))
  }

  @Test(arguments: [
    ("model_type", "roberta", "its type is “roberta”, not “bert” or “mpnet”"),
    ("hidden_act", "relu", "its activation is “relu”, not “gelu”"),
    ("position_embedding_type", "relative_key", "its positions are “relative_key”, not “absolute”"),
  ])
  func `a model of another kind`(key: String, value: String, problem: String) throws {
    try write(configuration: [key: value])
    #expect(fault() == .unsupported(path: folder.file("config.json"), problem: problem))
  }

  @Test func `a configuration that lacks a size, or is out of range`() throws {
    try write(configuration: ["num_attention_heads": 5])
    #expect(
      fault() == .malformed(path: folder.file("config.json"), problem: "5 heads do not divide a width of 32")
    )
    try write(configuration: ["num_hidden_layers": -1])
    #expect(fault() == .malformed(path: folder.file("config.json"), problem: "a size is out of range"))
    for buckets in [3, 512] {
      try write(configuration: ["model_type": "mpnet", "relative_attention_num_buckets": buckets])
      #expect(fault() == .malformed(path: folder.file("config.json"), problem: "a size is out of range"))
    }
    try folder.write(#"{"model_type": "bert", "hidden_act": "gelu"}"#, to: "config.json")
    #expect(fault() == .malformed(path: folder.file("config.json"), problem: "it has no “hidden_size”"))
    try folder.write("{", to: "config.json")
    #expect(fault() == .malformed(path: folder.file("config.json"), problem: "it is not valid JSON"))
  }

  @Test func `pooling and modules that are not computed`() throws {
    try folder.write(#"{"pooling_mode_max_tokens": true}"#, to: "1_Pooling/config.json")
    #expect(
      fault() == .unsupported(path: folder.file("1_Pooling/config.json"), problem: "its pooling is max")
    )
    try folder.write(
      #"[{"path": "", "type": "a.Transformer"}, {"path": "x", "type": "a.Dense"}]"#,
      to: "modules.json"
    )
    #expect(
      fault()
        == .unsupported(path: folder.file("modules.json"), problem: "its modules are Transformer, Dense")
    )
  }

  @Test func `a tensor that is missing or of another shape`() throws {
    try write(configuration: ["num_hidden_layers": 3])
    let path = folder.file("model.safetensors")
    #expect(fault() == .missingTensor(path: path, name: "encoder.layer.2.attention.self.query.weight"))
    try write(configuration: ["intermediate_size": 96])
    #expect(
      fault()
        == .wrongShape(
          path: path,
          name: "encoder.layer.0.intermediate.dense.weight",
          expected: [96, 32],
          found: [80, 32]
        )
    )
  }

  @Test func `weights that are cut off anywhere`() throws {
    let whole = try model.safetensors()
    let path = folder.file("model.safetensors")
    for length in [0, 5, 8, 300, 20_000, whole.count - 1] {
      try folder.write(whole.prefix(length), to: "model.safetensors")
      guard case .malformed(path, let problem) = fault() else {
        Issue.record("\(length) bytes: \(String(describing: fault()))")
        continue
      }
      #expect(problem.hasPrefix("it is cut off"))
    }
    try folder.write(whole + [0], to: "model.safetensors")
    #expect(fault() == .malformed(path: path, problem: "1 bytes follow its last tensor"))
  }

  @Test func `weights that are something else`() throws {
    let path = folder.file("model.safetensors")
    try folder.write("version https://git-lfs.github.com/spec/v1", to: "model.safetensors")
    #expect(fault() == .malformed(path: path, problem: "it does not begin as a safetensors file does"))
    let entry: [String: Any] = ["dtype": "F32", "shape": [1], "data_offsets": [4, 8]]
    try folder.write(TinyModel.file(header: ["x": entry], body: Data(count: 8)), to: "model.safetensors")
    #expect(
      fault() == .malformed(path: path, problem: "the tensor “x” does not begin where the one before it ends")
    )
  }

  @Test func `a tokenizer of another kind`() throws {
    let text = String(decoding: try ReferenceTokens.tinyTokenizer(), as: UTF8.self)
    let path = folder.file("tokenizer.json")
    try folder.write(text.replacing(#""BertNormalizer""#, with: #""NFKC""#), to: "tokenizer.json")
    #expect(fault() == .unsupported(path: path, problem: "its normalizer is not BertNormalizer"))
  }

  @Test func `every message says what to do`() {
    let errors: [SentenceEncoderError] = [
      .noFolder(path: "m"), .missingFile(path: "m/config.json"), .unreadable(path: "m", reason: "r"),
      .malformed(path: "m", problem: "p"), .unsupported(path: "m", problem: "p"),
      .missingTensor(path: "m", name: "n"),
      .wrongShape(path: "m", name: "n", expected: [1], found: [2]), .cannotCompute("x"), .noTexts, .cancelled,
    ]
    for error in errors {
      #expect(!error.summary.isEmpty)
      #expect(error.suggestion.hasSuffix("."))
    }
  }
}
