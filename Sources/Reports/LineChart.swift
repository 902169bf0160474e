/// Two curves over one axis that begins at 0.
struct LineChart {
  struct Curve {
    /// The style's class for it.
    let kind: String
    let points: [(x: Double, y: Double)]
  }

  let id: String
  let title: String
  let description: String
  let curves: [Curve]

  private let size = (width: 560.0, height: 220.0)
  private let origin = (x: 44.0, y: 10.0)

  var html: HTML {
    let chart = Chart(
      id: id,
      title: title,
      description: description,
      width: origin.x + size.width + 20,
      height: origin.y + size.height + 24
    )
    return chart.html(axes + curves.map(draw))
  }

  private var right: Double { curves.flatMap { $0.points.map(\.x) }.max() ?? 1 }
  private var top: Double { max(curves.flatMap { $0.points.map(\.y) }.max() ?? 1, .leastNonzeroMagnitude) }

  private func place(_ x: Double, _ y: Double) -> (Double, Double) {
    (origin.x + x / right * size.width, origin.y + (1 - y / top) * size.height)
  }

  private var axes: [HTML] {
    let levels = [0, 0.25, 0.5, 0.75, 1].flatMap { share in
      let (left, height) = place(0, share * top)
      return [
        Shape.line(
          from: (left, height),
          to: (left + size.width, height),
          class: share == 0 ? "axis" : "grid"
        ),
        Shape.text(NumberText.decimal(share * top, digits: 2), x: left - 6, y: height + 4, anchor: .end),
      ]
    }
    let ends = [0, right].map { end in
      Shape.text(String(Int(end)), x: place(end, 0).0, y: place(end, 0).1 + 18, anchor: .middle)
    }
    return levels + ends
  }

  private func draw(_ curve: Curve) -> HTML {
    var corners = curve.points.map { place($0.x, $0.y) }
    if corners.count == 1 {
      // A line of one point would not be seen.
      corners = [(corners[0].0 - 8, corners[0].1), corners[0]]
    }
    return Shape.path(corners, class: "curve \(curve.kind)")
  }
}
