import TextUI
import Workbench

extension RoomConfiguration {
  /// The whole key table as a configuration file, with a line on each command; reading it gives the same keys.
  public func keyTable() -> String {
    """
    # The keys of the review room. Change what you like and keep the file as ~/.config/handpick/config.yaml,
    # or anywhere that HANDPICK_CONFIG or --config names.
    #
    # A command takes one key or a list; the first one is the one that hints show, [] leaves the command to
    # the command line. Keys are written as one character or as Space, Enter, Tab, Shift-Tab, Backspace, Del,
    # Esc, Up, Down, Left, Right, Home, End, PgUp, PgDn, F1 to F12, Ctrl-R, Alt-R. Verdicts take no capitals,
    # digits, [ or ~: over a slow link arrow keys fall to pieces that look like those.
    # What you leave out stays as it is in the preset.

    preset: \(preset.rawValue)
    keys:

    """ + Self.commands(of: keyMap).map(block).joined()
  }

  /// Every command once, in the order of the table.
  private static func commands(of keyMap: KeyMap) -> [Command] {
    var seen: Set<Command> = []
    return keyMap.bindings.map(\.command).filter { seen.insert($0).inserted }
  }

  /// One line for a command, or one for each of its places.
  private func block(for command: Command) -> String {
    let rows = keyMap.bindings.filter { $0.command == command }
    guard rows.count > 1 else {
      return rows.map { Self.line($0, named: command.rawValue, indent: 2) }.joined()
    }
    return "  \(command.rawValue):\n"
      + rows.map { Self.line($0, named: $0.context.rawValue, indent: 4) }.joined()
  }

  private static func line(_ row: Binding, named name: String, indent: Int) -> String {
    let keys = row.keys.map { quoted($0.name) }.joined(separator: ", ")
    let setting = String(repeating: " ", count: indent) + "\(name): [\(keys)]"
    let gap = String(repeating: " ", count: max(2, 36 - setting.count))
    return "\(setting)\(gap)# \(row.summary)\n"
  }

  /// In double quotes, so that no sign and no digit means anything else.
  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
