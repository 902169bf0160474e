import Curation
public import Mapping
import TextUI

/// The map as it lies over the room.
public enum MapSheet: Equatable, Sendable {
  /// It is being read or made.
  case projecting
  /// There is none; the text says why and what to do.
  case missing(String)
  /// It is looked at.
  case open(MapPosition)
}

/// Where one is on the map.
public struct MapPosition: Equatable, Sendable {
  /// The map.
  public let map: PoolMap
  /// Which part of it is looked at.
  public internal(set) var window: MapWindow
  /// The point under the cursor.
  public internal(set) var point: Int
  /// What that point stands for, as soon as it is read.
  public internal(set) var spot: MapSpot?

  /// Looks at the whole map, with the cursor on a point.
  init(_ map: PoolMap, point: Int) {
    self.map = map
    self.point = point
    window = MapWindow(fitting: map.points.extent)
  }

  /// The cluster of the point under the cursor, if it is in one.
  var cluster: Int? { map.points.cluster(ofRow: point) }

  /// The place of the point under the cursor.
  var place: MapPlace { map.points.place(ofRow: point) }

  /// The row number of the instruction under the cursor.
  var row: Int { map.row(ofPoint: point) }

  /// Goes to the nearest point in a direction that stands in another cell.
  ///
  /// Where the cursor is out of view it comes to the middle first.
  mutating func step(_ direction: MapDirection, in size: Size) {
    let frame = MapFrame(window, columns: size.columns, rows: size.rows)
    guard let cell = frame.cell(of: place) else {
      return go(to: map.points.nearestRow(to: frame.place(ofRow: size.rows / 2, column: size.columns / 2)))
    }
    let next = map.points.nextRow(from: place, toward: direction) { point in
      guard let other = frame.cell(of: map.points.place(ofRow: point)) else { return true }
      return other != cell
    }
    go(to: next)
    if frame.cell(of: place) == nil { window = window.centred(on: place) }
  }

  /// Goes to the point nearest to the upper or lower edge of the map, straight above or below.
  mutating func goToEdge(_ direction: MapDirection) {
    let extent = map.points.extent
    let y = direction == .up ? extent.topLeft.y : extent.bottomRight.y
    go(to: map.points.nearestRow(to: MapPlace(x: place.x, y: y)))
    if window.level > 0 { window = window.centred(on: place) }
  }

  /// Goes to the point nearest to the middle of a cell of the picture.
  mutating func go(toRow row: Int, column: Int, in size: Size) {
    let frame = MapFrame(window, columns: size.columns, rows: size.rows)
    go(to: map.points.nearestRow(to: frame.place(ofRow: row, column: column)))
  }

  /// Comes nearer by half octaves, or goes farther for negative ones; what is under the cursor stays in place.
  mutating func zoom(by steps: Int) {
    let zoomed = window.zoomed(by: steps)
    guard zoomed.level > MapWindow.levels.lowerBound else { return fit() }
    let part = window.magnification / zoomed.magnification
    let x = Double(place.x) + (window.x - Double(place.x)) * part
    let y = Double(place.y) + (window.y - Double(place.y)) * part
    window = zoomed.centred(on: MapPlace(x: Float(x), y: Float(y)))
  }

  /// Moves the view by parts of its own size; the cursor stays on its point.
  mutating func pan(right: Double = 0, down: Double = 0, in size: Size) {
    let frame = MapFrame(window, columns: size.columns, rows: size.rows)
    window = frame.panned(
      columns: Int((right * Double(size.columns)).rounded()),
      rows: Int((down * Double(size.rows)).rounded())
    )
  }

  /// Looks at everything again.
  mutating func fit() { window = window.fitted }

  private mutating func go(to point: Int?) {
    guard let point, point != self.point else { return }
    self.point = point
    spot = nil
  }
}
