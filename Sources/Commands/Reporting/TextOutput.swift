import Foundation
import TextUI

#if canImport(Glibc)
  import Glibc
#endif

/// How lines with charts are written to standard output: wide and in Unicode to a terminal that shows it, else in
/// 80 columns of ASCII.
struct TextOutput {
  /// The columns of a line.
  let columns: Int
  /// Which characters are written.
  let repertoire: Repertoire

  /// What standard output is now.
  static var current: TextOutput {
    guard isatty(STDOUT_FILENO) == 1 else { return TextOutput(columns: 80, repertoire: .ascii) }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return TextOutput(
      columns: isKnown ? Int(size.ws_col) : 80,
      repertoire: showsUnicode(ProcessInfo.processInfo.environment) ? .unicode : .ascii
    )
  }

  /// Whether the locale is one of UTF-8.
  static func showsUnicode(_ environment: [String: String]) -> Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    guard let locale = names.first(where: { !$0.isEmpty })?.lowercased() else { return false }
    return locale.hasSuffix("utf-8") || locale.hasSuffix("utf8")
  }

  /// Writes what `lines` makes for this output.
  func print(_ lines: (_ columns: Int) -> [StyledLine]) {
    Repertoire.$current.withValue(repertoire) {
      for line in lines(columns) { Console.print("\(untrusted: plain(line))") }
    }
  }

  private func plain(_ line: StyledLine) -> String {
    guard repertoire == .ascii else { return line.text.plainText }
    var screen = Screen(size: Size(rows: 1, columns: columns))
    screen.draw(line, in: screen.bounds)
    var text = screen.row(0).map { $0.text?.asciiText ?? "" }.joined()
    while text.last == " " { text.removeLast() }
    return text
  }
}
