/// What a configuration file can set.
enum Setting: String, CaseIterable {
  case preset, theme, mouse, ascii, keys, endpoints

  /// All names, for messages.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
