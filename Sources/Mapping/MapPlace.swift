/// A place on the map, each coordinate from 0 to 1.
public struct MapPlace: Hashable, Sendable {
  /// Right of the left edge.
  public var x: Float
  /// Below the top edge.
  public var y: Float

  /// Makes a place.
  public init(x: Float, y: Float) {
    self.x = x
    self.y = y
  }

  /// The square of the distance to another place.
  func squaredDistance(to other: MapPlace) -> Float {
    let (across, down) = (x - other.x, y - other.y)
    return across * across + down * down
  }
}
