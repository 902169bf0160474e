import Statistics

/// Acceptance and agreement beside chance, the ranks of the picks, and who changed their mind.
struct RankerSection {
  private let comparisons: [(name: String, id: String, value: RankerComparison)]

  init(_ statistics: ReviewStatistics) {
    comparisons = [
      ("acceptance, seen", "seen", statistics.acceptance),
      ("agreement, unseen", "unseen", statistics.agreement),
    ]
  }

  var html: HTML {
    let rates = RateChart(
      id: "rates",
      title: "Acceptance and agreement",
      rows: comparisons.map {
        RateChart.Row(label: $0.name, proportion: $0.value.overall, chance: $0.value.chance)
      }
    )
    return """
      <section><h2>Curators and the ranker</h2>
      <p>Acceptance is how often a curator who saw the ranking took its pick; agreement is how often a curator's \
      first choice was the ranker's pick before the ranking was seen. They are different numbers: the first holds \
      the pull of what one sees. Whiskers are 95 % Wilson intervals, dashes are chance.</p>
      \(rates.html)
      \(overall)
      <h3>Where the picks stand in the ranker's order</h3>
      <p>The best-ranked pick of each cluster; dashes are what random picks would give.</p>
      \(comparisons.map { ranks($0.name, $0.id, $0.value.ranks) })
      \(reciprocalRanks)
      <h3>From first to final choice</h3>
      \(switches)
      \(reliability)
      </section>
      """
  }

  private var overall: HTML {
    var table = HTMLTable("Acceptance and agreement", columns: [""] + ProportionText.columns + ["by chance"])
    for comparison in comparisons {
      let chance = NumberText.percentage(comparison.value.chance)
      table.add("\(comparison.name)", ProportionText.cells(comparison.value.overall) + [chance])
    }
    return table.html
  }

  private func ranks(_ name: String, _ id: String, _ ranks: RankDistribution) -> HTML {
    guard ranks.count > 0 else { return "<p class=\"none\">Ranks of picks, \(name): nothing yet.</p>\n" }
    let chart = HistogramChart(
      id: "ranks-\(id)",
      title: "Ranks of picks, \(name)",
      description: ranks.bins.map { "Rank \($0.rank): \($0.count)." }.joined(separator: " "),
      bars: ranks.bins.map { .init(label: String($0.rank), count: $0.count, expected: $0.expected) }
    )
    var table = HTMLTable("Ranks of picks, \(name)", columns: ["rank", "picks", "by chance"])
    for bin in ranks.bins {
      table.add(
        NumberText.count(bin.rank),
        [NumberText.count(bin.count), NumberText.number(bin.expected, digits: 1)]
      )
    }
    return "<h4>\(name)</h4>\n\(chart.html)\n\(table.folded)\n"
  }

  private var reciprocalRanks: HTML {
    var table = HTMLTable("Mean reciprocal rank", columns: ["", "picks", "mean", "by chance"])
    for (name, _, comparison) in comparisons {
      let ranks = comparison.ranks
      let means = [ranks.meanReciprocalRank, ranks.chance].map { NumberText.number($0, digits: 3) }
      table.add("\(name)", [NumberText.count(ranks.count)] + means)
    }
    return table.html
  }

  /// Empty until there are enough blind decisions.
  private var reliability: HTML {
    guard let reliability = comparisons.last?.value.reliability else { return "" }
    var table = HTMLTable(
      "Agreement of passes, and of people who had not seen it",
      columns: ["passes that agree", "mean"] + ProportionText.columns
    )
    for bin in reliability.bins where bin.confidence != nil {
      let range: HTML =
        "\(NumberText.percentage(bin.lowerBound)) to \(NumberText.percentage(bin.upperBound))"
      table.add(range, [NumberText.percentage(bin.confidence)] + ProportionText.cells(bin.agreement))
    }
    return """
      <h3>Whether agreement is worth what it seems</h3>
      \(table.html)
      <p>Brier score \(NumberText.number(reliability.brierScore, digits: 3)), expected calibration error \
      \(NumberText.number(reliability.expectedCalibrationError, digits: 3)), over \
      \(NumberText.count(reliability.decisions)) blind decisions.</p>
      """
  }

  private var switches: HTML {
    var table = HTMLTable(
      "What became of first choices",
      columns: ["", "kept", "to the ranker's", "from the ranker's", "elsewhere"]
    )
    for (name, _, comparison) in comparisons {
      let switches = comparison.switches
      let counts = [switches.kept, switches.toRanker, switches.fromRanker, switches.elsewhere]
      table.add("\(name)", counts.map(NumberText.count))
    }
    return table.html
  }
}
