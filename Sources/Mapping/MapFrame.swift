/// A window on the map laid over the cells of a screen.
///
/// A cell is twice as high as wide and holds 2 × 4 square dots, so that both axes have one scale; the window's
/// box fills the frame in the direction in which it fits more tightly.
public struct MapFrame: Equatable, Sendable {
  /// The most columns, and the most rows, of a frame.
  public static let maximumSide = 1_000

  /// How much larger the box is taken, so that points do not lie on the edge.
  private static let padding = 1.02

  /// What is looked at.
  public let window: MapWindow
  /// Width in cells.
  public let columns: Int
  /// Height in cells.
  public let rows: Int

  /// The dots to one unit of the map.
  let scale: Double
  /// The coordinates of the top left corner.
  let left, top: Double

  /// Lays a window over cells; sides are brought into 0 to 1,000.
  public init(_ window: MapWindow, columns: Int, rows: Int) {
    self.window = window
    self.columns = min(Self.maximumSide, max(0, columns))
    self.rows = min(Self.maximumSide, max(0, rows))
    // A pool of one point has an extent of nothing.
    let leastSide = 1e-3
    let width = max(leastSide, Double(window.extent.width)) * Self.padding
    let height = max(leastSide, Double(window.extent.height)) * Self.padding
    let fitting = min(Double(max(1, self.columns) * 2) / width, Double(max(1, self.rows) * 4) / height)
    scale = fitting * window.magnification
    left = window.x - Double(self.columns) / scale
    top = window.y - 2 * Double(self.rows) / scale
  }

  /// Width in dots.
  var dotColumns: Int { 2 * columns }
  /// Height in dots.
  var dotRows: Int { 4 * rows }

  /// What can be seen.
  public var box: MapBox {
    MapBox(
      topLeft: MapPlace(x: Float(left), y: Float(top)),
      bottomRight: MapPlace(
        x: Float(left + Double(dotColumns) / scale),
        y: Float(top + Double(dotRows) / scale)
      )
    )
  }

  /// The cell that a place is in, counted from the top left one, or nil when it is out of view.
  public func cell(of place: MapPlace) -> (row: Int, column: Int)? {
    dot(of: place).map { ($0.row / 4, $0.column / 2) }
  }

  /// The place in the middle of a cell.
  public func place(ofRow row: Int, column: Int) -> MapPlace {
    MapPlace(
      x: Float(left + (2 * Double(column) + 1) / scale),
      y: Float(top + (4 * Double(row) + 2) / scale)
    )
  }

  /// The window moved by whole cells, right and down for positive ones; the picture moves along unchanged.
  public func panned(columns: Int = 0, rows: Int = 0) -> MapWindow {
    window.moved(right: 2 * Double(columns) / scale, down: 4 * Double(rows) / scale)
  }

  /// The width of a cell on the map: the least step that can be seen.
  public var cellWidth: Float { Float(2 / scale) }

  /// The dot that a place is in, or nil when it is out of view.
  func dot(of place: MapPlace) -> (row: Int, column: Int)? {
    let across = (Double(place.x) - left) * scale
    let down = (Double(place.y) - top) * scale
    guard across >= 0, down >= 0, across < Double(dotColumns), down < Double(dotRows) else { return nil }
    return (Int(down), Int(across))
  }
}
