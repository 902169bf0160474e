import TextUI
import Workbench
import Yams

extension RoomConfiguration {
  /// Reads a configuration.
  ///
  /// - Parameters:
  ///   - yaml: The text of the file.
  ///   - file: The file's path, for messages and for a theme beside it.
  ///   - home: The folder that `~` stands for.
  /// - Throws: The first mistake.
  public init(yaml: String, file: String, home: String? = nil) throws(ConfigurationError) {
    self.init()
    let document = try ConfigurationDocument(yaml: yaml, file: file)
    var keys: Node?
    for (name, value) in try document.settings() {
      switch name {
      case .preset: preset = try document.preset(in: value)
      case .theme: theme = try document.theme(in: value, home: home)
      case .mouse: usesMouse = try document.truth(of: name, in: value)
      case .ascii: usesASCII = try document.truth(of: name, in: value)
      case .keys: keys = value
      case .endpoints: break
      }
    }
    keyMap = preset.keyMap
    if let keys { keyMap = try document.keyMap(from: preset.keyMap, changedBy: keys) }
  }
}

extension ConfigurationDocument {
  fileprivate func truth(of setting: Setting, in node: Node) throws(ConfigurationError) -> Bool {
    guard let value = node.bool else { throw invalid(setting, in: node, expected: "Write true or false.") }
    return value
  }

  fileprivate func preset(in node: Node) throws(ConfigurationError) -> KeyMap.Preset {
    guard let preset = KeyMap.Preset(rawValue: node.scalar?.string ?? "") else {
      let names = KeyMap.Preset.allCases.map(\.rawValue)
      throw invalid(.preset, in: node, expected: "The presets are \(names.joined(separator: ", ")).")
    }
    return preset
  }

  /// A name stays as it is; a path becomes absolute, the folder of the file being where it starts.
  fileprivate func theme(in node: Node, home: String?) throws(ConfigurationError) -> String {
    let value = node.scalar?.string ?? ""
    if Theme.names.contains(value) { return value }
    guard value.contains("/") || value.hasSuffix(".yaml") || value.hasSuffix(".yml") else {
      let nearest = nearestName(to: value, among: Theme.names).map { "Did you mean \($0)? " } ?? ""
      let names = Theme.names.joined(separator: ", ")
      throw invalid(
        .theme,
        in: node,
        expected: "\(nearest)The themes are \(names); a base16 scheme file is named by its path."
      )
    }
    return absolutePath(value, home: home)
  }

  private func invalid(_ setting: Setting, in node: Node, expected: String) -> ConfigurationError {
    let value = node.scalar?.string ?? "a list or table"
    return error(.invalidValue(setting: setting.rawValue, value: value, expected: expected), at: node)
  }
}
