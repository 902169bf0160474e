/// Which part of the map is looked at: its centre and how near.
///
/// The nearness goes in half octaves, two steps double the scale; at level 0 all points are in view. The centre
/// stays within the box of all points. Centres are multiples of 2⁻³², so that going back undoes a move exactly.
public struct MapWindow: Equatable, Sendable {
  /// From everything at once to 1,024 times nearer.
  public static let levels = 0...20

  /// What level 0 shows.
  public let extent: MapBox

  /// How near, in half octaves.
  public private(set) var level = 0

  /// The horizontal coordinate of the centre.
  public private(set) var x: Double

  /// The vertical coordinate of the centre.
  public private(set) var y: Double

  /// Makes the window that shows a whole box, such as the extent of the points.
  public init(fitting extent: MapBox) {
    self.extent = extent
    x = Self.rounded((Double(extent.topLeft.x) + Double(extent.bottomRight.x)) / 2)
    y = Self.rounded((Double(extent.topLeft.y) + Double(extent.bottomRight.y)) / 2)
  }

  /// How many times larger everything is than at level 0.
  public var magnification: Double {
    Double(1 << (level / 2)) * (level.isMultiple(of: 2) ? 1 : 2.0.squareRoot())
  }

  /// The window that shows everything again.
  public var fitted: MapWindow { MapWindow(fitting: extent) }

  /// The window moved by parts of its own width and height, right and down for positive ones.
  public func panned(right: Double = 0, down: Double = 0) -> MapWindow {
    moved(
      right: right * Double(extent.width) / magnification,
      down: down * Double(extent.height) / magnification
    )
  }

  /// The window so many half octaves nearer, or farther for negative ones, with the same centre.
  public func zoomed(by steps: Int) -> MapWindow {
    var window = self
    let sum = level.addingReportingOverflow(steps)
    let target =
      sum.overflow ? (steps < 0 ? Self.levels.lowerBound : Self.levels.upperBound) : sum.partialValue
    window.level = min(Self.levels.upperBound, max(Self.levels.lowerBound, target))
    return window
  }

  /// The window with a place in its centre.
  public func centred(on place: MapPlace) -> MapWindow {
    moved(right: Double(place.x) - x, down: Double(place.y) - y)
  }

  /// The window moved on the map, as far as the extent goes.
  func moved(right: Double, down: Double) -> MapWindow {
    var window = self
    window.x = Self.clamped(x + Self.rounded(right), extent.topLeft.x, extent.bottomRight.x)
    window.y = Self.clamped(y + Self.rounded(down), extent.topLeft.y, extent.bottomRight.y)
    return window
  }

  private static func rounded(_ coordinate: Double) -> Double {
    let unit = 0x1p-32
    return coordinate.isFinite ? (coordinate / unit).rounded() * unit : 0
  }

  private static func clamped(_ coordinate: Double, _ least: Float, _ greatest: Float) -> Double {
    min(rounded(Double(greatest)), max(rounded(Double(least)), coordinate))
  }
}
