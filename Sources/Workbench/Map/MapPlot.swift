public import Mapping
public import TextUI

/// The picture of a map in the cells of a screen: the pool's density, topics, picks and one cluster.
public struct MapPlot {
  /// The map.
  private let map: PoolMap
  /// Which part of it.
  private let window: MapWindow
  /// The cluster that is marked.
  private let cluster: Int?

  /// Makes a picture.
  ///
  /// - Parameters:
  ///   - map: The map.
  ///   - window: Which part of it; all when nil.
  ///   - cluster: The number of the cluster that is marked; nil for none.
  public init(_ map: PoolMap, window: MapWindow? = nil, cluster: Int? = nil) {
    self.map = map
    self.window = window ?? MapWindow(fitting: map.points.extent)
    self.cluster = cluster
  }

  /// The signs that the terminal can show.
  private static var signs: MapSigns { Repertoire.current == .ascii ? .ascii : .braille }

  /// What the signs mean.
  ///
  /// - Parameter showsOthersPicks: Whether others' picks may be on the map.
  /// - Returns: One line, the most important sign first.
  public static func legend(showsOthersPicks: Bool = true) -> DisplayText {
    MapLegendEntry.all(for: signs)
      .filter { showsOthersPicks || $0.kind != .othersPick }
      .map { "\(untrusted: $0.sample) \(untrusted: $0.name)" as DisplayText }
      .reduce("") { $0.isEmpty ? $1 : $0 + "   " + $1 }
  }

  /// Draws the picture.
  public func draw(in rect: Rect, on screen: inout Screen) {
    let frame = MapFrame(window, columns: rect.columns, rows: rect.rows)
    let raster = BrailleRaster(of: map.points, in: frame, cluster: cluster, signs: Self.signs)
    for row in 0..<raster.rows {
      let cells = raster.cells[row * raster.columns..<(row + 1) * raster.columns]
      var column = rect.column
      for run in cells.chunked(by: { $0.kind.role == $1.kind.role }) {
        var signs = String.UnicodeScalarView()
        signs.append(contentsOf: run.map(\.sign))
        column += screen.draw(
          DisplayText(untrusted: String(signs), as: .row),
          at: Point(row: rect.row + row, column: column),
          role: run.first?.kind.role ?? .text
        )
      }
    }
    drawTopics(over: raster, in: frame, at: rect.origin, on: &screen)
  }

  /// Names stand on blanks, as far as there is room for these.
  private func drawTopics(
    over raster: BrailleRaster,
    in frame: MapFrame,
    at origin: Point,
    on screen: inout Screen
  ) {
    let names = map.topics.map { DisplayText(untrusted: $0, as: .row).truncated(to: 20) }
    let labels = TopicLabel.laid(
      widths: names.map(\.width),
      over: raster,
      of: map.points,
      in: frame,
      limit: min(24, max(3, raster.cells.count / 300))
    )
    for label in labels {
      let name: DisplayText = (label.column > 0 ? " " : "") + names[label.topic]
      let end = label.column + label.columns
      screen.draw(
        end < raster.columns ? name + " " : name,
        at: Point(row: origin.row + label.row, column: origin.column + max(0, label.column - 1)),
        role: .heading
      )
    }
  }
}

extension MapKind {
  /// What a cell of the map is on the screen.
  var role: Role {
    switch self {
    case .empty, .pool: .dim
    case .othersPick: .badge
    case .ownPick: .pick
    case .cluster, .clusterPick: .match
    }
  }
}

extension Collection {
  /// Stretches of neighbours that belong together.
  fileprivate func chunked(by belong: (Element, Element) -> Bool) -> [SubSequence] {
    guard var start = indices.first else { return [] }
    var chunks: [SubSequence] = []
    var last = start
    for index in indices.dropFirst() {
      if !belong(self[last], self[index]) {
        chunks.append(self[start..<index])
        start = index
      }
      last = index
    }
    chunks.append(self[start...])
    return chunks
  }
}
