import Curation
import Statistics
import TextUI

/// Acceptance and agreement by confidence, position and length.
enum StrataBlocks {
  static func blocks(_ statistics: ReviewStatistics, columns: Int) -> [StatisticsBlock] {
    [
      block("ACCEPTANCE, THE RANKING SEEN, BY", statistics.acceptance, columns: columns),
      block("AGREEMENT, THE RANKING NOT SEEN, BY", statistics.agreement, columns: columns),
    ]
  }

  private static func block(
    _ title: DisplayText,
    _ comparison: RankerComparison,
    columns: Int
  ) -> StatisticsBlock {
    var block = StatisticsBlock(title, columns: columns)
    append(comparison.byConfidence, "confidence", to: &block) {
      "\($0.agreeing) of \($0.passes) passes"
    }
    append(comparison.byPosition, "where the ranker's pick stood on screen", to: &block) { "place \($0)" }
    append(comparison.byLength, "length of what was chosen", to: &block) {
      $0.words.lowerBound == $0.words.upperBound
        ? "\($0.words.lowerBound) words" : "\($0.words.lowerBound) to \($0.words.upperBound) words"
    }
    return block
  }

  /// The most strata that have a line of their own.
  private static let mostRows = 10

  private static func append<Key>(
    _ strata: [Stratum<Key>],
    _ title: DisplayText,
    to block: inout StatisticsBlock,
    label: (Key) -> DisplayText
  ) {
    guard !strata.isEmpty else {
      block.append(title + ": nothing yet", role: .dim)
      return
    }
    block.append(title, role: .dim)
    var rows = strata.prefix(mostRows).map { (label($0.key), $0.proportion) }
    let rest = strata.dropFirst(mostRows).map(\.proportion)
    if !rest.isEmpty {
      let (successes, trials) = rest.reduce(into: (0, 0)) { sum, next in
        sum = (sum.0 + next.successes, sum.1 + next.trials)
      }
      rows.append(("later", Proportion(successes: successes, trials: trials)))
    }
    let width = rows.map(\.0.width).max() ?? 0
    let countWidth = rows.map { StatisticsText.count($0.1).width }.max() ?? 0
    for (label, proportion) in rows {
      let count = StatisticsText.count(proportion).aligned(right: countWidth)
      let lead = "  " + label.padded(to: width) + "  " + count + "  "
      guard case .measured(let rate, let interval) = proportion.estimate else {
        block.append(lead + StatisticsText.notEnough, role: .dim)
        continue
      }
      let bar = IntervalBar(estimate: rate, interval: interval)
      let room = max(5, min(31, block.columns - lead.width - 9))
      block.append(lead + StatisticsText.percent(rate).aligned(right: 7) + "  " + bar.text(columns: room))
    }
  }
}
