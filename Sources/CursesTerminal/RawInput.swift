import TextUI

/// What ncurses makes of the bytes from the terminal.
enum RawInput: Equatable {
  /// A scalar, controls included.
  case scalar(UnicodeScalar)
  /// A key that the terminfo entry knows.
  case key(Key)
  case mouse(MouseEvent)
  /// A key that has no meaning here.
  case other
}
