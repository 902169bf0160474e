import TextUI

extension KeyMap {
  /// What a sentence calls the way to a command: its first key, else its name on the command line.
  func way(to command: Command) -> DisplayText {
    guard let key = bindings.first(where: { $0.command == command && !$0.keys.isEmpty })?.keys.first else {
      return ":\(untrusted: command.rawValue)"
    }
    return "\(untrusted: key.title)"
  }
}
