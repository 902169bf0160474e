import Statistics
import TextUI

/// How curators' choices compare with the ranker's.
///
/// What was chosen with the ranking on screen and what was chosen without it are two numbers, never mixed.
enum RankerBlocks {
  static func hidden(columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("CURATORS AND THE RANKER", columns: columns)
    block.append(wrapping: "acceptance and agreement: hidden in blind mode", role: .dim)
    return block
  }

  static func rates(_ statistics: ReviewStatistics, columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("CURATORS AND THE RANKER", columns: columns)
    append(statistics.acceptance, "acceptance, the ranking seen", to: &block)
    append(statistics.agreement, "agreement, the ranking not seen", to: &block)
    if let anchoring = statistics.anchoring {
      let (from, to) = (anchoring.interval.lowerBound, anchoring.interval.upperBound)
      block.append(
        wrapping: """
          anchoring, the difference: \(StatisticsText.points(anchoring.difference)) points \
          (95 %: \(StatisticsText.points(from)) to \(StatisticsText.points(to)))
          """
      )
    } else {
      block.append(wrapping: "anchoring, the difference: not enough data", role: .dim)
    }
    return block
  }

  private static func append(
    _ comparison: RankerComparison,
    _ title: DisplayText,
    to block: inout StatisticsBlock
  ) {
    let count = StatisticsText.count(comparison.overall)
    guard case .measured(let rate, let interval) = comparison.overall.estimate else {
      block.append(wrapping: title + ": " + StatisticsText.notEnough + ", " + count, role: .dim)
      return
    }
    block.append(
      wrapping: """
        \(title): \(StatisticsText.percent(rate)), \(count) (95 %: \
        \(interval.lowerBound * 100, decimals: 1) to \(interval.upperBound * 100, decimals: 1))
        """
    )
    let bar = IntervalBar(estimate: rate, interval: interval, chance: comparison.chance)
    let caption = comparison.chance.map { "  " + StatisticsText.percent($0) + " by chance" } ?? ""
    let room = min(41, max(5, block.columns - 10 - caption.width))
    block.append("0 % " + bar.text(columns: room) + " 100 %" + caption, role: .rank)
  }

  /// Where the picks stand in the ranker's order.
  static func ranks(_ statistics: ReviewStatistics, columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("RANK OF THE PICKS", columns: columns)
    if statistics.acceptance.ranks.count + statistics.agreement.ranks.count > 0 {
      block.append("   rank  picks  the dashed mark is chance", role: .dim)
    }
    append(statistics.acceptance.ranks, "the ranking seen", to: &block)
    append(statistics.agreement.ranks, "the ranking not seen", to: &block)
    return block
  }

  /// The most ranks that have a line of their own.
  private static let mostRanks = 10

  private static func append(
    _ ranks: RankDistribution,
    _ title: DisplayText,
    to block: inout StatisticsBlock
  ) {
    guard let mean = ranks.meanReciprocalRank, let chance = ranks.chance else {
      block.append(title + ": nothing yet", role: .dim)
      return
    }
    block.append(
      wrapping: """
        \(title), n \(ranks.count): mean reciprocal rank \(mean, decimals: 3), by chance \
        \(chance, decimals: 3)
        """
    )
    var rows = ranks.bins.prefix(mostRanks).map { bin in
      (name: "\(bin.rank)" as DisplayText, count: Double(bin.count), expected: bin.expected)
    }
    let rest = ranks.bins.dropFirst(mostRanks)
    if !rest.isEmpty {
      rows.append(
        (
          "later", Double(rest.reduce(0) { $0 + $1.count }), rest.reduce(0) { $0 + $1.expected }
        )
      )
    }
    let highest = rows.map { max($0.count, $0.expected) }.max() ?? 1
    for row in rows {
      let bar = IntervalBar(
        estimate: row.count / highest,
        interval: 0...row.count / highest,
        chance: row.expected / highest
      )
      let count: DisplayText = "\(row.count, decimals: 0)"
      let lead = row.name.aligned(right: 7) + count.aligned(right: 7) + "  "
      let caption: DisplayText = "  \(row.expected, decimals: 1) by chance"
      let room = max(5, min(30, block.columns - lead.width - 20))
      block.append(lead + bar.text(columns: room) + caption)
    }
  }

  /// What became of first choices.
  static func switches(_ statistics: ReviewStatistics, columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("FROM FIRST TO FINAL CHOICE", columns: columns)
    for (title, comparison) in [
      ("ranking seen" as DisplayText, statistics.acceptance), ("not seen", statistics.agreement),
    ] {
      let switches = comparison.switches
      block.append(
        wrapping: """
          \(title): \(switches.kept) kept, \(switches.toRanker) to the ranker's, \
          \(switches.fromRanker) away from it, \(switches.elsewhere) elsewhere
          """
      )
    }
    return block
  }
}
