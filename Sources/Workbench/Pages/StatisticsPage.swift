import Curation
import Statistics
import TextUI

/// What the decisions so far amount to.
struct StatisticsPage {
  private let report: StatisticsReport

  init(_ statistics: ReviewStatistics, _ project: ProjectSummary) {
    report = StatisticsReport(
      statistics,
      secondsFromUTC: project.secondsFromUTC,
      hidesRanker: project.mode == .blind
    )
  }

  func text(columns: Int) -> TextFlow {
    var text = TextFlow(columns: columns)
    for line in report.lines(columns: columns) { text.append(line) }
    return text
  }
}
