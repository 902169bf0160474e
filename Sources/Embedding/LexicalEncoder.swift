public import Curation

/// Turns texts into vectors by the words they share: tf-idf projected on its leading singular subspace (latent
/// semantic analysis: a truncated singular value decomposition up to a rotation).
///
/// It needs no model and knows no meaning beyond co-occurrence in the pool, hence its name everywhere is
/// “lexical”. The result depends only on the texts, their order, the dimensions and the seed, and is the same
/// to the bit on every machine; identical texts get identical vectors.
///
/// A large pool is decomposed by some 16,000 of its texts, at even distances, and all are placed by the result.
/// A text of which nothing is known (it has no term, or none that the decomposition has met) gets random signs of
/// equal size drawn from its own UTF-8: like nothing else in the pool, but like its own copies.
public struct LexicalEncoder: Sendable {
  /// The encoder's name in provenance.
  public static let name = "lexical"

  /// The encoder's version in provenance: raised whenever the same texts would give other vectors.
  public static let version = "1"

  /// The dimensions of the vectors unless told otherwise.
  public static let defaultDimensions = 256

  /// The most dimensions that can be asked for.
  public static let maximumDimensions = 1024

  /// The length of the vectors; fewer are made when the texts do not have as many independent directions.
  public let dimensions: Int

  /// The seed of the random directions that the decomposition begins with.
  public let seed: UInt64

  /// Makes an encoder.
  public init(dimensions: Int = LexicalEncoder.defaultDimensions, seed: UInt64 = 0) {
    self.dimensions = dimensions
    self.seed = seed
  }

  /// Encodes texts.
  ///
  /// Beside the texts' terms it takes memory for twice 32,768 × `dimensions` numbers of 8 bytes at the most.
  ///
  /// - Parameters:
  ///   - texts: The texts, in import order.
  ///   - progress: Told now and then which part of the work is done, from 0 to 1.
  /// - Returns: `n × k` vectors of length 1, k being `dimensions` or the rank of the texts if that is less.
  /// - Throws: `EmbeddingError` when there are no texts, the dimensions are out of range or the task
  ///   is cancelled.
  public func encode(
    _ texts: [String],
    progress: (Double) -> Void = { _ in }
  ) throws(EmbeddingError) -> Embeddings {
    guard !texts.isEmpty else { throw .noTexts }
    guard (2...Self.maximumDimensions).contains(dimensions) else {
      throw .dimensionsOutOfRange(dimensions)
    }
    func report(_ stage: Double, _ part: Double) throws(EmbeddingError) {
      guard !Task.isCancelled else { throw .cancelled }
      progress((stage + part) / 3)
    }
    let weights = try TermWeights(texts: texts) { part throws(EmbeddingError) in try report(0, part) }
    let subspace = try LeadingSubspace(of: weights, count: dimensions, seed: seed) {
      part throws(EmbeddingError) in try report(1, part)
    }
    let width = subspace.dimensions > 0 ? subspace.dimensions : dimensions
    var values: [Float] = []
    values.reserveCapacity(texts.count * width)
    for (row, text) in texts.enumerated() {
      if row.isMultiple(of: 1024) { try report(2, Double(row) / Double(texts.count)) }
      values += normalized(subspace.projection(of: row, in: weights.matrix)) ?? signs(of: text, count: width)
    }
    progress(1)
    guard let result = Embeddings(count: texts.count, dimensions: width, values: values) else {
      throw .noTexts
    }
    return result
  }

  /// The vector scaled to length 1, or nil where only rounding is left of it.
  private func normalized(_ vector: [Double]) -> [Float]? {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 1e-9 ? vector.map { Float($0 / length) } : nil
  }

  /// What stands for a text of which nothing is known.
  private func signs(of text: String, count: Int) -> [Float] {
    let size = 1 / Double(count).squareRoot()
    return zip(0..<count, SignSequence(of: text, seed: seed)).map { Float($1 * size) }
  }
}
