import Foundation

/// What attention adds to the score of two tokens for how far they are apart (Raffel et al., arXiv 1910.10683,
/// section 2.1, with distances in both directions).
struct RelativePositions: Sendable {
  /// From this distance on all count alike.
  private static let farthest = 128

  /// How many buckets there can be: at least one for small distances in each direction, and more that grow.
  static let counts = 4..<4 * farthest

  /// All distances are less.
  let reach: Int

  /// For each head what is added for the distances from `1 - reach` to `reach - 1`: `heads × (2 · reach - 1)`.
  let numbers: [Float]

  /// Takes a model's `buckets × heads` numbers.
  init(_ weights: BertWeights) throws(SentenceEncoderError) {
    let sizes = weights.configuration
    let buckets = try weights.tensor(
      "encoder.relative_attention_bias.weight",
      [sizes.relativeBuckets, sizes.heads]
    ).numbers
    let reach = sizes.longestText
    self.reach = reach
    numbers = (0..<sizes.heads).flatMap { head in
      (1 - reach..<reach).map { distance in
        buckets[Self.bucket(of: distance, among: sizes.relativeBuckets) * sizes.heads + head]
      }
    }
  }

  /// Where a distance belongs: half of the buckets are for each direction, and half of these for small distances, one
  /// each, the others for ranges that grow.
  static func bucket(of distance: Int, among count: Int) -> Int {
    let half = count / 2
    let exact = half / 2
    let (start, distance) = (distance > 0 ? half : 0, abs(distance))
    guard distance >= exact else { return start + distance }
    // In single precision, as the model was trained.
    let share = log(Float(distance) / Float(exact)) / Float(log(Double(farthest) / Double(exact)))
    return start + min(half - 1, exact + Int(share * Float(half - exact)))
  }
}
