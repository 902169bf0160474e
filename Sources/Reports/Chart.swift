/// The frame of a drawing: its size, and what it shows in words for those who do not see it.
struct Chart {
  /// A name that no other chart of the page has.
  let id: String
  let title: String
  let description: String
  /// The size in the drawing's own units.
  let width: Double
  let height: Double

  /// Puts shapes into the frame.
  func html(_ shapes: [HTML]) -> HTML {
    """
    <svg viewBox="0 0 \(coordinate: width) \(coordinate: height)" role="img" \
    aria-labelledby="\(id)-title \(id)-description" style="max-width:\(coordinate: width)px">
    <title id="\(id)-title">\(title)</title><desc id="\(id)-description">\(description)</desc>
    \(HTML(lines: shapes))
    </svg>
    """
  }
}

/// Where a text stands relative to its point.
enum TextAnchor: String {
  case start, middle, end
}

/// The shapes of which charts are made; colours come from the page's style by class.
enum Shape {
  static func rectangle(x: Double, y: Double, width: Double, height: Double, class name: String) -> HTML {
    """
    <rect x="\(coordinate: x)" y="\(coordinate: y)" width="\(coordinate: width)" \
    height="\(coordinate: height)" class="\(name)"/>
    """
  }

  static func line(from start: (Double, Double), to end: (Double, Double), class name: String) -> HTML {
    """
    <line x1="\(coordinate: start.0)" y1="\(coordinate: start.1)" x2="\(coordinate: end.0)" \
    y2="\(coordinate: end.1)" class="\(name)"/>
    """
  }

  static func path(_ points: [(Double, Double)], class name: String) -> HTML {
    let corners = points.map { "\(NumberText.coordinate($0.0)),\(NumberText.coordinate($0.1))" }
    return "<polyline points=\"\(corners.joined(separator: " "))\" class=\"\(name)\"/>"
  }

  static func text(_ text: String, x: Double, y: Double, anchor: TextAnchor = .start) -> HTML {
    "<text x=\"\(coordinate: x)\" y=\"\(coordinate: y)\" text-anchor=\"\(anchor.rawValue)\">\(text)</text>"
  }
}

extension HTML.StringInterpolation {
  fileprivate mutating func appendInterpolation(coordinate: Double) {
    appendLiteral(NumberText.coordinate(coordinate))
  }
}
