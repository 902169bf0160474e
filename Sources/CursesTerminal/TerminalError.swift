import TextUI

/// Why the terminal cannot be used for the review room.
public enum TerminalError: Error, Equatable, Sendable {
  /// Standard input or output leads elsewhere.
  case notATerminal
  /// The terminal cannot place its cursor.
  case plainTerminal(name: String)
  /// Neither the terminal nor any that it could stand in for is in the terminfo database.
  case unknownTerminal(name: String)

  /// What is wrong and where, safe to print.
  public var summary: String {
    switch self {
    case .notATerminal: "Standard input and output are not both a terminal."
    case .plainTerminal(let name): "The terminal \(shown(name)) cannot place its cursor."
    case .unknownTerminal(let name): "The terminal \(shown(name)) is not known on this machine."
    }
  }

  /// What to do.
  public var suggestion: String {
    let scriptable = "`handpick decide` and `handpick status` do the same work without a screen."
    return switch self {
    case .notATerminal: "Run it in a terminal; \(scriptable)"
    case .plainTerminal: "Set TERM to what the terminal really is; \(scriptable)"
    case .unknownTerminal: "Install the package ncurses-base or ncurses-term; \(scriptable)"
    }
  }

  private func shown(_ name: String) -> String {
    "\"\(DisplayText(untrusted: name, as: .row).plainText)\""
  }
}
