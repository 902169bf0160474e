extension Theme {
  /// The names of the themes that come with the program; the first is the standard one.
  public static let names = BuiltIn.allCases.map(\.rawValue)

  /// The themes that come with the program, in the order of `names`.
  public static let all = names.compactMap(named)

  /// The theme for those who ask for none.
  public static let standard = named(BuiltIn.dark.rawValue) ?? Theme(name: "plain", palette: [])

  /// A theme that comes with the program; only its own file is read.
  public static func named(_ name: String) -> Theme? {
    BuiltIn(rawValue: name).flatMap {
      try? Theme(yaml: String(decoding: $0.file, as: UTF8.self), name: name)
    }
  }

  /// The files in `Themes/`, which are part of the program.
  private enum BuiltIn: String, CaseIterable {
    case dark
    case light
    case highContrastDark = "high-contrast-dark"
    case highContrastLight = "high-contrast-light"
    case redGreenSafe = "red-green-safe"
    case redGreenSafeLight = "red-green-safe-light"
    case blueYellowSafe = "blue-yellow-safe"
    case terminal
    case monochrome

    var file: [UInt8] {
      switch self {
      case .dark: PackageResources.dark_yaml
      case .light: PackageResources.light_yaml
      case .highContrastDark: PackageResources.high_contrast_dark_yaml
      case .highContrastLight: PackageResources.high_contrast_light_yaml
      case .redGreenSafe: PackageResources.red_green_safe_yaml
      case .redGreenSafeLight: PackageResources.red_green_safe_light_yaml
      case .blueYellowSafe: PackageResources.blue_yellow_safe_yaml
      case .terminal: PackageResources.terminal_yaml
      case .monochrome: PackageResources.monochrome_yaml
      }
    }
  }
}
