public import TextUI

extension Key {
  /// The key's name in a configuration file: "a", "Space", "Ctrl-R", "PgUp".
  public var name: String {
    switch self {
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .control(" "): "Ctrl-Space"
    default: title
    }
  }

  /// Makes a key from its name, or from another that is usual: "ctrl+r", "PageUp", "Return".
  ///
  /// Names of more than one letter are read in upper and lower case.
  /// - Throws: That there is no such key, or that no terminal sends it as a key of its own.
  public init(named name: String) throws(KeyMapError) {
    if let scalar = name.unicodeScalars.first, name.unicodeScalars.count == 1 {
      guard scalar.isTyped else { throw .unknownKey(name: name, nearest: nil) }
      self = .character(Character(scalar))
      return
    }
    let lowercased = name.lowercased()
    if let key = Self.namedKeys[lowercased] {
      self = key
    } else if let (modifier, rest) = Self.split(name) {
      self = try Self.modified(by: modifier, rest: rest, name: name)
    } else {
      let names = Self.namedKeys.values.map(\.name).sorted() + ["Ctrl-R", "Alt-R", "Shift-Tab"]
      throw .unknownKey(name: name, nearest: nearestName(to: name, among: names))
    }
  }

  private static let namedKeys: [String: Key] = {
    var keys: [String: Key] = [
      "space": .character(" "), "enter": .enter, "return": .enter, "tab": .tab, "backtab": .backTab,
      "backspace": .backspace, "del": .delete, "delete": .delete, "esc": .escape, "escape": .escape,
      "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end,
      "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
    ]
    for number in 1...12 { keys["f\(number)"] = .function(number) }
    return keys
  }()

  private enum Modifier: String { case ctrl, control, alt, meta, shift }

  /// Tells "Ctrl" and "R" apart in "Ctrl-R" and "ctrl+r".
  private static func split(_ name: String) -> (Modifier, rest: String)? {
    guard let end = name.firstIndex(where: { $0 == "-" || $0 == "+" }),
      let modifier = Modifier(rawValue: name[..<end].lowercased())
    else { return nil }
    return (modifier, String(name[name.index(after: end)...]))
  }

  private static func modified(
    by modifier: Modifier,
    rest: String,
    name: String
  ) throws(KeyMapError) -> Key {
    let letter = rest.count == 1 ? rest.lowercased().first : nil
    switch (modifier, rest.lowercased()) {
    case (.shift, "tab"): return .backTab
    case (.ctrl, "space"), (.control, "space"): return .control(" ")
    // The same byte as another key.
    case (.ctrl, "i"), (.control, "i"): throw .unsentKey(name: name, instead: "Tab")
    case (.ctrl, "m"), (.control, "m"): throw .unsentKey(name: name, instead: "Enter")
    case (.ctrl, "h"), (.control, "h"): throw .unsentKey(name: name, instead: "Backspace")
    case (.ctrl, _), (.control, _):
      guard let letter, ("a"..."z").contains(letter) else { throw .unsentKey(name: name, instead: nil) }
      return .control(letter)
    case (.alt, _), (.meta, _):
      // With these, Alt sends what a longer sequence begins with.
      guard rest.count == 1, let letter = rest.first, letter.isASCII, letter.isLetter || letter.isNumber,
        !"OPX".contains(letter)
      else { throw .unsentKey(name: name, instead: nil) }
      return .alt(letter)
    case (.shift, _): throw .unsentKey(name: name, instead: letter.map { $0.uppercased() })
    }
  }
}

extension Unicode.Scalar {
  /// Whether a key can write it, and a screen show it.
  fileprivate var isTyped: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .nonspacingMark, .enclosingMark, .spacingMark:
      false
    case .spaceSeparator: self == " "
    default: true
    }
  }
}
