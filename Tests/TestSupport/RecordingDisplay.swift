public import ScreenThread
public import TextUI

/// A display that keeps what it is shown.
@ScreenActor
public final class RecordingDisplay: Display {
  /// Height and width in cells; tests change it to resize.
  public var size: Size
  /// What was shown, in order.
  public private(set) var screens: [Screen] = []

  /// Makes a display that was shown nothing yet.
  public init(size: Size) { self.size = size }

  /// What is shown now.
  public var screen: Screen? { screens.last }

  /// Keeps a screen.
  public func present(_ screen: Screen) { screens.append(screen) }
}
