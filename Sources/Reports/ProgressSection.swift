import Curation
import Foundation
import Statistics

/// How far the review is, who did what, and when.
struct ProgressSection {
  private let progress: ReviewProgress
  private let pace: Pace
  private let activity: Activity

  init(_ statistics: ReviewStatistics) {
    progress = statistics.progress
    pace = statistics.pace
    activity = statistics.activity
  }

  var html: HTML {
    """
    <section><h2>Progress and pace</h2>
    <p>\(NumberText.count(progress.open)) clusters are open, those put off among them. \
    \(NumberText.count(progress.picks)) of \(NumberText.count(progress.candidates)) candidates are picked. \
    \(NumberText.count(progress.scripted)) clusters were decided unseen, by a script or in bulk.</p>
    <p>Pace: \(NumberText.number(pace.decisionsPerHour, digits: 1)) decisions an hour, over \
    \(NumberText.count(pace.steps)) steps in \(NumberText.number(pace.seconds, digits: 0, unit: " s")) of work; \
    pauses of more than \(Int(Pace.longestPause / 60)) minutes are left out.</p>
    \(verdicts)
    \(series(activity.hours, name: "hour", id: "hours"))
    \(series(activity.days, name: "day", id: "days"))
    </section>
    """
  }

  private var verdicts: HTML {
    var table = HTMLTable("Verdicts", columns: ["curator"] + Verdict.allCases.map(\.rawValue) + ["decided"])
    func cells(_ verdicts: VerdictCounts) -> [HTML] {
      Verdict.allCases.map { NumberText.count(verdicts[$0]) } + [NumberText.count(verdicts.decided)]
    }
    table.add("what counts", cells(progress.verdicts))
    for curator in progress.curators { table.add("<bdi>\(curator.name)</bdi>", cells(curator.verdicts)) }
    return table.html
  }

  private func series(_ series: Activity.Series, name: String, id: String) -> HTML {
    let step = NumberText.number(series.step, digits: 0, unit: " s")
    let earlier = NumberText.count(series.earlier)
    guard let start = series.start else {
      return "<p class=\"none\">Decisions by the \(name), in steps of \(step): \(earlier) yet.</p>"
    }
    func moment(_ index: Int) -> String {
      start.addingTimeInterval(Double(index) * series.step).formatted(.iso8601)
    }
    let chart = HistogramChart(
      id: id,
      title: "Decisions by the \(name)",
      description:
        "\(series.counts.count) bars from \(moment(0)), at most \(series.counts.max() ?? 0) decisions.",
      bars: series.counts.map { HistogramChart.Bar(label: "", count: $0) },
      height: 40,
      isLabelled: false
    )
    var table = HTMLTable("Decisions by the \(name)", columns: ["from, UTC", "decisions"])
    for (index, count) in series.counts.enumerated() {
      table.add("\(moment(index))", [NumberText.count(count)])
    }
    return """
      <h3>Decisions by the \(name)</h3>
      \(chart.html)
      <p class="dim">From <time datetime="\(moment(0))">\(moment(0))</time>, in steps of \(step). \
      \(earlier) decisions are older.</p>
      \(table.folded)
      """
  }
}
