public import TextUI

/// Why a key map cannot be made as somebody wants it.
public enum KeyMapError: Error, Equatable, Sendable {
  /// There is no key of that name.
  case unknownKey(name: String, nearest: String?)
  /// Terminals do not send the key, or send another in its place.
  case unsentKey(name: String, instead: String?)
  /// Somebody else gets the key first.
  case keptKey(Key, by: String)
  /// A verdict on a key that can be the rest of something else, or a capital.
  case unsafeKey(Key, Command)
  /// The command goes to the place that its digit says.
  case notADigit(Key, Command)
  /// A command is given the same key twice.
  case repeatedKey(Key, Command)
  /// A command has no keys in the place.
  case noKeysThere(Command, Binding.Context, places: [Binding.Context])
  /// Two commands want the same key in the same place, the first one in the earlier line.
  case conflict(Key, KeyAssignment, KeyAssignment)
  /// An indispensable command would have no key, because of an assignment.
  case lastKey(Command, KeyAssignment?)

  /// The line of the assignment that is wrong, where the mistake does not lie in one key alone.
  public var line: Int? {
    switch self {
    case .conflict(_, _, let second): second.line
    case .lastKey(_, let assignment): assignment?.line
    default: nil
    }
  }

  /// What is wrong.
  public var summary: String {
    switch self {
    case .unknownKey(let name, _): "There is no key \"\(name)\"."
    case .unsentKey(let name, let instead?): "Terminals do not tell \"\(name)\" from \(instead)."
    case .unsentKey(let name, nil): "Terminals do not send \"\(name)\" as a key of its own."
    case .keptKey(let key, let owner): "\(key.name) is kept by \(owner)."
    case .unsafeKey(let key, let command):
      "\(key.name) cannot ask for \(command.rawValue), which decides: it is too easily sent by accident."
    case .notADigit(let key, let command):
      "\(key.name) cannot ask for \(command.rawValue), which goes by the digit pressed."
    case .repeatedKey(let key, let command): "\(command.rawValue) has the key \(key.name) twice."
    case .noKeysThere(let command, let place, _): "\(command.rawValue) has no keys in \(place.rawValue)."
    case .conflict(let key, let first, let second):
      "\(key.name) is given to \(second.command.rawValue), but line \(first.line) gives it to \(first.command.rawValue)."
    case .lastKey(let command, let assignment):
      if let assignment, assignment.command != command {
        "\(assignment.command.rawValue) would take the last key of \(command.rawValue)."
      } else {
        "\(command.rawValue) would have no key."
      }
    }
  }

  /// What to do.
  public var suggestion: String {
    switch self {
    case .unknownKey(_, let nearest?): "Did you mean \(nearest)?"
    case .unknownKey:
      "Write one character, or Space, Enter, Tab, Shift-Tab, Backspace, Del, Esc, Up, Down, Left, Right, Home, "
        + "End, PgUp, PgDn, F1 to F12, Ctrl-R, Alt-R."
    case .unsentKey(_, let instead?): "Write \(instead)."
    case .unsentKey, .keptKey: "Take another key."
    case .unsafeKey:
      "Take a lower-case letter or Space, Enter, Tab or Backspace; parts of arrow keys over a slow link look like "
        + "capitals, digits, [ and ~."
    case .notADigit: "Give it digits only, or none."
    case .repeatedKey: "Leave one of them out."
    case .noKeysThere(_, _, let places): "It has keys in \(places.map(\.rawValue).joined(separator: ", "))."
    case .conflict: "Give one of them another key."
    case .lastKey(let command, _): "Give \(command.rawValue) a key too."
    }
  }
}
