import TextUI

/// Names to look for in the terminfo database, since new terminals often have no entry on old machines.
enum TerminalName {
  /// The name given, then those of its family, then what nearly every terminal understands.
  ///
  ///     candidates(for: "xterm-kitty")  // "xterm-kitty", "xterm-256color", "xterm", "vt100"
  static func candidates(for name: String) -> [String] {
    var names = [name]
    var family = name
    while let end = family.lastIndex(where: { "-.+".contains($0) }) {
      family = String(family[..<end])
      names += family.contains(where: { "-.+".contains($0) }) ? [family] : ["\(family)-256color", family]
    }
    names += ["xterm-256color", "vt100"]
    var seen: Set<String> = []
    return names.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// What to tell when another name than the one given is used.
  static func notice(given: String, used: String) -> String? {
    guard given != used else { return nil }
    guard !given.isEmpty else { return "TERM is not set; using \(used)" }
    return "TERM=\(DisplayText(untrusted: given, as: .row).plainText) is unknown here; using \(used)"
  }
}
