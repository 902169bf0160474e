import Statistics

/// How long decisions took.
struct TimeSection {
  private let times: DecisionTimes

  init(_ times: DecisionTimes) { self.times = times }

  var html: HTML {
    let quartiles = [times.quartiles?.lower, times.quartiles?.median, times.quartiles?.upper].map {
      NumberText.number($0, digits: 1, unit: " s")
    }
    return """
      <section><h2>Seconds per decision</h2>
      <p>Half of \(NumberText.count(times.count)) decisions took at most \(quartiles[1]); the quartiles are \
      \(quartiles[0]) and \(quartiles[2]).</p>
      \(times.count > 0 ? chart : "")
      \(table)
      </section>
      """
  }

  private var chart: HTML {
    HistogramChart(
      id: "times",
      title: "Seconds per decision",
      description: times.histogram.map { "From \(name($0)) s: \($0.count)." }.joined(separator: " "),
      bars: times.histogram.map { HistogramChart.Bar(label: name($0), count: $0.count) }
    ).html
  }

  private var table: HTML {
    var table = HTMLTable("Seconds per decision", columns: ["from", "to under", "decisions"])
    for bin in times.histogram {
      let end = bin.upperBound.map { NumberText.number($0, digits: 0) } ?? "no end"
      table.add(NumberText.number(bin.lowerBound, digits: 0), [end, NumberText.count(bin.count)])
    }
    return table.folded
  }

  /// A bin by its bounds.
  private func name(_ bin: DecisionTimes.Bin) -> String {
    let start = NumberText.decimal(bin.lowerBound, digits: 0)
    return bin.upperBound.map { "\(start)–\(NumberText.decimal($0, digits: 0))" } ?? "\(start)+"
  }
}
