public import ScreenThread

/// Something that shows screens: the terminal, or a recorder in tests.
@ScreenActor
public protocol Display: AnyObject {
  /// Height and width in cells, as they are now.
  var size: Size { get }

  /// Shows a screen; what lies beyond the display is left out.
  func present(_ screen: Screen)
}
