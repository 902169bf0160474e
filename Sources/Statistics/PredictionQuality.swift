/// How much a model's answers are like the reference answers, as SelectLLM (arXiv 2401.16553) measures it.
public struct PredictionQuality: Equatable, Sendable {
  /// A model's answer beside the answer that it should have given.
  public struct Pair: Equatable, Sendable {
    /// What the model said.
    public var prediction: String
    /// What it should have said.
    public var reference: String
    /// The vectors of both, of one length; nil where there are none.
    public var vectors: (prediction: [Float], reference: [Float])?

    /// Makes a pair.
    public init(
      prediction: String,
      reference: String,
      vectors: (prediction: [Float], reference: [Float])? = nil
    ) {
      self.prediction = prediction
      self.reference = reference
      self.vectors = vectors
    }

    public static func == (left: Self, right: Self) -> Bool {
      left.prediction == right.prediction && left.reference == right.reference
        && left.vectors?.prediction == right.vectors?.prediction
        && left.vectors?.reference == right.vectors?.reference
    }
  }

  /// The F of ROUGE-L, from 0 to 1.
  public let rougeL: MeanMeasure
  /// The cosine similarity of the vectors, from −1 to 1; without values where there are no vectors.
  public let cosine: MeanMeasure

  /// Measures answers; vectors of zeros have no direction and a similarity of 0.
  public init(_ pairs: [Pair]) {
    rougeL = MeanMeasure(
      pairs.map { (RougeL(prediction: $0.prediction, reference: $0.reference).f, 0) }
    )
    cosine = MeanMeasure(
      pairs.compactMap { pair in
        pair.vectors.map { (Self.cosine($0.prediction, $0.reference), 0) }
      }
    )
  }

  private static func cosine(_ first: [Float], _ second: [Float]) -> Double {
    func product(_ left: [Float], _ right: [Float]) -> Double {
      zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let scale = (product(first, first) * product(second, second)).squareRoot()
    return scale > 0 ? product(first, second) / scale : 0
  }
}
