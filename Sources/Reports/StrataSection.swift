import Curation
import Statistics

/// Acceptance and agreement by confidence, position and length.
struct StrataSection {
  private let comparisons: [(name: String, id: String, value: RankerComparison)]

  init(_ statistics: ReviewStatistics) {
    comparisons = [
      ("acceptance, ranking seen", "seen", statistics.acceptance),
      ("agreement, ranking unseen", "unseen", statistics.agreement),
    ]
  }

  var html: HTML {
    """
    <section><h2>When curators follow the ranker</h2>
    <p>By how many of the ranker's passes agreed, by where its pick stood on screen, and by the length of what was \
    chosen, from the shortest quarter to the longest.</p>
    \(comparisons.map(sections))
    </section>
    """
  }

  private func sections(_ name: String, _ id: String, _ comparison: RankerComparison) -> HTML {
    """
    <h3>\(name)</h3>
    \(chart("by confidence, \(name)", "confidence-\(id)", comparison.byConfidence) { confidence in
      Label(
        text: "\(confidence.agreeing) of \(confidence.passes) passes",
        html: "\(NumberText.count(confidence.agreeing)) of \(NumberText.count(confidence.passes)) passes"
      )
    })
    \(chart("by position, \(name)", "position-\(id)", comparison.byPosition) { position in
      Label(text: "position \(position)", html: "position \(NumberText.count(position))")
    })
    \(chart("by length, \(name)", "length-\(id)", comparison.byLength) { quarter in
      let (fewest, most) = (quarter.words.lowerBound, quarter.words.upperBound)
      return Label(
        text: "\(fewest) to \(most) words",
        html: """
          quarter \(NumberText.count(quarter.number)): \(NumberText.count(fewest)) to \
          \(NumberText.count(most)) words
          """
      )
    })

    """
  }

  private struct Label {
    let text: String
    let html: HTML
  }

  private func chart<Key>(
    _ title: String,
    _ id: String,
    _ strata: [Stratum<Key>],
    label: (Key) -> Label
  ) -> HTML {
    let title = title.prefix(1).uppercased() + title.dropFirst()
    guard !strata.isEmpty else { return "<p class=\"none\">\(title): nothing yet.</p>" }
    let labelled = strata.map { (label($0.key), $0.proportion) }
    let rows = labelled.map { RateChart.Row(label: $0.text, proportion: $1, chance: nil) }
    var table = HTMLTable(title, columns: [""] + ProportionText.columns)
    for (label, proportion) in labelled { table.add(label.html, ProportionText.cells(proportion)) }
    return "\(RateChart(id: id, title: title, rows: rows).html)\n\(table.folded)"
  }
}
