import Curation
import Statistics

/// Why curators did not take the ranker's pick.
struct ReasonSection {
  private let reasons: [ReasonCount]

  init(_ reasons: [ReasonCount]) { self.reasons = reasons }

  var html: HTML {
    let given = reasons.filter { $0.overrides + $0.nones > 0 }
    let chart = CountChart(
      id: "reasons",
      title: "Reasons",
      rows: given.map { CountChart.Row(label: name($0), count: $0.overrides + $0.nones) }
    )
    var table = HTMLTable("Reasons", columns: ["reason", "overrides", "nothing picked"])
    for count in reasons {
      table.add("\(name(count))", [NumberText.count(count.overrides), NumberText.count(count.nones)])
    }
    return """
      <section><h2>Reasons</h2>
      <p>Why another candidate was picked, or none.</p>
      \(given.isEmpty ? "<p class=\"none\">No reasons yet.</p>" : chart.html)
      \(table.folded)
      </section>
      """
  }

  private func name(_ count: ReasonCount) -> String { count.reason?.title ?? "no reason given" }
}
