import Foundation
import TextUI

/// Where a subcommand speaks: data on standard output, everything else on standard error.
///
/// Both go through `DisplayText`, so that no file, model or name can steer the terminal; data that is meant for
/// other programs is written as it is.
enum Console {
  /// Writes a line of text for a person to standard output.
  static func print(_ line: DisplayText) { write(line.plainText + "\n", to: .standardOutput) }

  /// Writes data for another program to standard output, byte for byte.
  static func emit(_ data: Data) { try? FileHandle.standardOutput.write(contentsOf: data) }

  /// Writes a line about what is going on to standard error.
  static func note(_ line: DisplayText) {
    write(line.plainText + "\n", to: .standardError)
  }

  /// Asks on standard error; the line typed on standard input, or nil at its end.
  static func ask(_ question: DisplayText) -> String? {
    write(question.plainText + " ", to: .standardError)
    return readLine()
  }

  /// Says what went wrong and what to do.
  static func report(_ error: any ExplainedError) {
    note("handpick: \(untrusted: error.summary)")
    if !error.suggestion.isEmpty { note("  \(untrusted: error.suggestion)") }
  }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that went away (SIGPIPE is ignored) is no reason to fail: the work itself is done.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
