internal import COneDNN

/// One layer of BERT or a relative: attention among the tokens of a text, then two linear layers for each token, both added to
/// what came in and normalised.
struct BertLayer: Sendable {
  private let heads: Int
  private let width: Int
  private let projections: LinearLayer
  private let attentionOutput: LinearLayer
  private let attentionNorm: NormalizationLayer
  private let intermediate: LinearLayer
  private let output: LinearLayer
  private let outputNorm: NormalizationLayer

  /// Takes a layer's weights from a file.
  init(
    _ number: Int,
    of weights: BertWeights,
    precision: Precision
  ) throws(SentenceEncoderError) {
    let sizes = weights.configuration
    let prefix = "encoder.layer.\(number)."
    let numbers = LinearLayer.Numbers(narrowSource: precision == .bfloat16)
    func matrix(_ name: String, _ outputs: Int, _ inputs: Int) throws(SentenceEncoderError) -> Tensor {
      try weights.tensor("\(prefix)\(name).weight", [outputs, inputs])
    }
    func vector(_ name: String, _ width: Int) throws(SentenceEncoderError) -> Tensor {
      try weights.tensor("\(prefix)\(name)", [width])
    }
    func norm(_ name: String) throws(SentenceEncoderError) -> NormalizationLayer {
      try NormalizationLayer(
        scale: vector("\(name).weight", sizes.width),
        shift: vector("\(name).bias", sizes.width),
        epsilon: sizes.epsilon
      )
    }
    heads = sizes.heads
    width = sizes.width
    // Queries, keys and values in one product.
    var matrices: [Float] = []
    var biases: [Float] = []
    for name in sizes.family.projections {
      matrices += try matrix(name, sizes.width, sizes.width).numbers
      biases += try vector("\(name).bias", sizes.width).numbers
    }
    projections = try LinearLayer(
      inputs: sizes.width,
      weights: matrices,
      bias: biases,
      finish: .plain,
      numbers: numbers
    )
    attentionOutput = try LinearLayer(
      weights: matrix(sizes.family.attentionOutput, sizes.width, sizes.width),
      bias: vector("\(sizes.family.attentionOutput).bias", sizes.width),
      finish: .residual,
      numbers: numbers
    )
    attentionNorm = try norm(sizes.family.attentionNorm)
    intermediate = try LinearLayer(
      weights: matrix("intermediate.dense", sizes.intermediateWidth, sizes.width),
      bias: vector("intermediate.dense.bias", sizes.intermediateWidth),
      finish: .gelu,
      numbers: LinearLayer.Numbers(
        narrowSource: numbers.narrowSource,
        narrowDestination: numbers.narrowSource
      )
    )
    output = try LinearLayer(
      weights: matrix("output.dense", sizes.width, sizes.intermediateWidth),
      bias: vector("output.dense.bias", sizes.width),
      finish: .residual,
      numbers: numbers
    )
    outputNorm = try norm("output.LayerNorm")
  }

  /// Takes the hidden rows of a batch through the layer.
  func apply(
    to space: Workspace,
    of batch: TokenBatch,
    _ distances: RelativePositions?
  ) throws(SentenceEncoderError) {
    for tile in 0..<space.tiles {
      try projections.apply(to: space.source(space.hidden(tile)), into: space.projections(tile))
    }
    for place in batch.texts.indices {
      let range = batch.range(place)
      guard
        dn_attend(
          Int32(range.count),
          Int32(heads),
          Int32(width / heads),
          space.projections(row: range.lowerBound),
          distances?.numbers,
          Int32(distances?.reach ?? 0),
          space.attentionRoom,
          space.context(row: range.lowerBound)
        )
      else { throw .cannotCompute("attention among \(range.count) tokens") }
    }
    for tile in 0..<space.tiles {
      let hidden = space.hidden(tile)
      try attentionOutput.apply(to: space.source(space.context(tile)), into: hidden)
      try attentionNorm.apply(to: hidden)
      try intermediate.apply(to: space.source(hidden), into: space.intermediate)
      try output.apply(to: space.intermediate, into: hidden)
      try outputNorm.apply(to: hidden)
    }
  }
}
