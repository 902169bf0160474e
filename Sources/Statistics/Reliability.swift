/// Whether the agreement of a ranker's passes is worth what it seems: how often people, who had not seen it, chose what so
/// many passes named.
///
/// It is only told from `Reliability.fewestDecisions` blind decisions on; before, agreement is a fraction and no
/// probability.
public struct Reliability: Equatable, Sendable {
  /// The decisions in which the passes' agreement lies in one fifth of the range.
  public struct Bin: Equatable, Sendable {
    /// Above this share of agreeing passes; 0 itself lies in the first bin.
    public let lowerBound: Double
    /// Up to and with this share.
    public let upperBound: Double
    /// The mean share of agreeing passes; nil for an empty bin.
    public let confidence: Double?
    /// How often people chose the same.
    public let agreement: Proportion
  }

  /// How many blind decisions have a ranking in several passes.
  public let decisions: Int
  /// Five bins of equal width, the lowest first.
  public let bins: [Bin]
  /// The mean squared difference of agreement among the passes and of what people chose, from 0 to 1; the lower the
  /// better.
  ///
  /// G. W. Brier, “Verification of forecasts expressed in terms of probability”, Monthly Weather Review 78 (1950).
  public let brierScore: Double
  /// The mean difference, over the bins by their size, of the passes' agreement and the share of people who chose the same.
  ///
  /// M. P. Naeini et al., “Obtaining well calibrated probabilities using Bayesian binning”, AAAI 2015.
  public let expectedCalibrationError: Double

  /// The number of blind decisions from which on it is told.
  public static let fewestDecisions = 200

  /// Up to which calibration error the agreement may be read as a probability.
  public static let largestError = 0.1

  private static let binCount = 5

  /// Compares shares of agreeing passes with whether people chose the same; nil for too few.
  init?(_ outcomes: [(confidence: Double, agrees: Bool)]) {
    guard outcomes.count >= Self.fewestDecisions else { return nil }
    decisions = outcomes.count
    let size = Double(outcomes.count)
    brierScore =
      outcomes.reduce(0) { sum, outcome in
        let error = outcome.confidence - (outcome.agrees ? 1 : 0)
        return sum + error * error
      } / size
    let count = Self.binCount
    let binned = Dictionary(grouping: outcomes) { outcome in
      min(count - 1, max(0, Int((outcome.confidence * Double(count)).rounded(.up)) - 1))
    }
    bins = (0..<count).map { number in
      let members = binned[number] ?? []
      let mean = members.reduce(0) { $0 + $1.confidence } / Double(max(1, members.count))
      return Bin(
        lowerBound: Double(number) / Double(count),
        upperBound: Double(number + 1) / Double(count),
        confidence: members.isEmpty ? nil : mean,
        agreement: Proportion(members.map(\.agrees))
      )
    }
    expectedCalibrationError =
      bins.reduce(0) { sum, bin in
        guard let confidence = bin.confidence else { return sum }
        return sum + abs(Double(bin.agreement.successes) - confidence * Double(bin.agreement.trials))
      } / size
  }
}
