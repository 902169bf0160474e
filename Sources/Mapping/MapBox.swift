/// A part of the map; its edges belong to it.
public struct MapBox: Hashable, Sendable {
  /// The corner with the least coordinates.
  public var topLeft: MapPlace
  /// The corner with the greatest coordinates.
  public var bottomRight: MapPlace

  /// The whole map.
  public static let whole = MapBox(topLeft: MapPlace(x: 0, y: 0), bottomRight: MapPlace(x: 1, y: 1))

  /// Makes a box of two corners.
  public init(topLeft: MapPlace, bottomRight: MapPlace) {
    self.topLeft = topLeft
    self.bottomRight = bottomRight
  }

  /// Makes the smallest box around places, or returns nil when there are none.
  init?(around places: some Sequence<MapPlace>) {
    var places = places.makeIterator()
    guard let first = places.next() else { return nil }
    self.init(topLeft: first, bottomRight: first)
    while let place = places.next() {
      topLeft = MapPlace(x: min(topLeft.x, place.x), y: min(topLeft.y, place.y))
      bottomRight = MapPlace(x: max(bottomRight.x, place.x), y: max(bottomRight.y, place.y))
    }
  }

  /// From the left edge to the right one.
  public var width: Float { bottomRight.x - topLeft.x }

  /// From the top edge to the bottom one.
  public var height: Float { bottomRight.y - topLeft.y }

  /// Whether a place lies in it.
  public func contains(_ place: MapPlace) -> Bool {
    place.x >= topLeft.x && place.x <= bottomRight.x && place.y >= topLeft.y && place.y <= bottomRight.y
  }
}
