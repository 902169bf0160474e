/// Counts as lying bars.
struct CountChart {
  struct Row {
    let label: String
    let count: Int
  }

  let id: String
  let title: String
  let rows: [Row]

  private let labelWidth = 190.0
  private let barWidth = 400.0
  private let rowHeight = 24.0

  var html: HTML {
    let chart = Chart(
      id: id,
      title: title,
      description: rows.map { "\($0.label): \($0.count)." }.joined(separator: " "),
      width: labelWidth + barWidth + 60,
      height: Double(rows.count) * rowHeight
    )
    return chart.html(rows.enumerated().flatMap { draw($0.element, top: Double($0.offset) * rowHeight) })
  }

  private func draw(_ row: Row, top: Double) -> [HTML] {
    let most = rows.map(\.count).max() ?? 0
    let length = most > 0 ? Double(row.count) / Double(most) * barWidth : 0
    let base = top + rowHeight / 2 + 4
    return [
      Shape.text(row.label, x: labelWidth - 10, y: base, anchor: .end),
      Shape.rectangle(x: labelWidth, y: top + 4, width: length, height: rowHeight - 8, class: "bar"),
      Shape.text(String(row.count), x: labelWidth + length + 8, y: base),
    ]
  }
}
