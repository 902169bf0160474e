/// What has been decided about a point of the map.
public struct MapMarks: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  /// Makes marks of their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Picked by the curator who looks at the map.
  public static let own = MapMarks(rawValue: 1)
  /// Picked by another curator.
  public static let others = MapMarks(rawValue: 2)
}
