/// By how much curators follow the ranker more when they see its opinion than when they do not.
///
/// Acceptance minus agreement. Clusters are not the same on both sides, so only a random share of blind
/// clusters makes the difference the effect of seeing.
public struct Anchoring: Equatable, Sendable {
  /// The acceptance rate less the agreement rate, from −1 to 1.
  public let difference: Double

  /// Its 95 % interval, combined from the two Wilson intervals.
  ///
  /// R. G. Newcombe, “Interval estimation for the difference between independent proportions”, Statistics in
  /// Medicine 17 (1998), method 10.
  public let interval: ClosedRange<Double>

  /// Compares the two, or gives nil when either has not enough data.
  public init?(acceptance: Proportion, agreement: Proportion) {
    guard
      case .measured(let seen, let seenInterval) = acceptance.estimate,
      case .measured(let blind, let blindInterval) = agreement.estimate
    else { return nil }
    func distance(_ first: Double, _ second: Double) -> Double {
      (first * first + second * second).squareRoot()
    }
    difference = seen - blind
    let below = distance(seen - seenInterval.lowerBound, blindInterval.upperBound - blind)
    let above = distance(seenInterval.upperBound - seen, blind - blindInterval.lowerBound)
    interval = difference - below...difference + above
  }
}
