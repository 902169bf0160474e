import TextUI

extension State {
  /// Whether the terminal's own selection is to have the mouse: where text without frames is there to be copied.
  var leavesMouse: Bool {
    if case .page(.plainText, _) = layers.last { true } else { false }
  }

  /// Opens the command line for the name of a theme.
  mutating func askForTheme() {
    layers.append(.commandLine(LineEditor(text: "theme ")))
    notice = Notice("\(untrusted: Theme.names.joined(separator: "  ")), or a base16 scheme file")
  }

  /// Tells what came of another theme.
  mutating func receiveTheme(_ name: String, problem: String?) {
    notice =
      if let problem { Notice("\(untrusted: problem)", severity: .failure) } else {
        Notice("Theme: \(untrusted: name). --theme or the configuration keeps it.")
      }
  }

  /// The name or path in a line that asks for a theme.
  static func themeName(in line: String) -> String? {
    let prefix = Command.theme.rawValue + " "
    guard line.hasPrefix(prefix) else { return nil }
    let name = line.dropFirst(prefix.count).drop { $0 == " " }
    return name.isEmpty ? nil : String(name)
  }

  /// All lines that Tab can complete to.
  static let completions =
    (commandNames + Theme.names.map { Command.theme.rawValue + " " + $0 }).sorted()

  /// Lists what a line may become, commands with their keys.
  func describe(_ completions: [String]) -> DisplayText {
    var text: DisplayText = ""
    for (index, line) in completions.enumerated() {
      if index > 0 { text += "  " }
      let theme = Self.themeName(in: line)
      text += "\(untrusted: theme ?? line)"
      if let row = keyMap.bindings.first(where: { $0.command.rawValue == line && !$0.keys.isEmpty }) {
        text += " \(untrusted: row.keyTitle)"
      }
    }
    return text
  }
}
