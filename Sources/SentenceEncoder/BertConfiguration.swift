/// The sizes of a BERT model or a relative, from `config.json`.
struct BertConfiguration: Equatable, Sendable {
  /// Which of them it is.
  var family: BertFamily
  /// The width d of a token's vector.
  var width: Int
  /// The number of layers.
  var layers: Int
  /// The number of attention heads, which divide the width.
  var heads: Int
  /// The width of the layer between.
  var intermediateWidth: Int
  /// The number of token ids.
  var vocabulary: Int
  /// The number of positions that have a vector.
  var positions: Int
  /// The number of text kinds that have a vector; only the first is used, and by MPNet none.
  var kinds: Int
  /// How many ranges MPNet tells distances between tokens apart by.
  var relativeBuckets: Int
  /// What keeps layer normalisation from dividing by zero.
  var epsilon: Float

  /// The most tokens of a text that there are positions for.
  var longestText: Int { positions - family.firstPosition }

  /// Reads the configuration of a folder.
  init(folder: ModelFolder) throws(SentenceEncoderError) {
    let name = "config.json"
    let path = folder.path(of: name)
    let file = try folder.requiredJSON(name, as: File.self)
    func refuse(_ problem: String) -> SentenceEncoderError { .unsupported(path: path, problem: problem) }
    guard let family = file.model_type.flatMap(BertFamily.init) else {
      throw refuse("its type is “\(file.model_type ?? "unknown")”, not “bert” or “mpnet”")
    }
    self.family = family
    guard file.hidden_act == "gelu" else {
      throw refuse("its activation is “\(file.hidden_act)”, not “gelu”")
    }
    if let kind = file.position_embedding_type, kind != "absolute" {
      throw refuse("its positions are “\(kind)”, not “absolute”")
    }
    guard file.is_decoder != true else { throw refuse("it is a decoder") }
    width = file.hidden_size
    layers = file.num_hidden_layers
    heads = file.num_attention_heads
    intermediateWidth = file.intermediate_size
    vocabulary = file.vocab_size
    positions = file.max_position_embeddings
    kinds = file.type_vocab_size ?? 2
    relativeBuckets = file.relative_attention_num_buckets ?? 32
    epsilon = file.layer_norm_eps ?? 1e-12
    let sizes = [width, layers, heads, intermediateWidth, vocabulary, positions, kinds]
    let hasBuckets = family != .mpnet || RelativePositions.counts.contains(relativeBuckets)
    guard sizes.allSatisfy({ (1...1 << 24).contains($0) }), longestText >= 2, hasBuckets else {
      throw .malformed(path: path, problem: "a size is out of range")
    }
    guard width.isMultiple(of: heads) else {
      throw .malformed(path: path, problem: "\(heads) heads do not divide a width of \(width)")
    }
  }

  private struct File: Decodable {
    var model_type: String?
    var hidden_act: String
    var hidden_size: Int
    var num_hidden_layers: Int
    var num_attention_heads: Int
    var intermediate_size: Int
    var vocab_size: Int
    var max_position_embeddings: Int
    var type_vocab_size: Int?
    var relative_attention_num_buckets: Int?
    var layer_norm_eps: Float?
    var position_embedding_type: String?
    var is_decoder: Bool?
  }
}
