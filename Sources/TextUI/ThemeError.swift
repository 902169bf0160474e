/// Why a theme cannot be read.
public enum ThemeError: Error, Equatable, Sendable {
  /// No theme comes with the program under the name, and there is no file of that name.
  case notFound(name: String)
  /// The file is not YAML, or not a table of names and values.
  case malformed(theme: String, detail: String)
  /// One of base00 to base0F is not there.
  case missingColor(theme: String, entry: String)
  /// A colour is not six hexadecimal digits.
  case invalidColor(theme: String, entry: String, value: String)
  /// A setting of our own has a value that means nothing.
  case invalidSetting(theme: String, setting: String, value: String)
  /// The `roles` block names a role that there is not.
  case unknownRole(theme: String, role: String)
  /// A role has a property that there is not, or one with a value that means nothing.
  case invalidProperty(theme: String, role: String, property: String)

  /// What is wrong and where; it may quote the file.
  public var summary: String {
    switch self {
    case .notFound(let name):
      "There is no theme \"\(name)\": none of ours is called so, and there is no such file to read."
    case .malformed(let theme, let detail): "The theme \(theme) cannot be read: \(detail)."
    case .missingColor(let theme, let entry): "The theme \(theme) has no \(entry)."
    case .invalidColor(let theme, let entry, let value):
      "In the theme \(theme), \(entry) is \"\(value)\", which is not a colour."
    case .invalidSetting(let theme, let setting, let value):
      "In the theme \(theme), \(setting) is \"\(value)\", which is not understood."
    case .unknownRole(let theme, let role): "In the theme \(theme), there is no role \"\(role)\"."
    case .invalidProperty(let theme, let role, let property):
      "In the theme \(theme), the property \"\(property)\" of the role \(role) is not understood."
    }
  }

  /// What to do.
  public var suggestion: String {
    switch self {
    case .notFound:
      "Ours are \(Theme.names.joined(separator: ", ")); or give the path of a base16 scheme file."
    case .malformed: "Take any base16 scheme file as a start: base00 to base0F, one colour each."
    case .missingColor: "Give all of base00 to base0F, at the top or under \"palette\"."
    case .invalidColor: "Write six hexadecimal digits in quotes, such as \"7cafc2\"."
    case .invalidSetting:
      "Give contrast a number from 4.5 to 21 and colors one of 0, 8, 16 and 256, or leave them out."
    case .unknownRole:
      "The roles are \(Role.allCases.map(\.rawValue).joined(separator: ", "))."
    case .invalidProperty:
      "Use foreground and background with base00 to base0F; bold, underline and reverse with true or false."
    }
  }
}
