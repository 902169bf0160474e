import Testing

@testable import SentenceEncoder

/// Numbers in bfloat16, which not every processor computes with.
enum NarrowNumbers {
  /// What a skipped test tells.
  static let note: Comment =
    "needs a processor on which oneDNN computes with bfloat16, such as one with AVX-512"

  /// Whether a layer can be made for them.
  static let areComputed: Bool = {
    let size = 32
    let layer = try? LinearLayer(
      inputs: size,
      weights: [Float](repeating: 0, count: size * size),
      bias: [Float](repeating: 0, count: size),
      finish: .plain,
      numbers: LinearLayer.Numbers(narrowSource: true)
    )
    return layer != nil
  }()
}
