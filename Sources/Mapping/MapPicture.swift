/// The map as a picture for a report: one SVG document that needs nothing else.
///
/// It shows what the screen shows. Points are drawn one by one as long as there are few, else by how many lie on
/// each dot of a grid, so that a million of them make a file of less than 1 MB.
public struct MapPicture: Sendable {
  /// What the picture stands on.
  public enum Appearance: String, CaseIterable, Sendable {
    /// What the reader's system prefers.
    case automatic
    case light
    case dark
  }

  /// The heading, such as the project's name.
  public var title: String
  /// What stands below the heading, such as the projection's title and the number of instructions.
  public var subtitle: String
  /// What is shown.
  public var points: MapPoints
  /// Which part of it.
  public var window: MapWindow
  /// The number of the cluster that is marked; nil for none.
  public var cluster: Int?
  /// The names of the topics, by index.
  public var topics: [String]
  /// Its colours.
  public var appearance: Appearance

  /// Makes a picture of all points.
  public init(
    title: String,
    subtitle: String,
    points: MapPoints,
    window: MapWindow? = nil,
    cluster: Int? = nil,
    topics: [String] = [],
    appearance: Appearance = .automatic
  ) {
    self.title = title
    self.subtitle = subtitle
    self.points = points
    self.window = window ?? MapWindow(fitting: points.extent)
    self.cluster = cluster
    self.topics = topics
    self.appearance = appearance
  }

  /// The most characters of a topic's name.
  private static let longestName = 40
  private static let mostNames = 12

  /// The SVG document.
  public func svg() -> String {
    let frame = MapFrame(window, columns: MapDrawing.columns, rows: MapDrawing.rows)
    let dots = DotCounts(of: points, in: frame, cluster: cluster)
    let drawing = MapDrawing(points: points, frame: frame, dots: dots, cluster: cluster)
    let (width, height) = (MapDrawing.width + 48, MapDrawing.height + 132)
    let kinds = MapKind.allCases.filter { $0 > .pool && drawing.marks[$0] != nil }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" role="img">
      <title>\(SVGText.escaped(title))</title>
      <desc>\(SVGText.escaped(subtitle))</desc>
      <style>\(MapStyleSheet.text(for: appearance))</style>
      <rect class="ground" width="\(width)" height="\(height)"/>
      \(SVGText.text(title, x: 24, y: 38, class: "title"))\
      \(SVGText.text(subtitle, x: 24, y: 60, class: "subtitle"))\
      <g transform="translate(24 76)">
      \(drawing.pool)\
      \(kinds.compactMap { drawing.marks[$0] }.joined())\
      \(names(in: frame, over: BrailleRaster(dots, signs: .ascii)))\
      </g>
      <g transform="translate(24 \(MapDrawing.height + 108))">
      \(legend(of: [.pool] + kinds))\
      </g>
      </svg>

      """
  }

  private func names(in frame: MapFrame, over raster: BrailleRaster) -> String {
    let names = topics.map { name in
      name.count > Self.longestName ? name.prefix(Self.longestName - 1) + "…" : name
    }
    let labels = TopicLabel.laid(
      widths: names.map(\.count),
      over: raster,
      of: points,
      in: frame,
      limit: Self.mostNames
    )
    // The seam below each name is a text of its own: not every program knows `paint-order`.
    return labels.map { label in
      let x = MapDrawing.cellWidth * (Double(label.column) + Double(label.columns) / 2)
      let y = MapDrawing.cellHeight * (Double(label.row) + 0.75)
      return SVGText.text(names[label.topic], x: x, y: y, class: "topic seam")
        + SVGText.text(names[label.topic], x: x, y: y, class: "topic")
    }
    .joined()
  }

  private func legend(of kinds: [MapKind]) -> String {
    kinds.enumerated().map { index, kind in
      let x = Double(index) * 150
      return MapDrawing.sample(of: kind, x: x + 6, y: -4)
        + SVGText.text(kind.name, x: x + 20, y: 0, class: "legend")
    }
    .joined()
  }
}
