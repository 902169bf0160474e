import Curation
import Foundation
import TestSupport

@testable import SentenceEncoder

/// A BERT or MPNet of two layers with seeded weights: a folder as the hub lays it out, and the same computed plainly.
struct TinyModel {
  let family: BertFamily
  let width = 32
  let heads = 4
  let intermediateWidth = 80
  let positions = 40
  let vocabulary: Int
  private(set) var tensors: [String: (shape: [Int], numbers: [Float])] = [:]
  private(set) var order: [String] = []
  private var random = SplitMix64(seed: 20_240_129)

  init(_ family: BertFamily = .bert) throws {
    self.family = family
    let folder = try TemporaryFolder()
    try folder.write(ReferenceTokens.tinyTokenizer(), to: "tokenizer.json")
    vocabulary = try WordPieceSettings(folder: ModelFolder(path: folder.path)).vocabulary.count
    add("embeddings.word_embeddings.weight", [vocabulary, width])
    add("embeddings.position_embeddings.weight", [positions, width])
    switch family {
    case .bert: add("embeddings.token_type_embeddings.weight", [2, width])
    case .mpnet: add("encoder.relative_attention_bias.weight", [32, heads])
    }
    addNorm("embeddings.LayerNorm")
    for layer in 0..<2 {
      let prefix = "encoder.layer.\(layer)."
      for name in attention { addLinear(prefix + name, outputs: width, inputs: width) }
      addNorm(prefix + attentionNorm)
      addLinear(prefix + "intermediate.dense", outputs: intermediateWidth, inputs: width)
      addLinear(prefix + "output.dense", outputs: width, inputs: intermediateWidth)
      addNorm(prefix + "output.LayerNorm")
    }
  }

  /// The names of queries, keys, values and what follows them in a layer.
  var attention: [String] {
    switch family {
    case .bert:
      ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"]
    case .mpnet: ["attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o"]
    }
  }

  var attentionNorm: String {
    switch family {
    case .bert: "attention.output.LayerNorm"
    case .mpnet: "attention.LayerNorm"
    }
  }

  /// What `config.json` says.
  var configuration: [String: Any] {
    [
      "model_type": family.rawValue, "hidden_act": "gelu", "hidden_size": width, "num_hidden_layers": 2,
      "num_attention_heads": heads, "intermediate_size": intermediateWidth, "vocab_size": vocabulary,
      "max_position_embeddings": positions, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
    ]
  }

  private mutating func add(_ name: String, _ shape: [Int], around middle: Float = 0, by spread: Float = 0.6)
  {
    let numbers = (0..<shape.reduce(1, *)).map { _ in
      middle + spread * (Float(random.next() >> 40) / 0x1p23 - 1)
    }
    order.append(name)
    tensors[name] = (shape, numbers)
  }

  private mutating func addLinear(_ name: String, outputs: Int, inputs: Int) {
    add("\(name).weight", [outputs, inputs])
    add("\(name).bias", [outputs])
  }

  private mutating func addNorm(_ name: String) {
    add("\(name).weight", [width], around: 1)
    add("\(name).bias", [width])
  }
}

extension TinyModel {
  /// How the weights are written.
  enum Format: String, CaseIterable { case F32, F16, BF16 }

  /// Writes the whole folder.
  func write(to folder: TemporaryFolder, format: Format = .F32, pooling: String = "mean_tokens") throws {
    try folder.write(ReferenceTokens.tinyTokenizer(), to: "tokenizer.json")
    try folder.write(JSONSerialization.data(withJSONObject: configuration), to: "config.json")
    try folder.write(#"{"max_seq_length": 24, "do_lower_case": false}"#, to: "sentence_bert_config.json")
    let modules = ["Transformer", "Pooling", "Normalize"].enumerated().map { index, name in
      #"{"idx": \#(index), "path": "\#(["", "1_Pooling", "2_Normalize"][index])", "type": "st.models.\#(name)"}"#
    }
    try folder.write("[\(modules.joined(separator: ","))]", to: "modules.json")
    let inner = folder.url.appending(path: "1_Pooling")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try folder.write(#"{"pooling_mode_\#(pooling)": true}"#, to: "1_Pooling/config.json")
    try folder.write(safetensors(format), to: "model.safetensors")
  }

  /// The weights as a `.safetensors` file.
  func safetensors(_ format: Format = .F32) throws -> Data {
    var header: [String: Any] = ["__metadata__": ["format": "pt"]]
    var body = Data()
    for name in order {
      guard let (shape, numbers) = tensors[name] else { continue }
      let start = body.count
      for number in numbers { body.append(format.bytes(of: number)) }
      header[name] = ["dtype": format.rawValue, "shape": shape, "data_offsets": [start, body.count]]
    }
    return try Self.file(header: header, body: body)
  }

  /// A file of a header and what follows it.
  static func file(header: [String: Any], body: Data) throws -> Data {
    let header = try JSONSerialization.data(withJSONObject: header)
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) } + header + body
  }
}

extension TinyModel.Format {
  /// The number's bytes, its last bits cut off where there is no room for them.
  fileprivate func bytes(of number: Float) -> Data {
    switch self {
    case .F32: withUnsafeBytes(of: number.bitPattern.littleEndian) { Data($0) }
    case .BF16: withUnsafeBytes(of: UInt16(number.bitPattern >> 16).littleEndian) { Data($0) }
    case .F16: withUnsafeBytes(of: half(number).littleEndian) { Data($0) }
    }
  }

  /// The number that comes back.
  func rounded(_ number: Float) -> Double {
    switch self {
    case .F32: Double(number)
    case .BF16: Double(Float(bitPattern: (number.bitPattern >> 16) << 16))
    case .F16:
      abs(number) < 0x1p-14 ? 0 : Double(Float(bitPattern: (number.bitPattern >> 13) << 13))
    }
  }

  private func half(_ number: Float) -> UInt16 {
    let sign: UInt16 = number.sign == .minus ? 0x8000 : 0
    guard abs(number) >= 0x1p-14 else { return sign }
    return sign | UInt16(number.exponent + 15) << 10 | UInt16(number.significandBitPattern >> 13)
  }
}
