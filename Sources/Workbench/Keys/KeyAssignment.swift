public import TextUI

/// The keys that a person wants for a command, instead of those that it has.
public struct KeyAssignment: Equatable, Sendable {
  /// The command.
  public let command: Command
  /// All its keys, the one to name in hints first; none to leave it to the command line.
  public let keys: [Key]
  /// Where they are wanted; nil for wherever the command has keys.
  public let place: Binding.Context?
  /// The line in which the person says so, from 1.
  public let line: Int

  /// Makes an assignment of keys that are fit for the command.
  ///
  /// - Throws: That a key is not fit, or is there twice.
  public init(
    _ command: Command,
    keys: [Key],
    in place: Binding.Context? = nil,
    line: Int
  ) throws(KeyMapError) {
    for (index, key) in keys.enumerated() {
      if keys[..<index].contains(key) { throw .repeatedKey(key, command) }
      if let refusal = command.refusal(of: key) { throw refusal }
    }
    self.command = command
    self.keys = keys
    self.place = place
    self.line = line
  }
}

extension Command {
  /// Commands without which one is lost in the room.
  static let indispensable: Set<Command> = [.quit, .help]

  /// Why a key cannot ask for the command, if so.
  func refusal(of key: Key) -> KeyMapError? {
    if let owner = Self.owner(of: key), self != owner.command { return .keptKey(key, by: owner.name) }
    if self == .goToCandidate {
      guard case .character(let digit) = key, digit.isASCII, digit.isNumber else {
        return .notADigit(key, self)
      }
    }
    return decides && !Self.isSafeForVerdict(key) ? .unsafeKey(key, self) : nil
  }

  /// Who keeps a key for itself, and the command that is the same thing here.
  private static func owner(of key: Key) -> (name: String, command: Command?)? {
    switch key {
    case .control("s"), .control("q"): ("the terminal, to stop and go on", nil)
    case .control("a"): ("screen, before its own keys", nil)
    case .control("b"): ("tmux, before its own keys", nil)
    case .control("z"): ("the shell, to suspend", .suspend)
    case .control("c"): ("the terminal, to leave", .quit)
    default: nil
    }
  }

  /// Whether a key cannot be the rest of something else.
  ///
  /// Over a slow link, keys that are sent as several characters arrive in pieces, as ESC, `[` or `O`, and more.
  /// After an ESC letters and digits wait a moment, what opens a text field does not.
  private static func isSafeForVerdict(_ key: Key) -> Bool {
    switch key {
    case .character(let character):
      !character.isUppercase && !(character.isASCII && character.isNumber) && !"[~/:?".contains(character)
    case .enter, .tab, .backspace, .control: true
    case .alt, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .backTab, .delete, .escape,
      .function:
      false
    }
  }
}
