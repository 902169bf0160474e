import Curation
import Statistics
import TextUI

/// Who decided how much, and how far the curators agree with each other.
enum CuratorBlock {
  static func block(_ statistics: ReviewStatistics, hidesRanker: Bool, columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("CURATORS", columns: columns)
    guard !statistics.progress.curators.isEmpty else {
      block.append("nobody yet", role: .dim)
      return block
    }
    let most = statistics.progress.curators.map { "\($0.verdicts.decided)".count }.max() ?? 1
    for curator in statistics.progress.curators {
      let decided: DisplayText = "\(curator.verdicts.decided)"
      var line = decided.aligned(right: most) + " decided "
      for verdict in Verdict.allCases where curator.verdicts[verdict] > 0 {
        line += " \(curator.verdicts[verdict])" + verdict.letter
      }
      block.append(line + "  \(untrusted: curator.name)")
    }
    guard statistics.progress.curators.count > 1 else { return block }
    guard !hidesRanker else {
      // Both scales are those of the ranking.
      block.append(wrapping: "agreement among curators: hidden in blind mode", role: .dim)
      return block
    }
    append(statistics.curators, to: &block)
    return block
  }

  private static func append(_ agreement: CuratorAgreement, to block: inout StatisticsBlock) {
    guard !agreement.pairs.isEmpty else {
      block.append("no cluster was decided by two of them", role: .dim)
      return
    }
    block.append("kappa (1 full agreement, 0 what habit alone would give)", role: .dim)
    for pair in agreement.pairs {
      let verdict = StatisticsText.number(pair.verdict.value, decimals: 3)
      let choice = StatisticsText.number(pair.choice.value, decimals: 3)
      block.append(
        wrapping: """
          verdict \(verdict), choice \(choice), n \(pair.verdict.units)  \
          \(untrusted: pair.first), \(untrusted: pair.second)
          """
      )
    }
    let verdict = StatisticsText.number(agreement.verdict.value, decimals: 3)
    let choice = StatisticsText.number(agreement.choice.value, decimals: 3)
    block.append(
      wrapping: """
        Krippendorff's alpha, all of them: verdict \(verdict), choice \(choice), n \(agreement.verdict.units)
        """
    )
  }
}
