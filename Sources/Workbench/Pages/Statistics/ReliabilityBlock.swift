import Statistics
import TextUI

/// Whether the agreement of passes is worth what it seems, once there are enough blind decisions to tell.
enum ReliabilityBlock {
  static func block(_ comparison: RankerComparison, columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("AGREEMENT OF PASSES, AND OF PEOPLE WHO HAD NOT SEEN IT", columns: columns)
    guard let reliability = comparison.reliability else {
      block.append(
        wrapping: "a fraction and no probability: that takes \(Reliability.fewestDecisions) blind decisions",
        role: .dim
      )
      return block
    }
    for bin in reliability.bins {
      guard let confidence = bin.confidence else { continue }
      let range: DisplayText =
        "\(bin.lowerBound * 100, decimals: 0) to \(bin.upperBound * 100, decimals: 0) %"
      let lead = range.padded(to: 12) + "mean " + StatisticsText.percent(confidence) + ": "
      guard case .measured(let rate, let interval) = bin.agreement.estimate else {
        block.append(
          wrapping: lead + StatisticsText.notEnough + ", " + StatisticsText.count(bin.agreement),
          role: .dim
        )
        continue
      }
      block.append(
        wrapping: """
          \(lead)\(StatisticsText.percent(rate)) chose the same, \(StatisticsText.count(bin.agreement)) (95 %: \
          \(interval.lowerBound * 100, decimals: 1) to \(interval.upperBound * 100, decimals: 1))
          """
      )
    }
    block.append(
      wrapping: """
        Brier score \(reliability.brierScore, decimals: 3), expected calibration error \
        \(reliability.expectedCalibrationError, decimals: 3), over \(reliability.decisions) decisions
        """
    )
    if reliability.expectedCalibrationError > Reliability.largestError {
      block.append(wrapping: "too far from people: read it as a fraction, not as a probability", role: .dim)
    }
    return block
  }
}
