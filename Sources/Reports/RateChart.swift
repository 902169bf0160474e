import Statistics

/// Rates as lying bars from 0 to 100 %, with their intervals as whiskers and chance as a dashed line.
struct RateChart {
  struct Row {
    let label: String
    let proportion: Proportion
    let chance: Double?
  }

  let id: String
  let title: String
  let rows: [Row]

  private let labelWidth = 170.0
  private let barWidth = 400.0
  private let rowHeight = 30.0

  var html: HTML {
    let chart = Chart(
      id: id,
      title: title,
      description: rows.map(describe).joined(separator: " "),
      width: labelWidth + barWidth + 90,
      height: Double(rows.count) * rowHeight + 24
    )
    return chart.html(
      scale + rows.enumerated().flatMap { draw($0.element, top: Double($0.offset) * rowHeight) }
    )
  }

  private func place(_ rate: Double) -> Double { labelWidth + rate * barWidth }

  /// A line and a number at each quarter.
  private var scale: [HTML] {
    let bottom = Double(rows.count) * rowHeight
    return [0, 0.25, 0.5, 0.75, 1].flatMap { rate in
      [
        Shape.line(from: (place(rate), 0), to: (place(rate), bottom), class: "grid"),
        Shape.text("\(Int(rate * 100)) %", x: place(rate), y: bottom + 16, anchor: .middle),
      ]
    }
  }

  private func draw(_ row: Row, top: Double) -> [HTML] {
    let middle = top + rowHeight / 2
    var shapes = [Shape.text(row.label, x: labelWidth - 10, y: middle + 4, anchor: .end)]
    switch row.proportion.estimate {
    case .notEnoughData:
      let count = "\(row.proportion.successes) of \(row.proportion.trials): not enough data"
      shapes.append(Shape.text(count, x: labelWidth + 8, y: middle + 4))
    case .measured(let rate, let interval):
      let (low, high) = (place(interval.lowerBound), place(interval.upperBound))
      shapes += [
        Shape.rectangle(
          x: labelWidth,
          y: top + 6,
          width: rate * barWidth,
          height: rowHeight - 12,
          class: "bar"
        ),
        Shape.line(from: (low, middle), to: (high, middle), class: "whisker"),
        Shape.line(from: (low, middle - 5), to: (low, middle + 5), class: "whisker"),
        Shape.line(from: (high, middle - 5), to: (high, middle + 5), class: "whisker"),
        Shape.text(NumberText.percent(rate), x: place(1) + 12, y: middle + 4),
      ]
    }
    if let chance = row.chance {
      shapes.append(
        Shape.line(from: (place(chance), top + 2), to: (place(chance), top + rowHeight - 2), class: "chance")
      )
    }
    return shapes
  }

  private func describe(_ row: Row) -> String {
    let count = "\(row.proportion.successes) of \(row.proportion.trials)"
    let chance = row.chance.map { ", by chance \(NumberText.percent($0))" } ?? ""
    switch row.proportion.estimate {
    case .notEnoughData: return "\(row.label): \(count), not enough data\(chance)."
    case .measured(let rate, let interval):
      let bounds = "\(NumberText.percent(interval.lowerBound)) to \(NumberText.percent(interval.upperBound))"
      return "\(row.label): \(NumberText.percent(rate)) (\(count)), 95 % interval \(bounds)\(chance)."
    }
  }
}
