/// What a cell of the map stands for; of several things the one that comes last here.
///
/// Each kind has a sign of its own, so that the map reads without colours. All signs beside the braille dots are
/// ASCII and one column wide on every terminal.
public enum MapKind: Int, CaseIterable, Comparable, Sendable {
  /// No point.
  case empty
  /// Points of the pool that nobody has picked.
  case pool
  /// Picked by another curator.
  case othersPick
  /// Picked by the curator who looks at the map.
  case ownPick
  /// Candidates of the cluster that is open.
  case cluster
  /// The own pick of the cluster that is open.
  case clusterPick

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// What the legend calls it.
  public var name: String {
    switch self {
    case .empty: "nothing"
    case .pool: "pool"
    case .othersPick: "others' picks"
    case .ownPick: "my picks"
    case .cluster: "this cluster"
    case .clusterPick: "my pick in it"
    }
  }

  /// The sign in a cell; nil where the dots of the pool are shown.
  public var sign: Unicode.Scalar? {
    switch self {
    case .empty: " "
    case .pool: nil
    case .othersPick: "x"
    case .ownPick: "+"
    case .cluster: "o"
    case .clusterPick: "@"
    }
  }

  /// The most important thing on some dots.
  init(_ presence: DotCounts.Presence, points: Int) {
    self =
      if presence.contains(.clusterPick) {
        .clusterPick
      } else if presence.contains(.cluster) {
        .cluster
      } else if presence.contains(.own) {
        .ownPick
      } else if presence.contains(.others) {
        .othersPick
      } else {
        points > 0 ? .pool : .empty
      }
  }
}
