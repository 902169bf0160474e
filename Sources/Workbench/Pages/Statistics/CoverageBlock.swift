import Statistics
import TextUI

/// How well the picks stand for the pool, beside as many drawn at random.
enum CoverageBlock {
  static func block(_ statistics: ReviewStatistics, columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("COVERAGE OF THE POOL BY THE PICKS", columns: columns)
    guard let curve = statistics.coverage, let last = curve.points.last else {
      block.append("not measured: it needs picks and embeddings", role: .dim)
      return block
    }
    append("mean distance to the nearest pick", curve, \.mean, to: &block)
    append("largest distance to the nearest pick", curve, \.radius, to: &block)
    var plan: DisplayText = "lower is better; random is the mean of \(curve.plan.draws) draws"
    if curve.measuredRows < curve.poolRows {
      plan += "; sampled: \(curve.measuredRows) of \(curve.poolRows) instructions"
    }
    if last.picks < statistics.progress.picks {
      plan += "; \(last.picks) of \(statistics.progress.picks) picks, evenly spaced"
    }
    block.append(wrapping: plan, role: .dim)
    return block
  }

  private static func append(
    _ title: DisplayText,
    _ curve: CoverageCurve,
    _ measure: (CoverageCurve.Reach) -> Double,
    to block: inout StatisticsBlock
  ) {
    block.append(title, role: .dim)
    let (curated, random) = (
      curve.points.map { measure($0.curated) }, curve.points.map { measure($0.random) }
    )
    let values = curated + random
    // One scale for both, so that one sees which is lower.
    let scale = (values.min() ?? 0)...(values.max() ?? 0)
    for (name, values) in [("picks" as DisplayText, curated), ("random", random)] {
      let final: DisplayText = "\(values.last ?? 0, decimals: 3)"
      let lead = "  " + name.padded(to: 8) + final + "  "
      block.append(
        lead + Sparkline(values, scale: scale).text(columns: min(40, max(1, block.columns - lead.width)))
      )
    }
  }
}
