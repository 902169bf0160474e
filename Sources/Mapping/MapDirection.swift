/// A way to go on the map.
public enum MapDirection: CaseIterable, Sendable {
  case left, right, up, down

  /// How far one place lies ahead of another, negative behind it, and how far to the side.
  func offset(from start: MapPlace, to end: MapPlace) -> (ahead: Float, aside: Float) {
    let (across, down) = (end.x - start.x, end.y - start.y)
    return switch self {
    case .left: (-across, abs(down))
    case .right: (across, abs(down))
    case .up: (-down, abs(across))
    case .down: (down, abs(across))
    }
  }
}
