internal import COneDNN

/// A linear layer: each row of numbers times the transposed weights, plus the bias.
///
/// It works on tiles of `Tile.rows` rows. Weights are copied into the layout that suits the processor.
final class LinearLayer: Sendable {
  /// What happens to the products.
  enum Finish {
    case plain, gelu
    /// They are added to what the destination holds.
    case residual
  }

  /// Whether rows go in and come out as bfloat16 rather than as single precision.
  struct Numbers {
    var narrowSource = false
    var narrowDestination = false
  }

  private let layer: DNLayer

  /// Makes a layer of `outputs × inputs` weights and `outputs` biases.
  convenience init(
    weights: Tensor,
    bias: Tensor,
    finish: Finish = .plain,
    numbers: Numbers
  ) throws(SentenceEncoderError) {
    try self.init(
      inputs: weights.shape[1],
      weights: weights.numbers,
      bias: bias.numbers,
      finish: finish,
      numbers: numbers
    )
  }

  /// Makes a layer of `bias.count × inputs` weights.
  init(
    inputs: Int,
    weights: [Float],
    bias: [Float],
    finish: Finish,
    numbers: Numbers
  ) throws(SentenceEncoderError) {
    var layer = DNLayer()
    let made = dn_linear_make(
      &layer,
      Int32(Tile.rows),
      Int32(inputs),
      Int32(bias.count),
      weights,
      bias,
      finish.code,
      numbers.narrowSource ? DNBFloat16 : DNFloat32,
      numbers.narrowDestination ? DNBFloat16 : DNFloat32
    )
    guard made else {
      throw .cannotCompute(
        numbers.narrowSource ? "with bfloat16 numbers" : "a \(bias.count) × \(inputs) layer"
      )
    }
    self.layer = layer
  }

  deinit { dn_layer_destroy(layer) }

  /// Applies the layer to a tile of rows × inputs, giving rows × outputs.
  func apply(to source: UnsafeRawPointer, into destination: UnsafeMutableRawPointer)
    throws(SentenceEncoderError)
  {
    guard dn_linear_apply(layer, source, destination) else { throw .cannotCompute("a linear layer") }
  }
}

extension LinearLayer.Finish {
  fileprivate var code: DNFinish {
    switch self {
    case .plain: DNPlain
    case .gelu: DNGelu
    case .residual: DNResidual
    }
  }
}

/// Layer normalisation (Ba et al., arXiv 1607.06450) of each row of a tile.
final class NormalizationLayer: Sendable {
  private let layer: DNLayer

  /// Makes a layer for rows as wide as `scale` and `shift` are.
  init(scale: Tensor, shift: Tensor, epsilon: Float) throws(SentenceEncoderError) {
    var layer = DNLayer()
    let (scale, shift) = (scale.numbers, shift.numbers)
    guard dn_normalization_make(&layer, Int32(Tile.rows), Int32(scale.count), epsilon, scale, shift) else {
      throw .cannotCompute("a normalisation of \(scale.count) numbers")
    }
    self.layer = layer
  }

  deinit { dn_layer_destroy(layer) }

  /// Normalises the rows of a tile in place.
  func apply(to rows: UnsafeMutablePointer<Float>) throws(SentenceEncoderError) {
    guard dn_normalization_apply(layer, rows) else { throw .cannotCompute("a normalisation") }
  }
}

/// The rows that linear layers work on at once.
///
/// Few enough that what passes between the layers of a tile stays in the processor's cache, enough to use all of
/// each weight that is read.
enum Tile {
  /// The number of rows.
  static let rows = 32

  /// How many tiles hold so many rows.
  static func count(for rows: Int) -> Int { (rows + Self.rows - 1) / Self.rows }
}
