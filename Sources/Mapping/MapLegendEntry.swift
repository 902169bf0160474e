/// A line of the map's legend.
public struct MapLegendEntry: Hashable, Sendable {
  /// What it is about.
  public var kind: MapKind
  /// The sign, or a sample of those for a growing density.
  public var sample: String

  /// What the sample means.
  public var name: String { kind.name }

  /// The legend of a map, the most important sign first.
  public static func all(for signs: MapSigns) -> [MapLegendEntry] {
    MapKind.allCases.reversed().filter { $0 != .empty }.map { kind in
      MapLegendEntry(kind: kind, sample: kind.sign.map { String(Character($0)) } ?? signs.densitySample)
    }
  }
}
