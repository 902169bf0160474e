/// Something that happened at the terminal.
public enum InputEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted; line ends are LF. It never arrives as keys.
  case paste(String)
  /// Something happened with the mouse.
  case mouse(MouseEvent)
  /// The terminal has another size.
  case resized(Size)
  /// The program runs again after it was suspended; the size may have changed.
  case resumed
  /// The terminal is gone. Comes once.
  case endOfInput
  /// The program is asked to leave.
  case terminate(signal: Int32)
}

/// A press of a mouse button or a turn of the wheel.
public struct MouseEvent: Hashable, Sendable {
  /// What was done.
  public enum Action: Hashable, Sendable {
    /// The first button went down, or up again.
    case press, release
    /// The wheel was turned by a notch.
    case wheelUp, wheelDown
  }

  /// What was done.
  public var action: Action
  /// Where.
  public var point: Point
  /// When; only differences mean something.
  public var time: Duration

  /// Makes an event.
  public init(action: Action, point: Point, time: Duration = .zero) {
    self.action = action
    self.point = point
    self.time = time
  }
}
