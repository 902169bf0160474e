import Foundation
import TextUI

#if canImport(Glibc)
  import Glibc
#endif

/// How much fits on the terminal that standard output is.
enum TerminalSize {
  /// The size of the terminal; 24 rows of 80 columns where there is none.
  static var current: Size {
    var window = winsize()
    let isTerminal = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0
    guard isTerminal, window.ws_row > 0, window.ws_col > 0 else { return Size(rows: 24, columns: 80) }
    return Size(rows: Int(window.ws_row), columns: Int(window.ws_col))
  }
}
