/// Counts as standing bars, each with an optional dash where chance expects its top.
struct HistogramChart {
  struct Bar {
    let label: String
    let count: Int
    var expected: Double?
  }

  let id: String
  let title: String
  let description: String
  let bars: [Bar]
  var height = 150.0
  /// Whether counts stand above the bars and labels below; a sparkline has neither.
  var isLabelled = true

  private let width = 660.0

  var html: HTML {
    let chart = Chart(
      id: id,
      title: title,
      description: description,
      width: width,
      height: height + (isLabelled ? 40 : 4)
    )
    return chart.html(bars.enumerated().flatMap { draw($0.element, at: $0.offset) } + [baseline])
  }

  private var top: Double { isLabelled ? 18 : 2 }
  private var slot: Double { min(60, width / Double(max(1, bars.count))) }
  private var tallest: Double { bars.map { max(Double($0.count), $0.expected ?? 0) }.max() ?? 0 }

  private var baseline: HTML {
    Shape.line(from: (0, top + height), to: (slot * Double(bars.count), top + height), class: "axis")
  }

  private func draw(_ bar: Bar, at index: Int) -> [HTML] {
    let left = Double(index) * slot
    func level(_ count: Double) -> Double { top + height - (tallest > 0 ? count / tallest * height : 0) }
    let (head, middle) = (level(Double(bar.count)), left + slot / 2)
    let thickness = slot * (isLabelled ? 0.7 : 0.8)
    var shapes = [
      Shape.rectangle(
        x: middle - thickness / 2,
        y: head,
        width: thickness,
        height: top + height - head,
        class: "bar"
      )
    ]
    if let expected = bar.expected {
      let dash = level(expected)
      shapes.append(Shape.line(from: (left + 2, dash), to: (left + slot - 2, dash), class: "chance"))
    }
    if isLabelled {
      shapes.append(Shape.text(String(bar.count), x: middle, y: head - 4, anchor: .middle))
      shapes.append(Shape.text(bar.label, x: middle, y: top + height + 16, anchor: .middle))
    }
    return shapes
  }
}
