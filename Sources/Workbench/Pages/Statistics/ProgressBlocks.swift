import Curation
import Foundation
import Statistics
import TextUI

/// How far the review is, and how fast it goes.
enum ProgressBlocks {
  static func progress(_ progress: ReviewProgress, columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("PROGRESS", columns: columns)
    let share = progress.clusters > 0 ? Double(progress.decided) / Double(progress.clusters) : 0
    block.append("\(progress.decided) of \(progress.clusters) clusters decided, \(progress.open) open")
    if share > 0 {
      let bar = BarChart.bar(of: share, columns: max(1, min(50, columns - 8)))
      block.append(bar + "  \(100 * share, decimals: 0) %", role: .rank)
    }
    block.append("\(progress.picks) of \(progress.candidates) candidates picked")
    if progress.scripted > 0 {
      block.append(
        wrapping: "\(progress.scripted) clusters decided unseen, by a script or in bulk",
        role: .dim
      )
    }
    let bars = Verdict.allCases.filter { progress.verdicts[$0] > 0 }.map {
      BarChart.Bar($0.pastTense, count: progress.verdicts[$0])
    }
    for line in BarChart(bars).lines(columns: columns) { block.append(line) }
    return block
  }

  static func pace(_ statistics: ReviewStatistics, secondsFromUTC: Int, columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("PACE", columns: columns)
    if let pace = statistics.pace.decisionsPerHour {
      let left = StatisticsText.number(statistics.remainingHours, decimals: 1)
      block.append(
        wrapping: "\(pace, decimals: 1) decisions an hour of work; \(left) h left for one curator"
      )
    } else {
      block.append("not known before two decisions in a row", role: .dim)
    }
    append(statistics.activity.hours, "by the hour", to: &block) {
      HeaderLine.time($0, secondsFromUTC: secondsFromUTC, withDate: true)
    }
    append(statistics.activity.days, "by the day", to: &block) {
      HeaderLine.day($0, secondsFromUTC: secondsFromUTC)
    }
    return block
  }

  private static func append(
    _ series: Activity.Series,
    _ title: DisplayText,
    to block: inout StatisticsBlock,
    named name: (Date) -> DisplayText
  ) {
    guard let start = series.start else { return }
    let lead = title.padded(to: 13)
    block.append(
      lead + Sparkline(series.counts.map(Double.init)).text(columns: max(1, block.columns - lead.width))
    )
    var caption: DisplayText = "from "
    caption += name(start)
    caption += ", at most \(series.counts.max() ?? 0)"
    if series.earlier > 0 { caption += "; \(series.earlier) are older" }
    block.append(DisplayText("").padded(to: lead.width) + caption, role: .dim)
  }
}

/// How long decisions took.
enum TimeBlock {
  static func block(_ times: DecisionTimes, columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("SECONDS PER DECISION", columns: columns)
    guard let quartiles = times.quartiles else {
      block.append("nothing timed yet", role: .dim)
      return block
    }
    block.append(
      wrapping: """
        half of \(times.count) took at most \(quartiles.median, decimals: 1) s; quartiles \
        \(quartiles.lower, decimals: 1) and \(quartiles.upper, decimals: 1)
        """
    )
    let used = times.histogram.indices.filter { times.histogram[$0].count > 0 }
    guard let first = used.first, let last = used.last else { return block }
    let bars = times.histogram[first...last].map { BarChart.Bar(name(of: $0), count: $0.count) }
    for line in BarChart(bars).lines(columns: columns) { block.append(line) }
    return block
  }

  private static func name(of bin: DecisionTimes.Bin) -> DisplayText {
    guard let end = bin.upperBound else { return "\(bin.lowerBound, decimals: 0) s and more" }
    return "\(bin.lowerBound, decimals: 0) to \(end, decimals: 0) s"
  }
}

/// Why the ranker was overridden, or nothing picked.
enum ReasonBlock {
  static func block(_ reasons: [ReasonCount], columns: Int) -> StatisticsBlock {
    var block = StatisticsBlock("REASONS", columns: columns)
    let given = reasons.filter { $0.overrides + $0.nones > 0 }
    guard !given.isEmpty else {
      block.append("none given yet", role: .dim)
      return block
    }
    let bars = given.map { count in
      let title: DisplayText = count.reason.map { "\(untrusted: $0.title)" } ?? "no reason given"
      return BarChart.Bar(
        title + ": \(count.overrides) override, \(count.nones) none",
        count: count.overrides + count.nones
      )
    }
    for line in BarChart(bars).lines(columns: columns, barColumns: 20) { block.append(line) }
    return block
  }
}
