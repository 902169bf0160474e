/// Where the configuration file is.
public struct ConfigurationLocation: Equatable, Sendable {
  /// The file's path.
  public let path: String
  /// Whether somebody named the file, so that it must be there.
  public let isAskedFor: Bool

  /// Finds the place: `HANDPICK_CONFIG`, else `handpick/config.yaml` in `XDG_CONFIG_HOME`, else in `~/.config`.
  ///
  /// As the XDG Base Directory Specification (0.8) has it, a path that is not absolute is passed over. There is
  /// no place where the environment does not say where the person's files are.
  /// - Parameter environment: The environment's variables.
  public init?(environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let path = value("HANDPICK_CONFIG") {
      self.path = path
      isAskedFor = true
      return
    }
    let home = value("HOME").map { $0 + "/.config" }
    guard let folder = value("XDG_CONFIG_HOME").flatMap({ $0.hasPrefix("/") ? $0 : nil }) ?? home else {
      return nil
    }
    path = folder + "/handpick/config.yaml"
    isAskedFor = false
  }
}
