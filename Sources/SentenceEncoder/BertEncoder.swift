/// The weights of a BERT model by the names that the hub gives them.
struct BertWeights: Sendable {
  /// The file that they are in.
  static let fileName = "model.safetensors"

  /// The sizes that the weights have to have.
  let configuration: BertConfiguration

  private let file: Safetensors
  private let prefix: String

  /// Opens the weights of a folder.
  init(folder: ModelFolder, configuration: BertConfiguration) throws(SentenceEncoderError) {
    file = try Safetensors(Self.fileName, in: folder)
    let prefix = configuration.family.prefix
    self.prefix = file.contains("\(prefix)embeddings.word_embeddings.weight") ? prefix : ""
    self.configuration = configuration
  }

  /// The tensor of a name and shape.
  func tensor(_ name: String, _ shape: [Int]) throws(SentenceEncoderError) -> Tensor {
    try file.tensor(prefix + name, shape: shape)
  }
}

/// BERT or a relative, as far as it gives each token of a text a vector, and their pooling.
///
/// A text's vector is the same to the bit alone and in any batch: no sum goes across texts.
struct BertEncoder: Sendable {
  /// The model's sizes.
  let configuration: BertConfiguration

  private let pipeline: SentencePipeline
  private let precision: Precision
  private let words: Tensor
  private let positions: [Float]
  private let norm: NormalizationLayer
  private let layers: [BertLayer]
  /// What attention adds for distances; nil where it does not.
  private let distances: RelativePositions?

  /// Takes the weights of a folder; those of the words stay in the mapped file.
  init(
    _ weights: BertWeights,
    pipeline: SentencePipeline,
    precision: Precision
  ) throws(SentenceEncoderError) {
    let sizes = weights.configuration
    configuration = sizes
    self.pipeline = pipeline
    self.precision = precision
    words = try weights.tensor("embeddings.word_embeddings.weight", [sizes.vocabulary, sizes.width])
    let places = try weights.tensor("embeddings.position_embeddings.weight", [sizes.positions, sizes.width])
    switch sizes.family {
    case .bert:
      // All tokens are of the first kind, whose vector is added to every position's.
      let kind = try weights.tensor("embeddings.token_type_embeddings.weight", [sizes.kinds, sizes.width])
        .numbers(0..<sizes.width)
      positions = places.numbers.enumerated().map { $1 + kind[$0 % sizes.width] }
      distances = nil
    case .mpnet:
      positions = places.numbers
      distances = try RelativePositions(weights)
    }
    norm = try NormalizationLayer(
      scale: weights.tensor("embeddings.LayerNorm.weight", [sizes.width]),
      shift: weights.tensor("embeddings.LayerNorm.bias", [sizes.width]),
      epsilon: sizes.epsilon
    )
    var layers: [BertLayer] = []
    for number in 0..<sizes.layers {
      layers.append(try BertLayer(number, of: weights, precision: precision))
    }
    self.layers = layers
  }

  /// The vectors of a batch's texts, `texts × d`, row-major.
  func vectors(of batch: TokenBatch) throws(SentenceEncoderError) -> [Float] {
    let longest = batch.texts.indices.map { batch.range($0).count }.max() ?? 0
    let space = Workspace(
      tokens: batch.tokens.count,
      longest: longest,
      sizes: configuration,
      precision: precision
    )
    let family = configuration.family
    for place in batch.texts.indices {
      var next = family.firstPosition
      for row in batch.range(place) {
        let token = batch.tokens[row]
        let isPadding = token == family.padding
        embed(token, at: isPadding ? family.firstPosition - 1 : next, into: space.hidden(row: row))
        if !isPadding { next += 1 }
      }
    }
    for tile in 0..<space.tiles { try norm.apply(to: space.hidden(tile)) }
    for layer in layers { try layer.apply(to: space, of: batch, distances) }
    return batch.texts.indices.flatMap { pooled(batch.range($0), in: space) }
  }

  /// The sum of a token's vector and its position's.
  private func embed(_ token: Int32, at position: Int, into row: UnsafeMutableBufferPointer<Float>) {
    let width = configuration.width
    words.read(Int(token) * width..<(Int(token) + 1) * width, into: row)
    positions.withUnsafeBufferPointer { positions in
      for column in 0..<width { row[column] += positions[position * width + column] }
    }
  }

  /// One vector for a text's rows.
  private func pooled(_ rows: Range<Int>, in space: Workspace) -> [Float] {
    var vector = Array(space.hidden(row: rows.lowerBound))
    if pipeline.pooling == .mean {
      for row in rows.dropFirst() {
        let hidden = space.hidden(row: row)
        for column in vector.indices { vector[column] += hidden[column] }
      }
      for column in vector.indices { vector[column] /= Float(rows.count) }
    }
    guard pipeline.normalizes else { return vector }
    let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    return vector.map { Float(Double($0) / max(length, 1e-12)) }
  }
}
